"""Lines of a screen: columns that fit, and text that wraps.

A width of none means output that is not a terminal: nothing is cut and nothing wraps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Span, Text

GAP = 2
_THOUSANDS = re.compile(r"[0-9] [0-9]{3}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how it is aligned, and how readily it goes when there is no room.

    The highest `drop` goes first; one of 0 stays. `flexible` marks the one that is cut
    instead, down to `least` cells; a column with `leaves` goes before that, namely where it
    would not leave this many cells to the flexible one.
    """

    heading: str = ""
    right: bool = False
    drop: int = 0
    flexible: bool = False
    least: int = 0
    leaves: int = 0


def fit(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int | None) -> list[int]:
    """Give each column its width in cells; 0 for one that has to go."""
    widths = [
        max([cell_len(column.heading), *(row[index].cell_len for row in rows)], default=0)
        for index, column in enumerate(columns)
    ]
    if width is None:
        return widths
    for index in sorted(range(len(columns)), key=lambda each: -columns[each].drop):
        wanted = [
            min(size, max(column.least, columns[index].leaves)) if column.flexible else size
            for size, column in zip(widths, columns, strict=True)
        ]
        if columns[index].drop and _total(wanted) > width:
            widths[index] = 0
    over = _total(widths) - width
    for index, column in enumerate(columns):
        if over > 0 and column.flexible:
            widths[index] = max(widths[index] - over, min(widths[index], column.least))
    return widths


def line(
    columns: Sequence[Column], cells: Sequence[Text], widths: Sequence[int], more: str
) -> Text:
    """Put the cells of a row side by side."""
    plain, spans = "", []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        if width:
            plain += " " * GAP if plain else ""
            start = len(plain)
            shown = cut(cell, width, more)
            space = " " * (width - shown.cell_len)
            plain += space + shown.plain if column.right else shown.plain + space
            moved = start + len(space) if column.right else start
            end = moved + len(shown.plain) if column.right else len(plain)
            spans += [Span(moved, end, shown.style)] if shown.style else []
            spans += [each.move(moved) for each in shown.spans]
    joined = Text(plain, spans=spans)
    joined.rstrip()
    return joined


def cut(text: Text, width: int, more: str) -> Text:
    """Cut a text to a width in cells, with a sign that says so."""
    if text.cell_len <= width:
        return text
    room = max(width - cell_len(more), 0)
    size = len(set_cell_size(text.plain, room))
    while cell_len(text.plain[:size]) > room:  # half of a wide character was counted
        size -= 1
    shorter = text[:size]
    shorter.append(more)
    return shorter


def wrap(text: Text, width: int | None, indent: int) -> list[Text]:
    """Break a text into lines that start after an indent."""
    margin = Text(" " * indent)
    if width is None:
        return [margin + text]
    room = max(width - indent, 20)
    return [margin + piece for piece in _wrapped(text, room)]


def labelled(head: Text, value: Text, width: int | None) -> Iterator[Text]:
    """Put a text behind a label; its further lines start below it, not below the label."""
    lines = wrap(value, width, head.cell_len)
    yield head + lines[0][head.cell_len :]
    yield from lines[1:]


def hanging(text: Text, width: int | None, indent: int, hang: int) -> Iterator[Text]:
    """Wrap a text whose further lines start deeper than its first."""
    if width is None:
        yield Text(" " * indent) + text
        return
    lines = wrap(text, width - (hang - indent), indent)
    yield lines[0]
    for following in lines[1:]:
        yield Text(" " * (hang - indent)) + following


def opposite(left: Text, right: Text, width: int | None) -> Iterator[Text]:
    """Put two texts at the two ends of a line, or below each other where they do not fit."""
    if width is not None and left.cell_len + GAP * 2 + right.cell_len <= width:
        yield left + Text(" " * (width - left.cell_len - right.cell_len)) + right
    else:
        yield from wrap(left, width, 0)
        yield from wrap(right, width, 0)


def _wrapped(text: Text, room: int) -> Iterable[Text]:
    """Wrap at spaces; a word that is longer than a line is broken."""
    start = 0
    plain = text.plain
    while cell_len(plain[start:]) > room:
        fitting = set_cell_size(plain[start:], room).rstrip(" ")
        size = max(len(fitting), 1)
        if not _may_break(plain, start + size):
            size = _last_break(fitting, plain, start) or size
        yield text[start : start + size]
        start += size
        while plain[start : start + 1] == " ":
            start += 1
    if start < len(plain) or not start:
        yield text[start:]


def _last_break(fitting: str, plain: str, start: int) -> int:
    """Give the size of the longest part that ends before a word; 0 where there is none."""
    return next((at for at in range(len(fitting) - 1, 0, -1) if _may_break(plain, start + at)), 0)


def _may_break(plain: str, at: int) -> bool:
    """Tell whether a line may end here: before a space, but not within a figure or at its sign."""
    if plain[at : at + 1] != " " or plain[at : at + 2] == " %":
        return False
    return _THOUSANDS.fullmatch(plain[at - 1 : at + 4]) is None


def _total(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(len(shown) - 1, 0)
