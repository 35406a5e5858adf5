"""Comments that ask for a finding to be left out."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.text.span import Location


@dataclass(frozen=True, slots=True)
class Suppression:
    """One `opsctl: ignore[…]` comment: for a line, or for the whole file where `line` is none."""

    location: Location
    rules: tuple[str, ...]
    reason: str
    line: int | None
