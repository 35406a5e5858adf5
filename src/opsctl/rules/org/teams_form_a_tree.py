"""No team is above itself: the parents of teams form a tree.

Why: "with the teams below it" has no meaning when two teams are each above the other. The view
of a team would show the whole circle, and nobody at the top.

Wrong:

    # teams.yaml
    fulfilment:
      title: Warehouse and fulfilment
      parent: operations
    operations:
      title: Operations
      parent: fulfilment

Right:

    # teams.yaml
    fulfilment:
      title: Warehouse and fulfilment
      parent: operations
    operations:
      title: Operations

Fix: decide which of the teams is at the top and remove its `parent`. A circle is reported once,
at the team in it that comes first in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.circles import circles, shown_circle
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    teams = workspace.teams
    parents = {
        team.id: [teams.current(team.parent)] if team.parent else []
        for team in teams.records.values()
    }
    for circle in circles(parents):
        yield Finding(
            "ORG004",
            teams.records[circle[0]].origin.value("parent"),
            f"parents run in a circle: `{shown_circle(circle)}`",
            "remove `parent` from the team that is at the top",
        )


RULE = Rule("ORG004", "teams-form-a-tree", Severity.ERROR, __doc__, check)
