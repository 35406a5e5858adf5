"""The parts of a procedure that are compared with each other: steps, items, texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.steps import Step
from opsctl.model.markdown import Block, BlockKind, Run
from opsctl.model.section import SectionKind
from opsctl.text.span import Span

_CARRIERS = frozenset([BlockKind.ITEM, BlockKind.ROW, BlockKind.HEADING])
"""What a step is written as; a text in an item may start and end where the item does."""

_ITEMS = frozenset([BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.CODE])


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that a page says: a step, an item of a list, a row, a paragraph, code.

    `section` is the kind of section that it stands in, or the title of the heading above it.
    `text` is all of it with the targets of its links, `shown` what a reader sees of it.
    """

    section: str
    known: bool
    shown: str
    text: str
    line: int
    depth: int = 0

    @property
    def is_step(self) -> bool:
        """Tell a step from what is no step."""
        return self.depth > 0


def units_of(anatomy: Anatomy) -> tuple[Unit, ...]:
    """Take a page apart into what it says, in its order; headings are left out."""
    steps = {each.span: each.depth for each in anatomy.steps}
    found: list[Unit] = []
    for block in anatomy.sop.page.blocks:
        found += _in_block(block, anatomy, steps)
    return tuple(found)


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


def _in_block(block: Block, anatomy: Anatomy, steps: dict[Span, int]) -> Iterator[Unit]:
    if block.kind is BlockKind.HEADING:
        if block.span in steps:
            yield _unit(anatomy, block, [block], steps[block.span])
        return
    if block.kind in _ITEMS:
        own, nested = _own(block, steps)
        depth = steps.get(block.span, 0) if block.kind in _CARRIERS else 0
        yield _unit(anatomy, block, own, depth)
        for each in nested:
            yield from _in_block(each, anatomy, steps)
        return
    children = block.children[1:] if block.kind is BlockKind.TABLE else block.children
    for each in children:
        yield from _in_block(each, anatomy, steps)


def _own(block: Block, steps: dict[Span, int]) -> tuple[list[Block], list[Block]]:
    """Split an item into what it says itself, and the steps within it."""
    own: list[Block] = []
    nested: list[Block] = []
    waiting = [block]
    while waiting:
        each = waiting.pop()
        if each is not block and each.kind in _CARRIERS and each.span in steps:
            nested.append(each)
            continue
        own.append(each)
        waiting.extend(reversed(each.children))
    return own, nested


def _unit(anatomy: Anatomy, block: Block, own: Sequence[Block], depth: int) -> Unit:
    section = _section_at(anatomy, block.line)
    kind = SectionKind.PROCEDURE.value if depth else section.section if section else ""
    name = kind or _heading_above(anatomy, block.line)
    shown = " ".join(each.plain for each in own if each.plain)
    code = " ".join(" ".join(each.text.split()) for each in own if each.text)
    text = " ".join((*(_text(each.runs) for each in own if each.runs), code))
    return Unit(name, bool(kind), shown or code, _normal(text), block.line, depth)


def _section_at(anatomy: Anatomy, line: int) -> Section | None:
    """Give the innermost section that a line lies in."""
    holding = [each for each in anatomy.sections if each.holds(line)]
    return max(holding, key=lambda each: each.line, default=None)


def _heading_above(anatomy: Anatomy, line: int) -> str:
    above = [each for each in anatomy.sop.page.headings() if each.line < line]
    return above[-1].plain if above else ""


def _text(runs: Sequence[Run]) -> str:
    return "".join(f"{run.text}<{run.target}>" if run.target else run.text for run in runs)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
