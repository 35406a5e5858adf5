"""A procedure in force is reviewed before its time is up.

Why: work changes in small steps, and a page that nobody has read against it for long describes how
it was done once. People who find that out stop reading procedures.

Wrong: on 20 November 2026,

    ---
    status: approved
    reviewed: 2026-04-01
    review_every: 6 months
    ---

Right:

    ---
    status: approved
    reviewed: 2026-11-18
    review_every: 6 months
    ---

Fix: read the procedure against the work, change what is no longer true, and write the day under
`reviewed`. Without `review_every`, the time is that of `standards` in `opsctl.yaml`, half a year
unless it says otherwise. Drafts, pages in review and retired ones are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.review import review_of
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living, place_of
from opsctl.text.diagnostic import Finding, Severity

_HINT = "read it against the work, then write that day under `reviewed`"


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for anatomy in living(workspace):
        review = review_of(anatomy, workspace.settings, as_of)
        if review.days_left is not None and review.days_left < 0:
            late = -review.days_left
            ago = f"{late} day{'s' if late > 1 else ''} ago"
            message = f"its review was due on {review.due}, {ago}"
            place = place_of(anatomy, "reviewed")
            yield Finding("SOP033", place, message, _HINT, subject=f"due {review.due}")


RULE = Rule("SOP033", "reviewed-on-time", Severity.WARNING, __doc__, check, by_calendar=True)
