"""Progress as a bar with a mark where it would be by its dates."""

from __future__ import annotations

from fractions import Fraction

from rich.text import Text

from opsctl.rendering.theme import DIM, Signs

CELLS = 10


def progress_bar(progress: Fraction | None, expected: Fraction, style: str, signs: Signs) -> Text:
    """Draw ten cells and the mark between them; an unknown progress is no empty bar."""
    if progress is None:
        return Text("no figure", DIM)
    full = int(progress * CELLS)
    mark = int(expected * CELLS)
    bar = Text()
    for cell in range(CELLS + 1):
        if cell == mark:
            bar.append(signs.expected, DIM)
        if cell < CELLS:
            filled = cell < full
            bar.append(signs.full if filled else signs.rest, style if filled else DIM)
    return bar
