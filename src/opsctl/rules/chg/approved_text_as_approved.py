"""A text that is called approved has the approvals that its policy asks for.

Why: “approved” is a word that anybody can type. What makes it true are the people who tried the
text and put their name to it; after a change they have not seen, their names stand under something
else.

Before:

    # opsctl.yaml
    approvals:
      returns: {paths: ["sops/fulfilment/process-*.md"], roles: {approver: 1}}

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.3.0"
    status: approved
    ---
    1. The bench inspects each item within 24 hours.

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml
    date: 2026-10-01
    as: approver
    digest: v1:sha256:…

Wrong: a limit is another, and nobody has approved that,

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 48 hours.

Right: whoever has to agree runs `opsctl sop approve`, or presses Approve in the pull request where
its job turns that into a file.

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 48 hours.

    # approvals/fulfilment/process-a-return/1.4.0--maya.yaml
    date: 2026-11-20
    as: approver
    digest: v1:sha256:…

Fix: get the approvals, or set `status: in-review` until they are there. Which are needed stands
under `approvals` in `opsctl.yaml`, as it is at the base: a change cannot let itself through. A
change that is lighter than `reapprove_on` needs none. A page without a status is followed as well,
and is asked the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.approval import ApprovalState
from opsctl.analysis.sop.revision import Revision, revisions
from opsctl.model.change import Change
from opsctl.model.sop import SopStatus
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.rules.procedures import place_of, place_of_lack, top_is_broken
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

_IN_FORCE = frozenset([SopStatus.APPROVED, None])
"""What people follow: a page that says no status is one of them."""


def check_change(change: Change) -> Iterator[Finding]:
    for revision in revisions(change):
        after, state = revision.after, revision.approvals
        if after is None or after.status not in _IN_FORCE or not state.missing:
            continue
        if _needs_anew(revision) and not top_is_broken(after.sop):
            called = "is called approved" if after.status else "says no status and is followed"
            message = f"the text {called}, and {_missing(state)}{_void(revision)}"
            hint = f"opsctl sop approve {revision.id}; or `status: in-review` until then"
            place = place_of if after.status else place_of_lack
            yield Finding("CHG003", place(after, "status"), message, hint)


def _needs_anew(revision: Revision) -> bool:
    """Tell whether the change made it approved, or is heavy enough to be approved anew."""
    weight, before = revision.difference.weight, revision.before
    if before is None or before.status not in _IN_FORCE:
        return True
    return weight is not None and weight.rank <= revision.approvals.policy.reapprove_on.rank


def _missing(state: ApprovalState) -> str:
    counted = [f"{each.missing} as {each.role}" for each in state.missing]
    total = sum(each.missing for each in state.missing)
    noun = "an approval is missing" if total == 1 else "approvals are missing"
    return f"{noun}: {', '.join(counted)}"


def _void(revision: Revision) -> str:
    if not revision.void:
        return ""
    people = ", ".join(dict.fromkeys(in_backticks(each.person) for each in revision.void))
    return f"; what {people} approved does not count for this text"


RULE = change_rule(
    "CHG003",
    "approved-text-as-approved",
    Severity.ERROR,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
