"""A policy of approvals asks for roles, people and teams that there are.

Why: a role that nobody can approve in keeps every procedure from being approved, and a slip in a
name lets the wrong people in or the right ones out.

Wrong:

    approvals:
      legal:
        paths: ["sops/legal/**"]
        roles: {aprover: 1}

Right:

    approvals:
      legal:
        paths: ["sops/legal/**"]
        roles: {approver: 1}
        who: {approver: [maya, leadership]}

Fix: the roles are `author`, `reviewer`, `tester`, `approver` and `quality`. Under `who` stand ids
of `people.yaml` and `teams.yaml`. A policy has the name of a profile, or says with `paths` which
pages it is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.profiles import known_profiles
from opsctl.model.approval import Role
from opsctl.model.settings import Settings
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.slips import nearly
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks

_ROLES = tuple(each.value for each in Role)


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    settings = workspace.settings
    for role, place in _roles(settings):
        if role not in _ROLES:
            meant = nearly(role, _ROLES)
            hint = f"did you mean `{meant}`?" if meant else f"one of {', '.join(_ROLES)}"
            yield Finding("CFG009", place, f"{in_backticks(role)} is not a role", hint)
    for name, place in _people(settings):
        if not (workspace.people.knows(name) or workspace.teams.knows(name)):
            message = f"{in_backticks(name)} is neither in people.yaml nor in teams.yaml"
            meant = nearly(name, {*workspace.people.ids, *workspace.teams.ids})
            yield Finding("CFG009", place, message, f"did you mean `{meant}`?" if meant else None)
    profiles = known_profiles(settings.sops)
    for name, policy in settings.approvals.items():
        if name not in profiles and not policy.paths:
            place = settings.origin.key("approvals", name)
            message = f"the policy {in_backticks(name)} is for no page"
            meant = nearly(name, profiles)
            hint = f"did you mean `{meant}`?" if meant else "name a profile, or give it `paths`"
            yield Finding("CFG009", place, message, hint)


def _roles(settings: Settings) -> Iterator[tuple[str, Location]]:
    for name, policy in settings.approvals.items():
        for key in ("roles", "who"):
            for role in getattr(policy, key):
                yield role, settings.origin.key("approvals", name, key, role)


def _people(settings: Settings) -> Iterator[tuple[str, Location]]:
    for name, policy in settings.approvals.items():
        for role, named in policy.who.items():
            for index, each in enumerate(named):
                yield each, settings.origin.value("approvals", name, "who", role, index)


RULE = Rule("CFG009", "approval-policies-known", Severity.ERROR, __doc__, check)
