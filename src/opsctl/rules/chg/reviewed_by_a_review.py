"""The day of a review moves only where somebody reviewed.

Why: a review says that a person read the page against the work. Typing a new date makes every
overdue page look fresh, and nobody has read one of them.

Before:

    # sops/fulfilment/process-a-return.md
    reviewed: 2025-03-03

Wrong: the day is another, and nothing else says so,

    # sops/fulfilment/process-a-return.md
    reviewed: 2026-11-20

Right: a record beside it says who read the page. Somebody's approval of that day would do as well.

    # sops/fulfilment/process-a-return.md
    reviewed: 2026-11-20

    # reviews/fulfilment/process-a-return/2026-11-20--omar.yaml
    outcome: no-change
    digest: v1:sha256:…

Fix: `opsctl sop review ID --no-change` writes both the record and the day. Editing a page is no
review: leave the day as it was.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.revision import revisions
from opsctl.model.change import Change
from opsctl.model.sop import Sop
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.rules.procedures import place_of, place_of_lack, top_is_broken
from opsctl.text.diagnostic import Finding, Severity


def check_change(change: Change) -> Iterator[Finding]:
    for revision in revisions(change):
        before, after = revision.before, revision.after
        if before is None or after is None or before.reviewed == after.reviewed:
            continue
        hint = f"opsctl sop review {revision.id} writes both the day and who it was"
        if after.reviewed is None:
            if top_is_broken(after.sop):
                continue
            message = f"the day of the last review is gone: it was {before.reviewed}"
            yield Finding("CHG006", place_of_lack(after, "reviewed"), message, hint)
        elif not _is_recorded(after.sop, change):
            said = f"from {before.reviewed} to" if before.reviewed else "to"
            message = f"the day of the last review went {said} {after.reviewed}, without a review"
            yield Finding("CHG006", place_of(after, "reviewed"), message, hint)


def _is_recorded(sop: Sop, change: Change) -> bool:
    days = {each.date for each in change.head.reviews_of(sop)}
    days |= {each.date for each in change.head.approvals_of(sop)}
    return sop.metadata.reviewed in days


RULE = change_rule(
    "CHG006",
    "reviewed-by-a-review",
    Severity.WARNING,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
