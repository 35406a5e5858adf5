"""The parent of a team is a team listed in `teams.yaml`.

Why: `parent` makes the tree of teams, and `--team` also shows what lies below a team. Under a
parent that does not exist, a team hangs in the air and is missing from the view of the team
above it.

Wrong:

    # teams.yaml
    customer-care:
      title: Customer care
    manila:
      title: Support partner (Manila)
      parent: care

Right:

    # teams.yaml
    customer-care:
      title: Customer care
    manila:
      title: Support partner (Manila)
      parent: customer-care

Fix: write the id of the team above, not its title; leave `parent` out for a team at the top.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for team in workspace.teams.records.values():
        if team.parent is not None:
            place = team.origin.value("parent")
            yield from references.team("ORG002", "parent", team.parent, place)


RULE = Rule("ORG002", "parent-known", Severity.ERROR, __doc__, check)
