"""The team of a person is listed in `teams.yaml`.

Why: `--team` shows the Rocks and numbers of a team's people. Somebody in a team that does not
exist drops out of every such view, and nobody notices.

Wrong:

    # people.yaml
    priya:
      name: Priya Raman
      team: customer-support

Right:

    # people.yaml
    priya:
      name: Priya Raman
      team: customer-care

Fix: write the id of the team as it stands in `teams.yaml`, or add the team there. A team that
was renamed keeps its old id alive with `formerly`. In a workspace without `teams.yaml` any id
will do.
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
    for person in workspace.people.records.values():
        if person.team is not None:
            place = person.origin.value("team")
            yield from references.team("ORG001", "team", person.team, place)


RULE = Rule("ORG001", "team-of-person-known", Severity.ERROR, __doc__, check)
