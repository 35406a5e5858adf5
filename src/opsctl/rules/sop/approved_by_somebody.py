"""A procedure that says it is approved has been approved by somebody.

Why: `status: approved` is a word that anybody can type. Where a policy in `opsctl.yaml` asks for
approvals, the word needs at least one that was given for this version or for this text.

Wrong: `sops/fulfilment/process-a-return.md` says `status: approved` and is at version 1.3.0, nobody
has approved it, and the settings ask for that:

    # opsctl.yaml
    approvals:
      returns: {paths: ["sops/fulfilment/process-*.md"], roles: {approver: 1}}

Right: the settings are the same, and somebody has approved this version.

    # opsctl.yaml
    approvals:
      returns: {paths: ["sops/fulfilment/process-*.md"], roles: {approver: 1}}

    # approvals/fulfilment/process-a-return/1.3.0--maya.yaml
    date: 2026-11-02
    as: approver
    digest: v1:sha256:…

Fix: `opsctl sop approve`, by somebody who may. Whether all approvals that the policy asks for are
there is shown by `opsctl sop show`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import anatomies
from opsctl.analysis.sop.approval import policy_of
from opsctl.analysis.sop.approver import asked_roles
from opsctl.analysis.sop.difference import digest_of
from opsctl.model.sop import SopStatus
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import place_of
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for anatomy in anatomies(workspace):
        policy = policy_of(anatomy.sop, workspace.settings)
        if anatomy.status is not SopStatus.APPROVED or policy is None or not asked_roles(policy):
            continue
        given = workspace.approvals_of(anatomy.sop)
        if any(each.version == anatomy.version for each in given):
            continue
        if not given or digest_of(anatomy) not in {each.digest for each in given}:
            version = f" of version {anatomy.version}" if anatomy.version else ""
            message = f"it says that it is approved, and there is no approval{version}"
            hint = f"opsctl sop approve {anatomy.sop.id}"
            place = place_of(anatomy, "status")
            yield Finding("SOP046", place, message, hint, subject="status")


RULE = Rule("SOP046", "approved-by-somebody", Severity.WARNING, __doc__, check)
