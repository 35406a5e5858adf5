"""The lead and the contact of a team are people listed in `people.yaml`.

Why: the lead answers for the team, and the contact is whom a partner abroad writes to. A name
that leads to nobody leaves the question unanswered on the day it matters.

Wrong:

    # teams.yaml
    manila:
      title: Support partner (Manila)
      lead: anna
      contact: Ana Reyes

Right:

    # teams.yaml
    manila:
      title: Support partner (Manila)
      lead: ana
      contact: ana

Fix: write the id of the person as it stands in `people.yaml`, or add the person there. In a
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
    for team in workspace.teams.records.values():
        for role, name in (("lead", team.lead), ("contact", team.contact)):
            if name is not None:
                place = team.origin.value(role)
                yield from references.person("ORG003", role, name, place)


RULE = Rule("ORG003", "lead-known", Severity.ERROR, __doc__, check)
