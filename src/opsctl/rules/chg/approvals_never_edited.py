"""An approval or a review is never edited and never deleted.

Why: it is one person's word on one text, given on one day. If it can be changed afterwards, it
proves nothing, neither to the people at the bench nor to an auditor.

Before:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.3.0"
    ---
    1. The bench inspects each item within 24 hours.

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml
    date: 2026-11-02
    as: approver
    digest: v1:sha256:…

Wrong: the text is another, and the approval is made to fit,

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 48 hours.

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml
    digest: v1:sha256:…

Right: Maya approves the new version, in a new file,

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

Fix: bring the file back as it was. Whoever no longer agrees says so by putting the procedure back
in review. When a procedure moves, its approvals may move along, as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.given_word import given_word
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.change import Change, Pair
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check_change(change: Change) -> Iterator[Finding]:
    came = {given_word(each.after, change) for each in change.approvals if each.after is not None}
    came |= {given_word(each.after, change) for each in change.reviews if each.after is not None}
    pairs: list[Pair[Approval] | Pair[ReviewRecord]] = [*change.approvals, *change.reviews]
    for pair in pairs:
        before, after = pair.before, pair.after
        if before is None or before == after:
            continue
        noun = "an approval" if isinstance(before, Approval) else "a review"
        if after is not None:
            message = f"{noun} of {before.person} was edited"
            hint = "bring it back as it was: git checkout " + change.base_name
            yield Finding("CHG018", Location(after.origin.path), message, f"{hint} -- FILE")
        elif given_word(before, change) not in came:
            message = f"{noun} of {before.person} was deleted"
            hint = "bring it back; a newer approval stands beside it, in a file of its own"
            yield Finding("CHG018", Location(before.origin.path), message, hint)


RULE = change_rule("CHG018", "approvals-never-edited", Severity.ERROR, __doc__, check_change)
