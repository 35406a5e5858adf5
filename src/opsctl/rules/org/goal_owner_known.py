"""The owner of a one-year goal is one person, listed in `people.yaml`.

Why: a goal for the year that nobody answers for is a wish. Whoever asks in March who looks after
it needs a name that leads to a person.

Wrong:

    # vision.yaml
    one_year:
      grow-retention:
        title: Every third customer buys again
        owner: marketing

Right:

    # vision.yaml
    one_year:
      grow-retention:
        title: Every third customer buys again
        owner: maya

Fix: write the id of one person as it stands in `people.yaml`; a team cannot own a goal. In a
workspace without `people.yaml` any id will do.
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
    for goal in workspace.goals.records.values():
        if goal.owner is not None:
            place = goal.origin.value("owner")
            yield from references.person("ORG006", "owner", goal.owner, place)


RULE = Rule("ORG006", "goal-owner-known", Severity.ERROR, __doc__, check)
