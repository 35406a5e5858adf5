"""The steps of a procedure, in the forms in which people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from opsctl.analysis.sop.parts import Part
from opsctl.analysis.sop.sections import Section, covered_lines, is_covered
from opsctl.analysis.sop.words.vocabulary import Vocabulary, folded
from opsctl.model.markdown import Block, BlockKind, Page
from opsctl.model.section import SectionKind
from opsctl.text.making import maker
from opsctl.text.span import Span

_NUMBERED = re.compile(r"(?P<number>[0-9]{1,3})(?:[.):]+\s*|\s+[-–—:]\s+|\s+)(?=\S)(?P<text>.+)")
_SUB_NUMBER = re.compile(r"[0-9]{1,3}\.[0-9]")
_FEWEST = 2
_BELOW_ALL = 7
"""The level of what only serves as a heading."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the reader does.

    `number` is its place among the steps of its depth, from 1; `written` the number that its
    author typed, if there is one. `depth` is 1, and more for a step within a step.
    """

    number: int
    text: str
    span: Span
    depth: int
    written: int | None = None

    @property
    def line(self) -> int:
        """The line that it begins in."""
        return self.span.line


make_step = maker(Step, __name__, "make_step")


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    span: Span
    written: int | None
    below: tuple[_Found, ...] = ()


_make_found = maker(_Found, __name__, "_make_found")


def steps_of(
    page: Page, parts: Sequence[Part], sections: Sequence[Section], words: Vocabulary
) -> tuple[Step, ...]:
    """Find the steps of a procedure, in the order of the page.

    They are looked for in its sections of procedure; where it has none, in what belongs to no
    other section. What a `<details>` hides is none, unless the procedure itself is in one. Steps
    are numbered through within a section, and anew below each heading of it.
    """
    procedures = [
        each for each in sections if each.section == SectionKind.PROCEDURE and not each.empty
    ]
    shown = page.shown
    lines = {block.line for block in shown}
    hidden = any(each.line not in lines and each.level for each in procedures)
    whole = page.blocks if hidden else shown
    blocks = tuple(_as_heading(block, words) for block in whole)
    groups: list[list[_Found]] = []
    if procedures:
        for section in procedures:
            inner = covered_lines(each for each in sections if _is_within(each, section))
            inside = [
                block
                for block in blocks
                if _lies_in(block, section) and not is_covered(block.line, inner)
            ]
            groups += _groups(inside, words, whole=True)
    else:
        others = [each for each in sections if each.level]
        covered = covered_lines(others)
        free = [block for block in blocks if not is_covered(block.line, covered)]
        groups += _groups(free, words, whole=False)
    return tuple(step for group in groups for step in _numbered(group, 1))


def _is_within(other: Section, section: Section) -> bool:
    """Tell a section of another kind that stands within one, under a heading of its own."""
    nested = section.line < other.line <= section.end_line and other.level > section.level > 0
    return nested and other.section != SectionKind.PROCEDURE


def _lies_in(block: Block, section: Section) -> bool:
    if block.line == section.line and not section.level:
        return block.kind is not BlockKind.HEADING
    return section.line < block.line <= section.end_line


def _numbered(found: Iterable[_Found], depth: int) -> Iterator[Step]:
    for number, each in enumerate(found, 1):
        yield make_step(number, each.text, each.span, depth, each.written)
        yield from _numbered(each.below, depth + 1)


def _groups(
    blocks: Sequence[Block], words: Vocabulary, *, whole: bool, headings: bool = True
) -> Iterator[list[_Found]]:
    """Give the steps below each heading; headings that are steps have theirs below them.

    `whole` says that the blocks are a procedure: then numbered headings are steps. With
    `headings`, plain ones are where it has no steps in any other form.
    """
    levels = [block.level for block in blocks if block.kind is BlockKind.HEADING]
    for level in sorted(set(levels)):
        if _are_steps(_texts_at(blocks, level), words, level, whole=whole):
            yield from _by_headings(blocks, level, words)
            return
    groups = [list(_in_blocks(group, words, whole=whole)) for group in _split(blocks, words)]
    if not any(groups) and whole and headings and levels:
        top = min(levels)
        if len(_texts_at(blocks, top)) >= _FEWEST:
            yield from _by_headings(blocks, top, words)
        return
    yield from (group for group in groups if group)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}", text) is not None


def _texts_at(blocks: Sequence[Block], level: int) -> list[str]:
    return [b.plain for b in blocks if b.kind is BlockKind.HEADING and b.level == level]


def _are_steps(titles: Sequence[str], words: Vocabulary, level: int, *, whole: bool) -> bool:
    """Tell headings that number steps: `Step 4: Label`, or `3. Label` within a procedure.

    Elsewhere numbers may be those of sections, so there they count from the third level on, and
    only where none of them names a section.
    """
    split = [_split_number(title, words) for title in titles]
    numbered = [each for each in split if each is not None]
    if len(numbered) < _FEWEST or len(numbered) * 2 < len(titles):
        return False
    if all(spoken for _, _, spoken in numbered):
        return True
    if any(words.meanings(title) for title in titles):
        return False
    return whole or level > _FEWEST


def _split_number(title: str, words: Vocabulary) -> tuple[int, str, bool] | None:
    """Split `Step 4: Label the parcel` or `4. Label the parcel`; says whether a word is there."""
    first, _, rest = title.strip().partition(" ")
    spoken = folded(first) in words.step_words
    text = rest.strip() if spoken else title.strip()
    if _SUB_NUMBER.match(text):
        return None
    match = _NUMBERED.match(text)
    if match is None:
        bare = text.rstrip(".:) ") if spoken else ""
        return (int(bare), title.strip(), True) if _is_number(bare) else None
    return int(match["number"]), match["text"].strip(), spoken


def _by_headings(blocks: Sequence[Block], level: int, words: Vocabulary) -> Iterator[list[_Found]]:
    """Give the headings of a level as steps, anew below each higher one."""
    group: list[_Found] = []
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING or block.level > level:
            continue
        if block.level < level:
            if group:
                yield group
            group = []
            continue
        stop = next(
            (
                at
                for at, each in enumerate(blocks[index + 1 :], index + 1)
                if each.kind is BlockKind.HEADING and each.level <= level
            ),
            len(blocks),
        )
        split = _split_number(block.plain, words)
        inner = _groups(blocks[index + 1 : stop], words, whole=True, headings=False)
        below = tuple(each for group in inner for each in group)
        number, text = (split[0], split[1]) if split else (None, block.plain)
        group.append(_make_found(text, block.span, number, below))
    if group:
        yield group


def _split(blocks: Sequence[Block], words: Vocabulary) -> Iterator[list[Block]]:
    """Split blocks at headings; what stands below "FAQ" or "See also" is no step."""
    group: list[Block] = []
    aside = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield group
            group = []
            if not aside or block.level <= aside:
                aside = block.level if folded(block.plain) in words.asides else 0
        elif not aside:
            group.append(block)
    yield group


def _as_heading(block: Block, words: Vocabulary) -> Block:
    """Take a bold `Step 4: Label the parcel` that stands alone for a heading."""
    is_bold = block.kind is BlockKind.PARAGRAPH and all(
        run.strong for run in block.runs if run.text.strip()
    )
    split = _split_number(block.plain, words) if is_bold and block.runs else None
    if split is None or not split[2]:
        return block
    return Block(BlockKind.HEADING, block.span, block.runs, level=_BELOW_ALL)


def _in_blocks(
    blocks: Sequence[Block], words: Vocabulary, *, whole: bool = True
) -> Iterator[_Found]:
    """Find steps in lists and tables; a list that was broken by a picture goes on.

    Outside of a procedure, boxes to tick may be anything, and so may a list of two behind a text.
    """
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.LIST and not _is_contents(block):
            goes_on = (block.children[0].number or 1) > 1
            if whole or index == 0 or goes_on or len(block.children) > _FEWEST:
                yield from _in_list(block, words, boxes=whole)
        elif block.kind is BlockKind.TABLE:
            yield from _in_table(block, words)


def _is_contents(block: Block) -> bool:
    """Tell a table of contents: most items begin with a link to a place in the page."""
    linked = sum([_first_target(item).startswith("#") for item in block.children])
    return linked * 2 >= len(block.children) and linked > 0


def _first_target(item: Block) -> str:
    for each in item.children:
        if each.runs:
            return each.runs[0].target or ""
    return ""


def _in_list(block: Block, words: Vocabulary, *, boxes: bool) -> Iterator[_Found]:
    for item in block.children:
        if block.ordered or (boxes and item.checked is not None):
            text = next((each.plain for each in item.children if each.runs), "")
            written = int(item.written) if item.written.isdecimal() else None
            is_bare = text and len(item.children) == 1
            below = () if is_bare else tuple(_in_blocks(item.children, words))
            yield _make_found(text, item.span, written, below)


def _in_table(table: Block, words: Vocabulary) -> Iterator[_Found]:
    """Find the rows of a table whose first column numbers or names steps."""
    header = [folded(cell.plain) or cell.plain.strip() for cell in table.children[0].children]
    if not header or header[0] not in words.step_columns:
        return
    action = next((at for at, name in enumerate(header) if name in words.action_columns), None)
    for row in table.children[1:]:
        cells = [cell.plain for cell in row.children]
        number = cells[0].rstrip(".") if cells else ""
        default = 1 if len(cells) > 1 and _is_number(number) else 0
        at = default if action is None else action
        written = int(number) if _is_number(number) else None
        if at < len(cells) and any(cells):
            yield _make_found(cells[at], row.span, written)
