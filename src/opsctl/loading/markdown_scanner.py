"""The common forms of blocks, read line by line; every other is left to the reference.

What is read here is what the reference would have read: a line that could mean anything else in
its place ends the attempt, and the outermost block that it stands in is parsed anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from opsctl.loading.markdown_blocks import Builder, boxed
from opsctl.loading.markdown_inline import Placing
from opsctl.loading.markdown_lines import SHAPE, TEXTS
from opsctl.loading.markdown_plain import SIGNS, plain
from opsctl.loading.markdown_reference import Stepping
from opsctl.model.markdown import Block, BlockKind, Run, make_block, make_run
from opsctl.text.source import make_span
from opsctl.text.span import Span

_DEEPEST = 20
_DELIMITERS = re.compile(r"(?!- )[|:-][|: -]+")
_DELIMITER = re.compile(r":?-+:?")
_INTERRUPTING = frozenset(["heading", "fence"])


class _Odd(Exception):
    """A line may mean something that only the reference knows."""


@dataclass
class Scanner:
    """Reads blocks from lines, counted from 0; columns count from 0 too.

    `base` is the column where the texts of a list item start, `outer` that of the item which the
    list itself is in; both are 0 outside of lists.
    """

    builder: Builder
    lines: Sequence[str]
    stepping: Stepping

    def __post_init__(self) -> None:
        self.starts = self.builder.source.line_starts
        self.shapes = [_shape(line) for line in self.lines]
        self.count = len(self.lines)

    def page(self, first: int) -> tuple[Block, ...]:
        """Read all blocks of a page from a line on."""
        blocks: list[Block] = []
        at = self._skip_blank(first)
        while at < self.count:
            at = self._skip_blank(self._one(at, blocks))
        return tuple(blocks)

    def _one(self, at: int, blocks: list[Block]) -> int:
        """Read a block that no other holds; what a vain attempt noted is forgotten."""
        links, marks = len(self.builder.links), len(self.builder.marks)
        try:
            block, behind = self._block(at, 0, 0, 0)
        except _Odd:
            del self.builder.links[links:], self.builder.marks[marks:]
            tokens, behind = self.stepping.block(at)
            blocks += self.builder.blocks_of(tokens)
        else:
            blocks.append(block)
        return behind

    def _skip_blank(self, at: int) -> int:
        while at < self.count and self.shapes[at].lastgroup == "blank":
            at += 1
        return at

    def _block(self, at: int, base: int, outer: int, depth: int) -> tuple[Block, int]:
        shape = self.shapes[at]
        kind = shape.lastgroup
        if shape.end(1) - base > 3:
            raise _Odd
        if self._has_delimiters_below(at):
            return self._table(at, base)
        if kind in TEXTS:
            return self._paragraph(at, base, outer, shape.end(1))
        if kind == "item" and depth < _DEEPEST:
            return self._list(at, base, depth)
        if kind == "heading":
            return self._heading(at, shape)
        if kind == "fence":
            return self._fence(at, base)
        if kind == "rule":
            return make_block(BlockKind.RULE, self._span(at, at + 1)), at + 1
        raise _Odd

    def _has_delimiters_below(self, at: int) -> bool:
        if "|" not in self.lines[at] or at + 1 >= self.count:
            return False
        return self.lines[at + 1].lstrip(" \t")[:1] in ("|", ":", "-")

    def _heading(self, at: int, shape: re.Match[str]) -> tuple[Block, int]:
        content = _stripped(self.lines[at][shape.end() :])
        if content.endswith("#"):
            raise _Odd
        level = len(shape["heading"].rstrip(" "))
        runs = self._runs(content, at)
        return make_block(BlockKind.HEADING, self._span(at, at + 1), runs, level=level), at + 1

    def _paragraph(self, at: int, base: int, outer: int, column: int) -> tuple[Block, int]:
        """Read a text that starts in a column."""
        behind = at + 1
        while behind < self.count and self._goes_on(behind, base, outer):
            behind += 1
        if behind == at + 1:
            content = _stripped(self.lines[at][column:])
        else:
            below = (line[base:] for line in self.lines[at + 1 : behind])
            content = _stripped("\n".join((self.lines[at][column:], *below)))
        runs = self._runs(content, at)
        return make_block(BlockKind.PARAGRAPH, self._span(at, behind), runs), behind

    def _goes_on(self, at: int, base: int, outer: int) -> bool:
        """Tell whether a text goes on in a line: it ends where something else surely begins."""
        shape = self.shapes[at]
        kind, indent = shape.lastgroup, shape.end(1)
        if kind == "blank":
            return False
        if kind == "tab":
            raise _Odd
        if indent >= base:
            if indent - base > 3 or kind in TEXTS:
                return True
            if kind in _INTERRUPTING or (kind == "item" and _interrupts(shape)):
                return False
        elif kind in _INTERRUPTING or (kind == "item" and indent - outer <= 3):
            return False
        raise _Odd

    def _list(self, at: int, base: int, depth: int) -> tuple[Block, int]:
        first = self.shapes[at]
        sign = first["sign"][-1]
        start = int(first["sign"][:-1]) if sign in ".)" else None
        items: list[Block] = []
        behind = at
        while self._is_next(behind, base, sign):
            number = None if start is None else start + len(items)
            item, behind = self._item(behind, base, depth, number)
            items.append(item)
        span = self._span(at, behind)
        ordered = start is not None
        return make_block(BlockKind.LIST, span, children=tuple(items), ordered=ordered), behind

    def _is_next(self, at: int, base: int, sign: str) -> bool:
        """Tell whether a list goes on with an item in a line."""
        if at >= self.count:
            return False
        shape = self.shapes[at]
        if shape.lastgroup in ("tab", "listed") or shape.end(1) - base > 3:
            raise _Odd
        return shape.lastgroup == "item" and shape.end(1) >= base and shape["sign"][-1] == sign

    def _item(self, at: int, base: int, depth: int, number: int | None) -> tuple[Block, int]:
        shape = self.shapes[at]
        column = shape.end()
        inside = SHAPE.match(self.lines[at], column)
        if inside is None or inside.lastgroup not in TEXTS:
            raise _Odd
        text, behind = self._paragraph(at, column, base, column)
        children = [text]
        behind = self._skip_blank(behind)
        while behind < self.count and self._is_inside(behind, column):
            block, behind = self._block(behind, column, base, depth + 1)
            children.append(block)
            behind = self._skip_blank(behind)
        span = self._span(at, behind)
        written = "" if number is None else shape["sign"][:-1]
        checked, inner = boxed(self.lines[at], tuple(children))
        return make_block(
            BlockKind.ITEM, span, children=inner, number=number, written=written, checked=checked
        ), behind

    def _is_inside(self, at: int, base: int) -> bool:
        shape = self.shapes[at]
        if shape.lastgroup == "tab":
            raise _Odd
        return shape.end(1) >= base

    def _fence(self, at: int, base: int) -> tuple[Block, int]:
        shape = self.shapes[at]
        indent = shape.end(1)
        opening = self.lines[at][indent:]
        markup = opening[: len(opening) - len(opening.lstrip(opening[0]))]
        closing = re.compile(f" {{0,{base + 3}}}{markup}{markup[0]}*[ \\t]*")
        content: list[str] = []
        for behind in range(at + 1, self.count):
            line, below = self.lines[behind], self.shapes[behind]
            if indent and (below.lastgroup == "tab" or "\t" in below[0]):
                raise _Odd
            if below.lastgroup != "blank" and below.end(1) < base:
                raise _Odd
            if closing.fullmatch(line):
                text, info = "".join(content), opening[len(markup) :].strip()
                span = self._span(at, behind + 1)
                return make_block(BlockKind.CODE, span, text=text, info=info), behind + 1
            content.append(f"{line[min(indent, below.end(1)) :]}\n")
        raise _Odd  # it is never closed

    def _table(self, at: int, base: int) -> tuple[Block, int]:
        columns = self._columns(at, base)
        rows = [self._row(at, columns)]
        behind = at + 2
        while behind < self.count and self._is_row(behind, base):
            rows.append(self._row(behind, columns))
            behind += 1
        return make_block(BlockKind.TABLE, self._span(at, behind), children=tuple(rows)), behind

    def _columns(self, at: int, base: int) -> int:
        """Count the columns of a table whose first row stands in a line."""
        below = self.shapes[at + 1]
        signs = self.lines[at + 1][below.end(1) :]
        is_near = base <= below.end(1) <= base + 3 and self._is_row(at, base)
        if not is_near or not _DELIMITERS.fullmatch(signs):
            raise _Odd
        delimiters = [each.strip(" ") for each in signs.split("|")]
        inner = delimiters[not delimiters[0] : len(delimiters) - (not delimiters[-1])]
        if not inner or not all(_DELIMITER.fullmatch(each) for each in inner):
            raise _Odd
        if len(_cells(self.lines[at])) != len(inner):
            raise _Odd
        return len(inner)

    def _is_row(self, at: int, base: int) -> bool:
        shape = self.shapes[at]
        kind, indent = shape.lastgroup, shape.end(1)
        if kind == "blank":
            return False
        if not (kind in TEXTS or kind == "bar") or not base <= indent <= base + 3:
            raise _Odd
        return True

    def _row(self, at: int, columns: int) -> Block:
        line = self.lines[at]
        cells = _cells(line)
        if len(cells) < columns:
            raise _Odd
        span = self._span(at, at + 1)
        blocks = []
        column = 0
        for cell in cells[:columns]:
            content = _stripped(cell)
            blocks.append(make_block(BlockKind.CELL, span, self._runs(content, at, column)))
            found = line.find(content, column)
            column = column if found < 0 else found + len(content)
        return make_block(BlockKind.ROW, span, children=tuple(blocks))

    def _runs(self, content: str, at: int, column: int = 0) -> tuple[Run, ...]:
        """Give the runs of an inline text that starts in a line, and note what is in it."""
        if not SIGNS.search(content):
            return (make_run(content, at + 1),) if content else ()
        placing = Placing(self.builder.source, content, at, column)
        found = plain(placing)
        if found is None:
            token = self.stepping.inline(content, at)
            return self.builder.runs_of(token.children or (), placing)
        self.builder.links += found.links
        self.builder.note_marks(placing, found.hidden)
        return tuple(found.runs)

    def _span(self, first: int, behind: int) -> Span:
        """Locate a block, from the first character in its first line to its last one."""
        lines, starts = self.lines, self.starts
        last = behind - 1
        while last > first and not lines[last].strip("> \t"):
            last -= 1
        indent, width = self.shapes[first].end(1), len(lines[last].rstrip())
        return make_span(
            starts[first] + indent, starts[last] + width, first + 1, indent + 1, last + 1, width + 1
        )


def _shape(line: str) -> re.Match[str]:
    match = SHAPE.match(line)
    assert match is not None  # it matches every line
    return match


def _interrupts(item: re.Match[str]) -> bool:
    """Tell whether an item may follow a text without a blank line between them."""
    sign = item["sign"]
    return not sign[:-1] or int(sign[:-1]) == 1


def _stripped(content: str) -> str:
    """Strip a text; what only Python takes for a space at its edges, the reference may not."""
    stripped = content.strip(" \t\n")
    if stripped != stripped.strip():
        raise _Odd
    return stripped


def _cells(line: str) -> list[str]:
    if "\\" in line:
        raise _Odd
    cells = _stripped(line).split("|")
    cells = cells[not cells[0] :]
    return cells[:-1] if cells and not cells[-1] else cells
