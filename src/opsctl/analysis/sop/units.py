"""The parts of a procedure that are compared with each other: steps, items, texts."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.digest import is_comment
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.steps import Step
from opsctl.model.markdown import Block, BlockKind, Run
from opsctl.model.section import SectionKind
from opsctl.text.span import Span

_CARRIERS = frozenset([BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING])
"""What a step is written as; a text in an item may start and end where the item does."""

_UNITS = frozenset(
    [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.CODE, BlockKind.HTML]
)

_Marked = tuple[Block, str]
"""A block with the marks of those that it lies in."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that a page says: a step, an item of a list, a row, a paragraph, code.

    `section` is the kind of section that it stands in, or the title of the heading above it, which
    `chapter` is always; a heading that is a step is no chapter. `shown` is what a reader sees of
    it, without code; `lead` its first text, before the points of a step; `said` has its code too,
    and `text` also where its links lead. `marked` is what is shown with Markdown's own marks,
    `code` what stands as code in it, line by line.
    """

    section: str
    known: bool
    chapter: str
    kind: BlockKind
    shown: str
    lead: str
    said: str
    text: str
    marked: str
    code: str
    line: int
    depth: int = 0
    is_header: bool = False

    @property
    def is_step(self) -> bool:
        """Tell a step from what is no step."""
        return self.depth > 0


def units_of(anatomy: Anatomy) -> tuple[Unit, ...]:
    """Take a page apart into what it says, in its order; headings are left out."""
    places = _Places(anatomy)
    return tuple(unit for block in anatomy.sop.page.blocks for unit in _in_block(block, places))


def chapters_of(anatomy: Anatomy) -> frozenset[str]:
    """Name what units may have for a chapter: each heading that is no step."""
    return frozenset(title for _, title in _Places(anatomy).headings)


class _Places:
    """Where steps, sections and headings of a page stand."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.steps = {each.span: each.depth for each in anatomy.steps}
        self._sections = anatomy.sections
        headings = [each for each in anatomy.sop.page.headings() if each.span not in self.steps]
        self.headings = [(each.line, _normal(each.plain)) for each in headings]

    def section_at(self, line: int) -> Section | None:
        """Give the innermost section that a line lies in."""
        holding = [each for each in self._sections if each.holds(line)]
        return max(holding, key=lambda each: each.line, default=None)

    def heading_above(self, line: int) -> str:
        """Give the title of the last heading above a line that is no step."""
        at = bisect_left(self.headings, line, key=lambda each: each[0])
        return self.headings[at - 1][1] if at else ""


def steps_with_details(anatomy: Anatomy) -> tuple[tuple[Step, tuple[str, ...]], ...]:
    """Give each step with what else it says below its own line: points, texts, code by lines."""
    places = {each.span: each.depth for each in anatomy.steps}
    carriers = (each for each in anatomy.sop.page.walk() if each.kind in _CARRIERS)
    blocks = {each.span: each for each in carriers if each.span in places}
    found = []
    for step in anatomy.steps:
        block = blocks.get(step.span)
        own = _own(block, places)[0] if block is not None and block.children else []
        found.append((step, tuple(_details(step, [each for each, _ in own]))))
    return tuple(found)


def _details(step: Step, own: Sequence[Block]) -> Iterator[str]:
    said = False
    for block in own:
        if block.kind is BlockKind.CODE:
            yield from (line for line in block.text.splitlines() if line.strip())
        elif block.runs and block.plain and not said and block.plain == step.text:
            said = True
        elif block.runs and block.plain and block.kind is not BlockKind.CELL:
            yield block.plain


def _in_block(block: Block, places: _Places, marks: str = "") -> Iterator[Unit]:
    if block.kind is BlockKind.HEADING:
        if block.span in places.steps or marks:
            yield _unit(block, [(block, "")], places, marks)
        return
    if block.kind in _UNITS and not is_comment(block):
        own, nested = _own(block, places.steps)
        yield _unit(block, own, places, marks)
        for each, inner in nested:
            yield from _in_block(each, places, f"{marks}{mark_of(block)}{inner}")
        return
    if block.kind is BlockKind.TABLE:
        header, *rows = block.children
        yield _unit(header, [(each, "") for each in header.walk()], places, marks, is_header=True)
        for each in rows:
            yield from _in_block(each, places, marks)
        return
    inside = f"{marks}{mark_of(block)}"
    for each in block.children:
        yield from _in_block(each, places, inside)


def _own(block: Block, steps: Mapping[Span, int]) -> tuple[list[_Marked], list[_Marked]]:
    """Split an item into what it says itself, and the steps within it.

    The points below a step are its own; those below any other item stand for themselves.
    """
    own: list[_Marked] = []
    nested: list[_Marked] = []
    waiting: list[_Marked] = [(block, "")]
    is_step = block.span in steps
    while waiting:
        each, marks = waiting.pop()
        apart = each.span in steps or (each.kind is BlockKind.ITEM and not is_step)
        if apart and each.span != block.span:
            nested.append((each, marks))
        elif not is_comment(each):
            own.append((each, marks))
            inside = marks if each is block else f"{marks}{mark_of(each)}"
            waiting.extend((child, inside) for child in reversed(each.children))
    return own, nested


def mark_of(block: Block) -> str:
    """Give the mark that Markdown puts before a block, with a space behind it; some have none."""
    if block.kind is BlockKind.HEADING:
        return f"{'#' * block.level} "
    if block.kind is BlockKind.ITEM:
        box = {None: "", True: "[x] ", False: "[ ] "}[block.checked]
        return f"{'-' if block.number is None else '1.'} {box}"
    if block.kind is BlockKind.CODE:
        return f"```{block.info} "
    return "> " if block.kind is BlockKind.QUOTE else ""


def _unit(
    block: Block,
    own: Sequence[_Marked],
    places: _Places,
    marks: str,
    *,
    is_header: bool = False,
) -> Unit:
    depth = places.steps.get(block.span, 0)
    chapter = places.heading_above(block.line)
    section = places.section_at(block.line)
    kind = SectionKind.PROCEDURE.value if depth else section.section if section else ""
    blocks = [each for each, _ in own]
    shown = _normal(" ".join(each.plain for each in blocks if each.plain))
    code = _normal(" ".join(each.text for each in blocks))
    text = _normal(" ".join((*(text_of(each.runs) for each in blocks), code)))
    said = f"{shown} {code}".strip()
    return Unit(
        kind or chapter,
        bool(kind),
        chapter,
        block.kind,
        shown or code or text,
        next((found for each in blocks if (found := _normal(text_of(each.runs)))), ""),
        said,
        text,
        _normal(marks + " ".join(_pieces(own))),
        "\n".join(_code(blocks)),
        block.line,
        depth,
        is_header,
    )


def _code(blocks: Sequence[Block]) -> Iterator[str]:
    """Give what stands as code, in its lines: how far they are indented may mean something."""
    for block in blocks:
        yield from (run.text for run in block.runs if run.code)
        yield from (line.rstrip() for line in block.text.strip("\r\n").splitlines())


def _pieces(own: Sequence[_Marked]) -> Iterator[str]:
    for block, marks in own:
        text = block.plain or block.text
        if text or mark_of(block):
            yield f"{marks}{mark_of(block)}{text}"


def text_of(runs: Sequence[Run]) -> str:
    """Give a text with where it leads, each stretch of one target as one."""
    said = [each for each in runs if not (each.html and each.text.startswith("<!--"))]
    pieces = groupby(said, key=lambda each: (each.target, each.image))
    return "".join(_piece("".join(run.text for run in of), to) for (to, _), of in pieces)


def _piece(text: str, target: str | None) -> str:
    return f"{text} <{target}>" if target else text


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
