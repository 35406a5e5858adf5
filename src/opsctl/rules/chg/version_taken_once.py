"""One version is one text: it is not taken on two branches at once.

Why: two people change a procedure at the same time, and both call theirs 1.4.0. Git merges the two
texts without a word, and from then on 1.4.0 is a text that neither of them wrote.

Before:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.3.0"
    ---
    1. The bench inspects each item within 24 hours.

Wrong: on `main`, Omar has made it 12 hours by now,

    # sops/fulfilment/process-a-return.md (by omar, on main)
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 12 hours.

and here it is 48:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 48 hours.

Right: where `main` has that text,

    # sops/fulfilment/process-a-return.md (by omar, on main)
    ---
    version: "1.4.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 12 hours.

this one takes the version after it:

    # sops/fulfilment/process-a-return.md
    ---
    version: "1.5.0"
    effective: on-merge
    ---
    1. The bench inspects each item within 48 hours.

Fix: `git merge main`, look at the text that came of it, then `opsctl sop bump`.
"""

from __future__ import annotations

from collections.abc import Iterator

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.difference import difference
from opsctl.analysis.sop.revision import revisions
from opsctl.analysis.sop.versions import version_step
from opsctl.model.change import Change
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.rules.procedures import place_of
from opsctl.text.diagnostic import Finding, Severity


def check_change(change: Change) -> Iterator[Finding]:
    for revision in revisions(change):
        after, before = revision.after, revision.before
        other = change.at_tip.get(after.sop.path) if after else None
        if after is None or other is None or not other.parsed or after.version is None:
            continue
        theirs = anatomy_of(other, change.head.settings)
        weight = difference(theirs, after).weight
        is_new = before is None or before.version != after.version
        if weight is not None and is_new and theirs.version == after.version:
            base = change.base_name
            message = f"{base} has another text by now that is version {after.version} too"
            following = _following(theirs, after)
            then = f" and take {following}" if following else ""
            hint = f"merge {base}, read what came of it{then}: opsctl sop bump {revision.id}"
            yield Finding("CHG002", place_of(after, "version"), message, hint)


def _following(theirs: Anatomy, ours: Anatomy) -> str | None:
    """Name the version after theirs; none where theirs is none that can be counted on."""
    step = version_step(theirs, ours, difference(theirs, ours).weight)
    if step.owed is not None:
        return step.owed
    known = theirs.version is not None and Version.is_valid(theirs.version)
    return str(Version.parse(theirs.version or "").bump_patch()) if known else None


RULE = change_rule(
    "CHG002",
    "version-taken-once",
    Severity.ERROR,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
