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


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that a page says: a step, an item of a list, a row, a paragraph, code.

    `section` is the kind of section that it stands in, or the title of the heading above it.
    `shown` is what a reader sees of it, without code; `said` has its code too, and `text` also
    where its links lead.
    """

    section: str
    known: bool
    shown: str
    said: str
    text: str
    line: int
    depth: int = 0

    @property
    def is_step(self) -> bool:
        """Tell a step from what is no step."""
        return self.depth > 0


def units_of(anatomy: Anatomy) -> tuple[Unit, ...]:
    """Take a page apart into what it says, in its order; headings are left out."""
    places = _Places(anatomy)
    return tuple(unit for block in anatomy.sop.page.blocks for unit in _in_block(block, places))


class _Places:
    """Where steps, sections and headings of a page stand."""

    def __init__(self, anatomy: Anatomy) -> None:
        self.steps = {each.span: each.depth for each in anatomy.steps}
        self._sections = anatomy.sections
        self._headings = [(each.line, each.plain) for each in anatomy.sop.page.headings()]

    def section_at(self, line: int) -> Section | None:
        """Give the innermost section that a line lies in."""
        holding = [each for each in self._sections if each.holds(line)]
        return max(holding, key=lambda each: each.line, default=None)

    def heading_above(self, line: int) -> str:
        """Give the title of the last heading above a line."""
        at = bisect_left(self._headings, line, key=lambda each: each[0])
        return self._headings[at - 1][1] if at else ""


def steps_with_details(anatomy: Anatomy) -> tuple[tuple[Step, tuple[str, ...]], ...]:
    """Give each step with what else it says below its own line: points, texts, code by lines."""
    places = {each.span: each.depth for each in anatomy.steps}
    carriers = (each for each in anatomy.sop.page.walk() if each.kind in _CARRIERS)
    blocks = {each.span: each for each in carriers if each.span in places}
    found = []
    for step in anatomy.steps:
        block = blocks.get(step.span)
        own = _own(block, places)[0] if block is not None and block.children else []
        found.append((step, tuple(_details(step, own))))
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


def _in_block(block: Block, places: _Places) -> Iterator[Unit]:
    if block.kind is BlockKind.HEADING:
        if block.span in places.steps:
            yield _unit(block, [block], places)
        return
    if block.kind in _UNITS and not is_comment(block):
        own, nested = _own(block, places.steps)
        yield _unit(block, own, places)
        for each in nested:
            yield from _in_block(each, places)
        return
    children = block.children[1:] if block.kind is BlockKind.TABLE else block.children
    for each in children:
        yield from _in_block(each, places)


def _own(block: Block, steps: Mapping[Span, int]) -> tuple[list[Block], list[Block]]:
    """Split an item into what it says itself, and the steps within it.

    The points below a step are its own; those below any other item stand for themselves.
    """
    own: list[Block] = []
    nested: list[Block] = []
    waiting = [block]
    is_step = block.span in steps
    while waiting:
        each = waiting.pop()
        apart = each.span in steps or (each.kind is BlockKind.ITEM and not is_step)
        if apart and each.span != block.span:
            nested.append(each)
        elif not is_comment(each):
            own.append(each)
            waiting.extend(reversed(each.children))
    return own, nested


def _unit(block: Block, own: Sequence[Block], places: _Places) -> Unit:
    depth = places.steps.get(block.span, 0)
    section = places.section_at(block.line)
    kind = SectionKind.PROCEDURE.value if depth else section.section if section else ""
    name = kind or _normal(places.heading_above(block.line))
    shown = _normal(" ".join(each.plain for each in own if each.plain))
    code = _normal(" ".join(each.text for each in own))
    text = _normal(" ".join((*(_text(each.runs) for each in own), code)))
    said = f"{shown} {code}".strip()
    return Unit(name, bool(kind), shown or code or text, said, text, block.line, depth)


def _text(runs: Sequence[Run]) -> str:
    """Give a text with where it leads, each stretch of one target as one."""
    said = [each for each in runs if not (each.html and each.text.startswith("<!--"))]
    pieces = groupby(said, key=lambda each: (each.target, each.image))
    return "".join(_piece("".join(run.text for run in of), to) for (to, _), of in pieces)


def _piece(text: str, target: str | None) -> str:
    return f"{text} <{target}>" if target else text


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
