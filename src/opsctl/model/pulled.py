"""What a source gives: numbers by period, as text, before anything is known of them."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.model.scalar import Scalar


@dataclass(frozen=True, slots=True)
class PulledRow:
    """One number as a source writes it; `place` says where, for a person: `orders.csv, line 3`."""

    period: str
    value: Scalar
    place: str
