"""A review of a procedure is not dated later than today.

Why: a review that is still to come is not seen until that day: the procedure counts as never
reviewed. Mostly the day of the next review was written where that of the last one belongs.

Wrong: on 20 November 2026,

    ---
    reviewed: 2027-04-01
    ---

Right:

    ---
    reviewed: 2026-10-01
    review_every: 6 months
    ---

Fix: write the day on which the procedure was last reviewed, and under `review_every` how long that
is good for. `effective` may of course lie ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living, place_of
from opsctl.text.diagnostic import Finding, Severity

_HINT = "write the day of the last review; `review_every` says when the next is due"


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for anatomy in living(workspace):
        reviewed = anatomy.reviewed
        if reviewed is not None and reviewed > as_of:
            message = f"its review is dated `{reviewed}`, which is after {as_of}"
            place = place_of(anatomy, "reviewed")
            yield Finding("SOP034", place, message, _HINT, subject=str(reviewed))


RULE = Rule("SOP034", "review-not-ahead-of-time", Severity.WARNING, __doc__, check)
