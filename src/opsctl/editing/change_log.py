"""One more entry in the change log of a page, in the form that the log has.

Texts come as Markdown, and each goes into one line. Lines end as their neighbours do, and nothing
but the new lines is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from opsctl.model.markdown import Block
from opsctl.text.edit import Edit
from opsctl.text.source import Source

_MARKER = re.compile(r"(?P<sign>[-*+])(?P<gap>[ \t]{1,4})|(?P<number>[0-9]{1,9})(?P<point>[.)])")
_BREAK = re.compile(r"\r\n|\n|\r")
_BULLET = "- "


class Unplaceable(ValueError):
    """An entry cannot be put where it belongs; the text says why."""


def plan_item(source: Source, into: Block, text: str, *, first: bool) -> Edit:
    """Plan one more item of a list, before its first one or behind its last one.

    Raises:
        Unplaceable: the list does not begin on a line of its own.
    """
    items = into.children
    item = items[0] if first else items[-1]
    line = f"{_indent(source, item)}{_marker(source, items, first=first)}{text}"
    loose = len(items) > 1 and items[1].line - items[0].end_line > 1
    gap = [""] if loose else []
    if first:
        return _before(source, item.line, [line, *gap])
    return _behind(source, item.end_line, [*gap, line])


def plan_row(source: Source, table: Block, cells: Sequence[str], *, first: bool) -> Edit:
    """Plan one more row of a table, below its header or at its end.

    Raises:
        Unplaceable: the table does not begin on a line of its own.
    """
    header = table.children[0]
    indent = _indent(source, header)
    drawn = source.line(header.line).strip()
    line = " | ".join(cells)
    opens = "| " if drawn.startswith("|") or not cells[0] else ""
    closes = " |" if drawn.endswith("|") and not drawn.endswith("\\|") else ""
    behind = header.line + 1 if first else max(table.children[-1].end_line, header.line + 1)
    return _behind(source, behind, [f"{indent}{opens}{line}{closes}".rstrip()])


def plan_first_item(source: Source, line: int, text: str) -> Edit:
    """Plan a list of one item behind a line, apart from what stands there."""
    return _apart(source, line, [f"{_BULLET}{text}"])


def plan_chapter(
    source: Source,
    neighbour: Block,
    last_line: int,
    title: str,
    items: Sequence[str],
    *,
    first: bool,
) -> Edit:
    """Plan a heading like its neighbour with a list below, before that or behind the last line.

    Raises:
        Unplaceable: its neighbour does not begin on a line of its own.
    """
    if _indent(source, neighbour):
        raise Unplaceable("the headings in its change log do not begin at the start of a line")
    heading = heading_lines(title, neighbour.level, underlined=neighbour.underlined)
    lines = [*heading, "", *(f"{_BULLET}{each}" for each in items)]
    if first:
        return _before(source, neighbour.line, [*lines, ""])
    return _apart(source, last_line, lines)


def plan_section(source: Source, heading: Sequence[str], text: str) -> Edit:
    """Plan a section at the end of a page: its heading and a list of one item."""
    number = len(source.line_starts)
    while number > 1 and not source.line(number).strip():
        number -= 1
    return _apart(source, number, [*heading, "", f"{_BULLET}{text}"])


def heading_lines(title: str, level: int, *, underlined: bool) -> list[str]:
    """Write a heading; only the first two levels can be underlined."""
    if underlined and level <= 2:
        return [title, ("=" if level == 1 else "-") * max(len(title), 3)]
    return [f"{'#' * level} {title}"]


def _marker(source: Source, items: Sequence[Block], *, first: bool) -> str:
    """Write the sign of the new item as the others have it; a number goes on where they do."""
    item = items[0] if first else items[-1]
    match = _MARKER.match(source.text, item.span.start)
    if match is None:
        return _BULLET
    if match["sign"]:
        return f"{match['sign']}{match['gap']}"
    number = int(match["number"])
    counts = len(items) < 2 or items[-1].written != items[0].written
    return f"{number + (counts and not first)}{match['point']} "


def _indent(source: Source, block: Block) -> str:
    before = source.line(block.line)[: block.span.column - 1]
    if before.strip() or source.line(block.line)[block.span.column - 1 :].startswith(">"):
        raise Unplaceable("its change log stands within a quote or a line of something else")
    return before


def _before(source: Source, line: int, lines: Sequence[str]) -> Edit:
    at = source.line_starts[line - 1]
    end = _line_end(source, line)
    return Edit(at, at, "".join(f"{each}{end}" for each in lines))


def _behind(source: Source, line: int, lines: Sequence[str]) -> Edit:
    """Insert lines behind one; the last line of a file keeps ending as it did."""
    end = _line_end(source, line)
    starts = source.line_starts
    if line < len(starts):
        return Edit(starts[line], starts[line], "".join(f"{each}{end}" for each in lines))
    at = len(source.text)
    return Edit(at, at, "".join(f"{end}{each}" for each in lines))


def _apart(source: Source, line: int, lines: Sequence[str]) -> Edit:
    """Insert lines behind one with a blank line before them, and one behind them if needed."""
    before = [""] if source.line(line).strip() else []
    behind = [""] if source.line(line + 1).strip() else []
    return _behind(source, line, [*before, *lines, *behind])


def _line_end(source: Source, line: int) -> str:
    """Give how a line ends; the last one ends as the first line of the file does."""
    starts = source.line_starts
    if line >= len(starts):
        return source.newline
    match = _BREAK.match(source.text, starts[line - 1] + len(source.line(line)))
    return match.group() if match else source.newline
