"""What was guessed of a sheet, as the preview of an import shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.rendering.layout import Column, fit, line, wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

_COLUMNS = (Column(), Column(), Column(flexible=True, least=20))


def guess_lines(guesses: Sequence[tuple[str, str, str]], screen: Screen) -> Iterator[Text]:
    """Draw what was guessed: what it is, what it was taken for, and why."""
    yield from ((Text()), Text("Guessed", BOLD))
    cells = [
        [Text(one_line(what), DIM), Text(one_line(value)), Text(one_line(why), DIM)]
        for what, value, why in guesses
    ]
    widths = fit(_COLUMNS, cells, screen.width and screen.width - 1)
    for each in cells:
        room = sum(widths[:2]) + 4
        head = line(_COLUMNS[:2], each[:2], widths[:2], screen.signs.more)
        gap = Text(" " * (room - head.cell_len))
        first, *rest = wrap(each[2], screen.width and max(screen.width - 1, room + 20), room)
        yield Text(" ") + head + gap + first[room:]
        yield from (Text(" ") + following for following in rest)
