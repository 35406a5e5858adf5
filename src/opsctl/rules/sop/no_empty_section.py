"""A section that stands in a page says something.

Why: a heading with nothing below it promises an answer. Readers who look for it there are worse off
than with no heading at all.

Wrong:

    ## Training

    ## Records

    TBD

Right:

    ## Records

    Cases stay in the help desk for 6 years.

Fix: write below the heading what it promises, or take it out. Required sections are a matter of
SOP003, and a draft may have gaps.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.sections import Section
from opsctl.model.section import Matched, SectionKind
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import answer_of, placeholder_in, report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check(anatomy: Anatomy) -> Iterator[Finding]:
    told = {each.line for each in anatomy.sections if each.section in anatomy.missing}
    for section in anatomy.sections:
        if section.empty and section.line not in told and _is_sure(section):
            told.add(section.line)
            yield _empty(anatomy, section)


def _is_sure(section: Section) -> bool:
    """Leave out rows of tables, and headings that may be steps."""
    return section.matched is not Matched.TABLE and section.section != SectionKind.PROCEDURE


def _empty(anatomy: Anatomy, section: Section) -> Finding:
    held = placeholder_in(anatomy, section)
    state = f"holds only the placeholder {in_backticks(held)}" if held else "is empty"
    message = f"the section {in_backticks(section.title)} {state}"
    hint = f"write {answer_of(section.section)}, or take it out"
    return report(
        "SOP004", anatomy, section.span, message, hint, f"{section.section} {section.title}"
    )


RULE = page_rule("SOP004", "no-empty-section", Severity.WARNING, __doc__, check, of=is_finished)
