"""A draft gets the sections that its profile requires before it is called finished.

Why: a draft may have gaps. This list shows its author what is still to write, and turns into errors
once the draft is handed in.

Wrong:

    ---
    status: draft
    ---
    ## Purpose

    ## Scope

    TBD

Right:

    ---
    status: draft
    ---
    ## Purpose

    Customers have their money back within three days.

    ## Scope

    Every return by a customer, exchanges included.

Fix: write what is missing, one section at a time, and then set `status: in-review`. A placeholder
such as `TBD` or `<who does this>` counts as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.sections import Section
from opsctl.model.section import Matched, section_name
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import answer_of, gaps, report
from opsctl.rules.procedures import is_draft
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check(anatomy: Anatomy) -> Iterator[Finding]:
    for kind, empty in gaps(anatomy):
        yield _to_do(anatomy, kind, empty)


def _to_do(anatomy: Anatomy, kind: str, empty: Section | None) -> Finding:
    if empty is None or empty.matched is Matched.TABLE:
        message = f"the draft has no section `{section_name(kind)}` yet"
        hint = f"add a heading `## {section_name(kind)}`, and below it {answer_of(kind)}"
        return report("SOP002", anatomy, anatomy.title_span, message, hint, kind)
    message = f"the section {in_backticks(empty.title)} of the draft says nothing yet"
    return report("SOP002", anatomy, empty.span, message, f"write {answer_of(kind)}", kind)


RULE = page_rule("SOP002", "draft-sections-there", Severity.WARNING, __doc__, check, of=is_draft)
