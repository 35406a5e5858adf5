"""Where several roles share a procedure, each step says whose it is.

Why: a step that anybody may do is one that nobody does. Each role believes that it is the other's.

Wrong:

    ## Responsibilities

    - **Customer care**: the label and the refund
    - **Goods in**: inspecting and putting away

    ## Procedure

    1. Send the return label.

Right:

    ## Responsibilities

    - **Customer care**: the label and the refund
    - **Goods in**: inspecting and putting away

    ## Procedure

    1. Send the return label. (Customer care)

Fix: write the role, the team or the name in brackets behind the step, or group the steps below a
heading that names it. The roles are the bold names and the first column of a table below
`Responsibilities`; with fewer than two of them, nothing is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.content import texts
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.steps import Step
from opsctl.analysis.sop.words.vocabulary import folded
from opsctl.model.markdown import Block, BlockKind
from opsctl.model.section import SectionKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedure_pages import blocks_in, report, steps_with_blocks
from opsctl.rules.procedures import living
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_BETWEEN = re.compile(r"\s*[,;/()&+:]\s*|\s+(?:and|or|und|oder|et|ou|y|o)\s+")
_FEWEST, _SHORTEST = 2, 2


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for anatomy in living(workspace):
        roles = list(dict.fromkeys(_roles(anatomy)))
        if len(roles) < _FEWEST or anatomy.section(SectionKind.PROCEDURE) is None:
            continue
        names = _names([*roles, *_people_and_teams(workspace)])
        for step, blocks in steps_with_blocks(anatomy):
            if step.depth == 1 and not _names_one(anatomy, step, blocks, names):
                yield _nobodys(anatomy, step, roles)


def _nobodys(anatomy: Anatomy, step: Step, roles: Sequence[str]) -> Finding:
    message = f"the step does not say whose it is: {in_backticks(step.text)}"
    named = ", ".join(in_backticks(each) for each in roles[:4])
    hint = f"name one of the roles in brackets behind it: {named}"
    return report("SOP018", anatomy, step.span, message, hint, step.text)


def _roles(anatomy: Anatomy) -> Iterator[str]:
    """Give who answers for something: bold names, and the first column of tables."""
    for section in anatomy.sections:
        if section.section == SectionKind.RESPONSIBILITIES:
            yield from (
                part.title
                for part in anatomy.parts
                if part.carrier is Carrier.LABEL and section.line < part.line <= section.end_line
                if part.title
            )
            for block in blocks_in(anatomy, section):
                if block.kind is BlockKind.TABLE:
                    cells = [row.children[0].plain for row in block.children[1:] if row.children]
                    yield from filter(None, cells)


def _people_and_teams(workspace: Workspace) -> Iterator[str]:
    for person in workspace.people.records.values():
        yield from (person.id, person.name, person.name.partition(" ")[0])
    for team in workspace.teams.records.values():
        yield from (team.id, team.title)


def _names(roles: Sequence[str]) -> re.Pattern[str]:
    """Match any role, and each part of one, as in `Customer care, London and Manila`."""
    parts = {part for role in roles for part in (folded(role), *_BETWEEN.split(folded(role)))}
    words = [re.escape(each) for each in parts if len(each) >= _SHORTEST]
    return re.compile(rf"\b(?:{'|'.join(sorted(words, key=len, reverse=True))})\b")


def _names_one(
    anatomy: Anatomy, step: Step, blocks: Sequence[Block], names: re.Pattern[str]
) -> bool:
    """Look in a step, in what stands below it, and in the headings and labels above it."""
    above = (
        each.title
        for each in anatomy.parts
        if each.line <= step.line <= each.end_line and each.span != anatomy.title_span
    )
    said = (folded(text) for text in (*above, *texts(blocks)))
    return any(names.search(text) for text in said)


RULE = Rule("SOP018", "steps-say-who", Severity.WARNING, __doc__, check, on_by_default=False)
