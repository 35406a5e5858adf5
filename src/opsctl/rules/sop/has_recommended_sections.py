"""A procedure has the sections that its profile recommends.

Why: the work can be done without them, but sooner or later somebody asks what was changed, who was
trained, or what a word means.

Wrong: in a page of the profile `standard`, which recommends `Quality checks` as well,

    ## Change log

    - 1.1.0 (2026-09-18): Scanners instead of the paper list.

Right:

    ## Quality checks

    Grace takes 5 items off the shelf every Friday and inspects them again.

    ## Change log

    - 1.1.0 (2026-09-18): Scanners instead of the paper list.

Fix: add the section, or choose what is recommended in `opsctl.yaml` under `sops.profiles`. Empty
sections are a matter of SOP004, and drafts are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.section import section_name
from opsctl.rules.page_rules import page_rule
from opsctl.rules.procedure_pages import answer_of, report
from opsctl.rules.procedures import is_finished
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check(anatomy: Anatomy) -> Iterator[Finding]:
    asking = in_backticks(anatomy.requirements.name)
    done = {*anatomy.requirements.required, *(each.section for each in anatomy.sections)}
    for kind in dict.fromkeys(anatomy.requirements.recommended):
        if kind not in done:
            title = section_name(kind)
            message = f"the section `{title}` is missing; the profile {asking} recommends it"
            hint = f"add a heading `## {title}`, and below it {answer_of(kind)}"
            yield report("SOP015", anatomy, anatomy.title_span, message, hint, kind)


RULE = page_rule(
    "SOP015",
    "has-recommended-sections",
    Severity.NOTE,
    __doc__,
    check,
    on_by_default=False,
    of=is_finished,
)
