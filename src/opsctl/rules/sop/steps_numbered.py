"""The procedure of a page is written in numbered steps.

Why: a reader who is called away comes back to “step 7”, and a colleague on the phone can be told
where to go on. In running text both have to start again.

Wrong:

    ## Procedure

    First find the order, then check the time limit. If it has passed, offer a repair.

Right:

    ## Procedure

    1. Find the order by its number.
    2. Check the time limit. Offer a repair if it has passed.

Fix: write one action a line and number it: `1.`, `2.`, `3.`. Numbered headings, a table with a
column `Step`, and boxes to tick are steps too. Policies are left alone, and so is a procedure that
is a flow chart or only says where to read on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.sections import Section
from opsctl.model.markdown import Block, BlockKind
from opsctl.model.section import Matched, SectionKind
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import blocks_in, report
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_CHARTS = frozenset(["mermaid", "plantuml", "dot", "graphviz"])


def check(anatomy: Anatomy) -> Iterator[Finding]:
    section = _procedure_without_steps(anatomy)
    if section is not None:
        blocks = blocks_in(anatomy, section)
        if not _leads_elsewhere(blocks) and not _has_a_chart(blocks):
            yield _unnumbered(anatomy, section, blocks)


def _procedure_without_steps(anatomy: Anatomy) -> Section | None:
    wanted = anatomy.requirements
    if anatomy.steps or wanted.name == "policy" or SectionKind.PROCEDURE not in wanted.required:
        return None
    section = anatomy.section(SectionKind.PROCEDURE)
    return section if section is not None and _holds_blocks(section) else None


def _holds_blocks(section: Section) -> bool:
    """Tell a section from a single line, as in `Method: by hand`."""
    return section.level > 0 or (
        section.matched is Matched.LABEL and section.end_line > section.line
    )


def _leads_elsewhere(blocks: Sequence[Block]) -> bool:
    """Tell a text that only says where to read on."""
    return len(blocks) == 1 and any(each.target and not each.image for each in blocks[0].runs)


def _has_a_chart(blocks: Sequence[Block]) -> bool:
    code = (each for block in blocks for each in block.walk() if each.kind is BlockKind.CODE)
    return any(each.info.strip("{} .").partition(" ")[0].casefold() in _CHARTS for each in code)


def _unnumbered(anatomy: Anatomy, section: Section, blocks: Sequence[Block]) -> Finding:
    message = f"{in_backticks(section.title)} has no numbered steps"
    return report("SOP005", anatomy, section.span, message, _hint(blocks), section.title)


def _hint(blocks: Sequence[Block]) -> str:
    points = [
        each.plain
        for block in blocks
        if block.kind is BlockKind.LIST
        for item in block.children
        for each in item.children[:1]
    ]
    if points and points[0]:
        return f"if its points are done in turn, number them: {in_backticks(f'1. {points[0]}')}"
    return "write one action a line, and number them: `1.`, `2.`, `3.`"


RULE = page_rule("SOP005", "steps-numbered", Severity.WARNING, __doc__, check)
