"""The parts of a page: what stands under its headings, and under what does a heading's work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from opsctl.model.markdown import Block, BlockKind, Page, Run, plain_text
from opsctl.text.making import maker
from opsctl.text.span import Span

_SEPARATOR = re.compile(r"\s*[:：]\s*|\s+[–—-]\s+")
_PLAIN = re.compile(r"\s*([^\W\d_][\w .'’/-]{1,38})\s?[:：]\s+(?=\S)")
_LONGEST_LABEL = 80


class Carrier(StrEnum):
    """What a part of a page begins with."""

    HEADING = "heading"
    LABEL = "label"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page with its title, up to the next part of its kind.

    `level` is that of a heading, and 0 for what only does its work. `first` counts the headings
    that stand before it. `runs` is the text in its own first line, `blocks` what follows.
    """

    carrier: Carrier
    title: str
    span: Span
    end_line: int
    level: int = 0
    first: int = 0
    runs: tuple[Run, ...] = ()
    blocks: tuple[Block, ...] = ()

    @property
    def line(self) -> int:
        """The line that it begins in."""
        return self.span.line


make_part = maker(Part, __name__, "make_part")


def parts_of(page: Page) -> tuple[Part, ...]:
    """Find the parts of a page, in its order; those within lists or quotes are left out."""
    blocks = page.blocks
    places = [at for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    found: list[Part] = []
    headings = 0
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            found.append(_under_heading(blocks, places, headings, page.lines))
            headings += 1
        elif block.kind is BlockKind.PARAGRAPH:
            found += _labels(blocks, index, headings)
        elif block.kind is BlockKind.LIST and not block.ordered:
            found += _item_labels(block, headings)
        elif block.kind is BlockKind.TABLE:
            found += _rows(block, headings)
    return tuple(found)


def _under_heading(blocks: Sequence[Block], places: Sequence[int], count: int, last: int) -> Part:
    """Give the part under a heading, up to the next as high; `count` headings stand before it."""
    heading = blocks[places[count]]
    following = (at for at in places[count + 1 :] if blocks[at].level <= heading.level)
    stop = next(following, len(blocks))
    end = blocks[stop].line - 1 if stop < len(blocks) else last
    return make_part(
        Carrier.HEADING,
        heading.plain,
        heading.span,
        max(end, heading.end_line),
        heading.level,
        count,
        blocks=tuple(blocks[places[count] + 1 : stop]),
    )


def _labels(blocks: Sequence[Block], index: int, headings: int) -> Iterator[Part]:
    """Find bold text that a paragraph or one of its lines begins with."""
    lines = list(_lines(blocks[index]))
    alone = len(lines) == 1
    labels = [_label_of(line.runs, alone=alone) for line in lines]
    if not any(labels) and len(lines) > 1:
        labels = _plain_labels(lines)
    starts = [at for at, label in enumerate(labels) if label is not None]
    for at, stop in pairwise([*starts, len(lines)]):
        title, rest = labels[at] or ("", ())
        text = (*rest, *(run for line in lines[at + 1 : stop] for run in line.runs))
        is_last = stop == len(lines)
        following = _until_next(blocks[index + 1 :]) if is_last and not plain_text(text) else ()
        end = following[-1].end_line if following else lines[stop - 1].number
        yield make_part(Carrier.LABEL, title, lines[at].span, end, 0, headings, text, following)


def _until_next(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks up to the next heading, rule or label that stands alone."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.RULE) or _stands_alone(block):
            break
        kept.append(block)
    return tuple(kept)


def _stands_alone(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH:
        return False
    label = _label_of(block.runs, alone=True)
    return label is not None and not plain_text(label[1])


def _plain_labels(lines: Sequence[_Line]) -> list[tuple[str, tuple[Run, ...]] | None]:
    """Read lines such as `Owner: Maya`, as some tools export them, where all are like that."""
    found: list[tuple[str, tuple[Run, ...]] | None] = []
    for line in lines:
        first = line.runs[0] if line.runs else None
        match = None if first is None or first.code or first.target else _PLAIN.match(first.text)
        if first is None or match is None:
            return [None] * len(lines)
        rest = Run(first.text[match.end() :], first.line)
        found.append((match[1].strip(), (rest, *line.runs[1:])))
    return found


def _item_labels(block: Block, headings: int) -> Iterator[Part]:
    for item in block.children:
        first = item.children[0] if item.children else None
        if first is None or first.kind is not BlockKind.PARAGRAPH:
            continue
        label = _label_of(first.runs, alone=False)
        if label is not None:
            title, rest = label
            yield make_part(
                Carrier.LABEL, title, item.span, item.end_line, 0, headings, rest, item.children[1:]
            )


def _rows(table: Block, headings: int) -> Iterator[Part]:
    """Find the rows of a table of two columns, the first of which names the second."""
    for row in table.children:
        cells = row.children
        if len(cells) == 2 and cells[0].plain:
            yield make_part(
                Carrier.ROW, cells[0].plain.rstrip(" :："), row.span, row.end_line, 0, headings,
                cells[1].runs,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its number, where it stands, what is in it."""

    number: int
    span: Span
    runs: tuple[Run, ...]


def _lines(block: Block) -> Iterator[_Line]:
    """Split a paragraph at the line ends of the source.

    Of the first of several lines, the place is where it starts; so it is of one that is no label.
    """
    whole = block.span
    runs: list[Run] = []
    start = Span(whole.start, whole.start, whole.line, whole.column, whole.line, whole.column)
    number, place = whole.line, start if whole.line < whole.end_line else whole
    for run in block.runs:
        if run.text == "\n":
            yield _Line(number, place, tuple(runs))
            number, place, runs = run.line + 1, run.next_line or start, []
        else:
            runs.append(run)
    yield _Line(number, place, tuple(runs))


def _label_of(runs: Sequence[Run], *, alone: bool) -> tuple[str, tuple[Run, ...]] | None:
    """Split a bold title off a line: it ends in a colon or a dash, or it is all there is."""
    if not runs or not runs[0].strong:
        return None
    bold: list[Run] = []
    for run in runs:
        if not run.strong or run.text == "\n":
            break
        bold.append(run)
    title = plain_text(tuple(bold))
    rest = tuple(runs[len(bold) :])
    if not title or len(title) > _LONGEST_LABEL or any(run.image for run in bold):
        return None
    if title.endswith((":", "：")):
        return title.rstrip(" :："), rest
    behind = plain_text(rest)
    if not behind:
        return (title, ()) if alone else None
    separator = _SEPARATOR.match(rest[0].text)
    if separator is None:
        return None
    cut = Run(rest[0].text[separator.end() :], rest[0].line)
    return title, (cut, *rest[1:])
