"""An approval or a review is by somebody who is in `people.yaml`, and was still there that day.

Why: a name that nobody has approves nothing, and neither does somebody who had left. The procedure
would look approved to whoever only counts files.

Wrong: where `people.yaml` lists `maya` and no `maia`,

    # approvals/fulfilment/process-a-return/1.3.0--maia.yaml
    date: 2026-11-02
    as: approver
    digest: v1:sha256:…

Right:

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml
    date: 2026-11-02
    as: approver
    digest: v1:sha256:…

Fix: add the person to `people.yaml`, or under `formerly` of the one who had this id. An approval
that nobody can answer for is removed, and somebody else approves: `opsctl sop approve`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.approver import has_left
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.suppression import CommentForm
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.slips import nearly
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location

_ADD = "add them to people.yaml, or to `formerly` of the person who had this id"


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    every: tuple[Approval | ReviewRecord, ...] = (*workspace.approvals, *workspace.reviews)
    for signed in every:
        place, name = Location(signed.origin.path), signed.person
        person = workspace.people.find(name)
        if not workspace.people.knows(name):
            meant = nearly(name, workspace.people.ids)
            hint = f"did you mean `{meant}`?" if meant else _ADD
            message = f"{_what(signed)} is by `{name}`, who is not in people.yaml"
            yield Finding("SOP044", place, message, hint, subject=name)
        elif person is not None and has_left(person, signed.date):
            message = (
                f"{_what(signed)} is by `{name}`, who left on {person.left},"
                f" and is dated {signed.date}"
            )
            hint = "remove it, and let somebody who is there sign"
            yield Finding("SOP044", place, message, hint, subject=name)


def _what(signed: Approval | ReviewRecord) -> str:
    return "this approval" if isinstance(signed, Approval) else "this review"


RULE = Rule(
    "SOP044", "approval-by-known-person", Severity.ERROR, __doc__, check, comments=CommentForm.YAML
)
