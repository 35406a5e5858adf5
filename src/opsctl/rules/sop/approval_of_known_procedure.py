"""Approvals and reviews lie in a folder that is named after a procedure.

Why: the folder says what was approved. When a page moves and its approvals do not know of it, it
looks as if nobody had ever approved it.

Wrong: where there is `sops/fulfilment/process-a-return.md`,

    # approvals/fulfilment/process-return/1.3.0--maya.yaml
    date: 2026-11-02
    as: approver
    digest: v1:sha256:…

Right:

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml
    date: 2026-11-02
    as: approver
    digest: v1:sha256:…

Fix: after a page was renamed, write its id of before at its top, as in
`formerly: [fulfilment/process-return]`; its approvals stay where they are. A folder with a slip in
its name is renamed. A page that is over is better retired than removed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.suppression import CommentForm
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_names import SopNames
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location

_FORMERLY = "where the page was renamed, write this id under `formerly` at its top"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = SopNames(workspace)
    if not names.listed:
        return
    seen = set[tuple[type, str]]()
    every: tuple[Approval | ReviewRecord, ...] = (*workspace.approvals, *workspace.reviews)
    for signed in every:
        folder = (type(signed), signed.sop)
        if folder in seen or names.knows(signed.sop):
            continue
        seen.add(folder)
        found = names.unknown("SOP045", signed.sop, Location(signed.origin.path))
        hint = found.hint if found.fix is not None else _FORMERLY
        what = "approvals" if isinstance(signed, Approval) else "reviews"
        message = f"{found.message}, of which there are {what}"
        yield replace(found, message=message, hint=hint, fix=None)


RULE = Rule(
    "SOP045",
    "approval-of-known-procedure",
    Severity.ERROR,
    __doc__,
    check,
    comments=CommentForm.YAML,
)
