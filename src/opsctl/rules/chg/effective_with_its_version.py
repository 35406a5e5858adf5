"""A new version of a procedure does not hold from before it was written.

Why: `effective` answers which text was in force on a day, for instance on that of a complaint. A
version of today with the date of the old one claims that people followed it months ago.

Before:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.3.0"
    effective: 2026-03-02
    ---
    1. The bench inspects each item within 48 hours.

Wrong: in November 2026,

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.4.0"
    ---
    1. The bench inspects each item within 24 hours.

Right:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 24 hours.

Fix: write the day from which people work by the new text, or `on-merge`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.revision import revisions
from opsctl.model.change import Change
from opsctl.model.sop import SopStatus
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity


def check_change(change: Change) -> Iterator[Finding]:
    for revision in revisions(change):
        before, after = revision.before, revision.after
        if before is None or after is None or after.status is not SopStatus.APPROVED:
            continue
        day = after.sop.metadata.effective
        kept = day == before.sop.metadata.effective and before.version != after.version
        if kept and isinstance(day, date) and day < change.head_day:
            message = f"version {after.version or 'none'} is new, and would hold since {day}"
            hint = "write the day from which people work by it, or `effective: on-merge`"
            yield Finding("CHG005", after.sop.origin.value("effective"), message, hint)


RULE = change_rule(
    "CHG005",
    "effective-with-its-version",
    Severity.WARNING,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
