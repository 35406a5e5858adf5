"""A Rock that is planned or running has an owner who is still here.

Why: when somebody leaves, their Rocks stay behind with a name that nobody can ask. They go
silent, and in the end they are missed without a decision.

Wrong:

    # people.yaml
    daniel:
      name: Daniel Frost
      left: 2026-08-14
    # rocks/2026-Q4/repair-service.yaml
    owner: daniel

Right:

    # rocks/2026-Q4/repair-service.yaml
    owner: sofia

Fix: name a new owner, or drop the Rock and say why. Rocks that have ended keep the owner they
had, and helpers who have left do no harm. The finding appears on the day that `left` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Status
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        owner = workspace.people.find(rock.owner)
        has_left = owner is not None and owner.left is not None and owner.left <= as_of
        if owner is not None and has_left and rock.status_on(as_of) in (None, Status.PLANNED):
            yield Finding(
                "ROCK018",
                rock.origin.value("owner"),
                f"owner `{rock.owner}` left on {owner.left}",
                "name a new owner, or set `status` to dropped and say why",
            )


RULE = Rule("ROCK018", "owner-still-here", Severity.WARNING, __doc__, check)
