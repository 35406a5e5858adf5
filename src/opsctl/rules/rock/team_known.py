"""The team of a Rock is listed in `teams.yaml`.

Why: `--team` shows a team's Rocks and those of the teams below it. A Rock of a team that does
not exist is in nobody's view, and it is not counted as a company Rock either.

Wrong:

    # rocks/2026-Q4/german-support.yaml
    title: Answer customers in German within 4 hours
    owner: priya
    team: Customer care

Right:

    # rocks/2026-Q4/german-support.yaml
    title: Answer customers in German within 4 hours
    owner: priya
    team: customer-care

Fix: write the id of the team as it stands in `teams.yaml`, or leave `team` out for a company
Rock. In a workspace without `teams.yaml` any id will do.
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
    for rock in workspace.rocks:
        if rock.team is not None:
            place = rock.origin.value("team")
            yield from references.team("ROCK006", "team", rock.team, place)


RULE = Rule("ROCK006", "team-known", Severity.ERROR, __doc__, check)
