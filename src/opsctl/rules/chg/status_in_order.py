"""The status of a procedure goes from draft to in-review to approved to retired.

Why: a draft that becomes approved overnight was never offered to anybody, and a retired page that
is approved again comes back without anyone having read it against today's work.

Before:

    # sops/fulfilment/process-a-return.md
    status: draft

Wrong:

    # sops/fulfilment/process-a-return.md
    status: approved

Right: first, while others look at it,

    # sops/fulfilment/process-a-return.md
    status: in-review

and then, in a commit of its own:

    # sops/fulfilment/process-a-return.md
    status: approved

Fix: put it in review first; one commit of the same pull request is enough. Where the approvals that
the policy asks for are all there, they are the review. A revision may go back from approved to
in-review or draft, and whatever is no longer used is retired. A status does not go away.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.revision import Revision, revisions
from opsctl.model.change import Change
from opsctl.model.sop import SopStatus as S
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.rules.procedures import place_of, place_of_lack, top_is_broken
from opsctl.text.diagnostic import Finding, Severity

_OUT_OF_ORDER = frozenset([(S.DRAFT, S.APPROVED), (S.RETIRED, S.APPROVED)])


def check_change(change: Change) -> Iterator[Finding]:
    for revision in revisions(change):
        before, after = revision.before, revision.after
        if before is None or after is None or top_is_broken(after.sop):
            continue
        if before.status is not None and after.status is None:
            message = f"the status is gone: it was {before.status}"
            hint = "write where the page is in its life, as it was"
            yield Finding("CHG004", place_of_lack(after, "status"), message, hint)
        if (before.status, after.status) not in _OUT_OF_ORDER:
            continue
        if not _was_looked_at(revision, change):
            message = f"the status went from {before.status} to {after.status} at once"
            hint = "write `status: in-review` first, so that others look at it"
            yield Finding("CHG004", place_of(after, "status"), message, hint)


def _was_looked_at(revision: Revision, change: Change) -> bool:
    """Tell whether it was in review on the way, or has all approvals."""
    state = revision.approvals
    seen = change.statuses.get(revision.either.sop.path, frozenset())
    return S.IN_REVIEW in seen or (state.is_needed and not state.missing)


RULE = change_rule(
    "CHG004",
    "status-in-order",
    Severity.ERROR,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
