"""A procedure that says something else than before takes the version step that it owes.

Why: the version is how people at the bench, and an auditor two years later, tell one text from
another. Two texts under one version cannot be told apart, and an approval of 1.3.0 says nothing.

Before:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.3.0"
    ---
    1. The bench scans the parcel's label.
    2. The bench inspects each item.

Wrong: a step is added,

    # sops/fulfilment/process-a-return.md
    1. The bench scans the parcel's label.
    2. The bench inspects each item.
    3. The bench takes a photo of what is damaged.

Right:

    # sops/fulfilment/process-a-return.md
    ---
    version: "2.0.0"
    effective: on-merge
    ---
    1. The bench scans the parcel's label.
    2. The bench inspects each item.
    3. The bench takes a photo of what is damaged.

Fix: `opsctl sop bump` writes the version and an entry of the change log. A major step is owed when
steps are added, removed or put in another order, or an item of responsibilities or scope comes or
goes; a minor one when a step, a resource, a check, a limit or an outcome says something else. Other
wording owes nothing, and a draft never does.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.sop.revision import revisions
from opsctl.model.change import Change
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.rules.procedures import place_of, place_of_lack, top_is_broken
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for revision in revisions(change):
        step, after = revision.version, revision.after
        if after is not None and not step.is_taken and not top_is_broken(after.sop):
            said = f"says {in_backticks(step.after)}" if step.after else "has no version"
            message = (
                f"a {revision.difference.weight} change since {change.base_name} owes version "
                f"{step.owed} after {step.before}, and the page {said}"
            )
            place = place_of if step.after else place_of_lack
            hint = f"opsctl sop bump {revision.id}"
            yield Finding("CHG001", place(after, "version"), message, hint)


RULE = change_rule(
    "CHG001",
    "version-step-taken",
    Severity.ERROR,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
