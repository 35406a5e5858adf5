"""The day under `reviewed` is one on which somebody reviewed or approved the procedure.

Why: a date is easily moved on without anybody having read the page. A review leaves a file that
says who read it and what came of it.

Wrong: the page says

    ---
    reviewed: 2026-11-18
    ---

and the last review on file is

    # reviews/fulfilment/process-a-return/2026-08-03--omar.yaml
    outcome: no-change
    digest: v1:sha256:…

Right: the page says the same, and there is a file of that day.

    ---
    reviewed: 2026-11-18
    ---

The files:

    # reviews/fulfilment/process-a-return/2026-08-03--omar.yaml
    outcome: no-change
    digest: v1:sha256:…

    # reviews/fulfilment/process-a-return/2026-11-18--omar.yaml
    outcome: no-change
    digest: v1:sha256:…

Fix: `opsctl sop review --no-change` writes both, the file and the day. Procedures without any
approval or review on file are not asked, nor is a day before the first of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living, place_of
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for anatomy in living(workspace):
        sop, reviewed = anatomy.sop, anatomy.reviewed
        days = {each.date for each in workspace.approvals_of(sop)}
        days |= {each.date for each in workspace.reviews_of(sop)}
        if reviewed is not None and days and reviewed not in days and reviewed > min(days):
            message = f"no review or approval of `{reviewed}` is on file"
            hint = f"opsctl sop review {sop.id} --no-change, by whoever has read it"
            place = place_of(anatomy, "reviewed")
            yield Finding("SOP048", place, message, hint, subject=str(reviewed))


RULE = Rule("SOP048", "reviewed-with-a-record", Severity.WARNING, __doc__, check)
