"""A procedure that is no longer used is retired, and one that moves says what it was called.

Why: people keep links, printouts and habits. A page that says “retired, see …” leads them on; one
that is gone leaves them with the old printout. And approvals, reviews and numbers that name an id
lose what they are about.

Before:

    # sops/fulfilment/accept-a-parcel.md
    ---
    owner: omar
    version: "1.0.0"
    status: approved
    profile: checklist
    reviewed: 2026-06-01
    ---
    # Accept a parcel

    ## Procedure

    1. The bench counts the parcels.

Wrong:

    # sops/fulfilment/accept-a-parcel.md (deleted)

Right:

    # sops/fulfilment/accept-a-parcel.md
    status: retired
    superseded_by: [fulfilment/process-a-return]

    # sops/fulfilment/process-a-return.md
    supersedes: [fulfilment/accept-a-parcel]

Right as well, where it only moves:

    # sops/fulfilment/accept-a-parcel.md (moved to sops/warehouse/accept-a-parcel.md)
    formerly: [fulfilment/accept-a-parcel]

Fix: bring the file back and retire it; one that moved gets `formerly` at its top. A draft that was
never approved may go, and so may one that is retired already.
"""

from __future__ import annotations

from collections.abc import Iterator

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.revision import revisions
from opsctl.model.change import Change
from opsctl.model.sop import SopStatus
from opsctl.model.suppression import CommentForm
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    known = change.head.sops_by_id
    for revision in revisions(change):
        before, after = revision.before, revision.after
        if before is None or before.sop.id in known or _may_go(before):
            continue
        old = before.sop.id
        if after is not None:
            message = f"{in_backticks(old)} is {in_backticks(revision.id)} now, and does not say so"
            place = after.sop.at(after.title_span)
            yield Finding("CHG015", place, message, f"add at its top: formerly: [{old}]")
        else:
            message = f"{in_backticks(old)} was deleted, and people may still follow it"
            hint = "bring it back, and write `status: retired` at its top"
            yield Finding("CHG015", Location(before.sop.path), message, hint)


def _may_go(before: Anatomy) -> bool:
    """Tell whether nobody follows a page: retired, or never finished."""
    if before.status is SopStatus.IN_REVIEW:
        version = before.version or "0"
        return not Version.is_valid(version) or Version.parse(version).major == 0
    return before.status in (SopStatus.DRAFT, SopStatus.RETIRED)


RULE = change_rule(
    "CHG015",
    "procedure-retired-not-deleted",
    Severity.ERROR,
    __doc__,
    check_change,
    comments=CommentForm.MARKDOWN,
)
