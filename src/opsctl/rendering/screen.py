"""What lines are drawn on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from opsctl.rendering.layout import wrap
from opsctl.rendering.theme import COMMAND, Signs

_STEP_GAP = 3


@dataclass(frozen=True, slots=True)
class Screen:
    """Where lines go: the width of a terminal, none on a pipe, and the signs it can show."""

    width: int | None
    signs: Signs


def because(reasons: Sequence[str], step: str, screen: Screen, indent: int) -> Iterator[Text]:
    """Draw reasons in one sentence, and what to do next behind them or below."""
    lines = wrap(Text("; ".join(reasons)), screen.width, indent)
    then = Text(f"{screen.signs.arrow} {step}", COMMAND)
    if screen.width is None or lines[-1].cell_len + _STEP_GAP + then.cell_len <= screen.width:
        yield from lines[:-1]
        yield lines[-1] + Text(" " * _STEP_GAP) + then
    else:
        yield from (*lines, Text(" " * indent) + then)
