"""The team of a scorecard is listed in `teams.yaml`.

Why: `--team` shows the scorecards of a team and of those below it. A scorecard of a team that does
not exist is in nobody's view.

Wrong:

    # scorecards/fulfilment/scorecard.yaml
    team: Fulfillment

Right:

    # scorecards/fulfilment/scorecard.yaml
    team: fulfilment

Fix: write the id of the team as it stands in `teams.yaml`, or leave `team` out for a scorecard of
the company. In a workspace without `teams.yaml` any id will do.
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
    for card in workspace.scorecards:
        if card.team is not None:
            yield from references.team("KPI013", "team", card.team, card.origin.value("team"))


RULE = Rule("KPI013", "scorecard-team-known", Severity.ERROR, __doc__, check)
