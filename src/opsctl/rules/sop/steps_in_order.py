"""The numbers of a list count up by one, and go on after what stands between its items.

Why: a page shows its own numbers, and not the ones that were typed: whoever types `1. 2. 4.` reads
`1. 2. 3.` there. “Go back to step 4” then sends people to the wrong place.

Wrong:

    1. Print the label.
    2. Pack the parcel.
    4. Hand it to the driver.

Right:

    1. Print the label.
    2. Pack the parcel.
    3. Hand it to the driver.

Fix: number on. Typing `1.` at every item is fine too. Where a list starts again at 1 behind a
picture or a note, indent the picture as far as the text of its step: then the list goes on. Steps
that are headings have to count up as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.steps import Step
from opsctl.model.markdown import Block, BlockKind
from opsctl.rules.page_blocks import headings_of, lists_of
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Fix, Replacement
from opsctl.text.span import Span
from opsctl.text.suggestion import in_backticks

_COUNTS = re.compile(r"\W*(?:[^\W\d_]+\W+[0-9]+\b|[0-9]+\s*[.):–—-])")
_ENDS = frozenset([BlockKind.HEADING, BlockKind.RULE])
_FEWEST_LISTS = 2


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for block in lists_of(anatomy):
        if block.ordered:
            yield from _in_list(anatomy, block)
    yield from _in_headings(anatomy)
    yield from _again_at_one(anatomy)


def _in_list(anatomy: Anatomy, block: Block) -> Iterator[Finding]:
    items = [each for each in block.children if each.written.isdigit()]
    if len({int(each.written) for each in items}) < 2:
        return
    for before, item in pairwise(items):
        if int(item.written) != int(before.written) + 1:
            message = f"`{item.written}.` follows `{before.written}.`: {in_backticks(_text(item))}"
            hint = f"readers see `{item.number}.` there: type that, and number on below it"
            found = report("SOP006", anatomy, _number_of(item), message, hint, _text(item))
            yield replace(found, fix=_renumbered(anatomy, items))


def _renumbered(anatomy: Anatomy, items: Sequence[Block]) -> Fix:
    """Type the numbers that readers see, and leave the texts in their column."""
    steps: list[Replacement] = []
    for item in items:
        number, at = str(item.number), item.span
        if number == item.written:
            continue
        digits, behind = _part(at, 0, len(item.written)), len(item.written) + 1
        steps.append(Replacement(anatomy.sop.at(digits), number))
        room = " " * (len(item.written) - len(number))
        if room:
            steps.append(Replacement(anatomy.sop.at(_part(at, behind, behind)), room))
    return Fix(tuple(steps))


def _in_headings(anatomy: Anatomy) -> Iterator[Finding]:
    """Follow the numbers of headings that are steps; below a higher one they start anew."""
    headings = headings_of(anatomy)
    lines = {each.line for each in headings}
    steps = {each.span: each for each in anatomy.steps if each.line in lines}
    last: dict[int, int] = {}
    for heading in headings if steps else ():
        last = {level: number for level, number in last.items() if level <= heading.level}
        step = steps.get(heading.span)
        if step is None or step.written is None or not _COUNTS.match(heading.plain):
            continue
        before = last.get(heading.level)
        if before is not None and step.written != before + 1:
            yield _heading(anatomy, step, before)
        last[heading.level] = step.written


def _heading(anatomy: Anatomy, step: Step, before: int) -> Finding:
    message = f"step {step.written} follows step {before}: {in_backticks(step.text)}"
    return report(
        "SOP006", anatomy, step.span, message, f"number it {before + 1}, and number on", step.text
    )


def _again_at_one(anatomy: Anatomy) -> Iterator[Finding]:
    """Find lists of steps that start again although nothing but an aside stands before them."""
    blocks = anatomy.sop.page.blocks
    if sum(block.ordered for block in blocks) < _FEWEST_LISTS:
        return
    steps = {each.span for each in anatomy.steps}
    last: Block | None = None
    reached = 0
    between: list[Block] = []
    for block in blocks:
        if block.kind in _ENDS:
            last = None
        elif block.kind is BlockKind.LIST and block.ordered:
            if last and block.children[0].span in steps and _goes_on(last, between, block):
                yield _again(anatomy, block, reached + 1)
                reached += len(block.children)
            else:
                reached = block.children[-1].number or 0
            last, between = block, []
        else:
            between.append(block)


def _goes_on(last: Block, between: Sequence[Block], block: Block) -> bool:
    """Tell a list that was broken from one that is another, with a text that introduces it."""
    if block.children[0].number != 1 or last.children[0].number != 1 or not between:
        return False
    if any(each.kind in (BlockKind.LIST, BlockKind.TABLE) for each in between):
        return False
    if all(_is_shown(each) for each in between):
        return True
    alone = len(last.children) == 1 or len(block.children) == 1
    return alone and not any(_introduces(each) for each in between)


def _is_shown(block: Block) -> bool:
    """Tell code and pictures."""
    if block.kind is BlockKind.CODE:
        return True
    texts = [each for each in block.runs if each.text.strip() or each.image]
    return block.kind is BlockKind.PARAGRAPH and all(each.image for each in texts)


def _introduces(block: Block) -> bool:
    bold = bool(block.runs) and block.runs[0].strong
    return bold or block.plain.endswith((":", "："))


def _again(anatomy: Anatomy, block: Block, number: int) -> Finding:
    item = block.children[0]
    message = f"the list starts again at 1: {in_backticks(_text(item))}"
    hint = (
        "indent what stands between as far as the text of the step above it, "
        f"or number on with `{number}.`"
    )
    return report("SOP006", anatomy, _number_of(item), message, hint, _text(item))


def _text(item: Block) -> str:
    return next((each.plain for each in item.children if each.plain), "")


def _number_of(item: Block) -> Span:
    """Locate the number in front of an item, and the sign behind it."""
    return _part(item.span, 0, len(item.written) + 1)


def _part(at: Span, first: int, last: int) -> Span:
    """Locate characters of a span by their places in its first line."""
    start, column = at.start, at.column
    return Span(start + first, start + last, at.line, column + first, at.line, column + last)


RULE = page_rule("SOP006", "steps-in-order", Severity.WARNING, __doc__, check)
