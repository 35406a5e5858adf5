"""An id means one procedure: no two pages share one, and a former id is nobody else's name.

Why: the id is the path below `sops/`, or that of a page elsewhere as it is, so `sops/care/reply.md`
and `care/reply.md` have the same. Approvals, numbers and translations name procedures by their id,
and would mean either.

Wrong: where there is `sops/fulfilment/receive-stock.md` as well,

    # opsctl.yaml
    sops: {include: ["sops/**/*.md", "fulfilment/*.md"]}

and

    # fulfilment/receive-stock.md
    ---
    owner: fulfilment
    profile: checklist
    ---
    # Receive stock

    ## Procedure

    1. Count the cartons before the driver leaves.

Right:

    # opsctl.yaml
    sops: {include: ["sops/**/*.md", "fulfilment/*.md"]}

and

    # fulfilment/count-the-cartons.md
    ---
    owner: fulfilment
    profile: checklist
    ---
    # Count the cartons

    ## Procedure

    1. Count the cartons before the driver leaves.

Fix: rename or move one of the two pages. A former id that another procedure has, today or under its
own `formerly`, is removed from all but the one whose name it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.sop import FOLDER
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    yield from _same_ids(workspace)
    yield from _former_ids(workspace)


def _same_ids(workspace: Workspace) -> Iterator[Finding]:
    """Report the page outside of `sops/`, since only one such page can have the id."""
    paths = {sop.path for sop in workspace.sops}
    for sop in workspace.sops:
        other = f"{FOLDER}{sop.path}"
        if other in paths and sop.path.endswith(".md"):
            message = f"{in_backticks(other)} has the same id, {in_backticks(sop.id)}"
            hint = "rename or move one of the two"
            yield Finding("SOP035", Location(sop.path), message, hint, subject=sop.id)


def _former_ids(workspace: Workspace) -> Iterator[Finding]:
    """Report former ids that are in use today, and those that an earlier page claims."""
    ids = {sop.id for sop in workspace.sops}
    first: dict[str, str] = {}
    for sop in workspace.sops:
        for index, old in enumerate(sop.formerly):
            place, shown = sop.origin.value("formerly", index), in_backticks(old)
            holder = first.setdefault(old, sop.path)
            if old in ids:
                message = f"former id {shown} is the id of a procedure today"
                yield Finding("SOP035", place, message, "remove it from `formerly`", subject=old)
            elif holder != sop.path:
                message = f"former id {shown} is claimed by {in_backticks(holder)} too"
                hint = "keep it only in the page whose name it was"
                yield Finding("SOP035", place, message, hint, subject=old)


RULE = Rule("SOP035", "one-procedure-per-id", Severity.ERROR, __doc__, check)
