"""What lines are drawn on."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.rendering.theme import Signs


@dataclass(frozen=True, slots=True)
class Screen:
    """Where lines go: the width of a terminal, none on a pipe, and the signs it can show."""

    width: int | None
    signs: Signs
