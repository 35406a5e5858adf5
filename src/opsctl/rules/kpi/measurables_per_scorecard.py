"""A scorecard shows neither too few nor too many numbers: 5 to 15, or what the settings say.

Why: twenty numbers a week are read by nobody, and two do not show how a team is doing. Counted is
what the scorecard shows and what is not archived. A scorecard with an `owner` is one person's:
there a single number is fine, so it is left alone.

Wrong: two numbers,

    # scorecards/leadership/scorecard.yaml
    show: [revenue, orders]

Right: five to fifteen, of which some may lie on the scorecards of teams,

    # scorecards/leadership/scorecard.yaml
    show:
      - revenue
      - gross-margin
      - orders
      - repeat-rate
      - fulfilment/on-time

Right as well, where the company has agreed on other bounds:

    # opsctl.yaml
    standards:
      measurables_per_scorecard: {min: 2, max: 10}

    # scorecards/leadership/scorecard.yaml
    show: [revenue, orders]

Fix: under `show`, name those that the team talks about every week; one number may stand on several
scorecards. Set `archived` where nobody will ask any more. A folder that is only a store of numbers
can be left out with `per_path` in opsctl.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.commitments import counted, shown_bounds
from opsctl.rules.shown import live_refs, place_of
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    bounds = workspace.settings.standards.measurables_per_scorecard
    for card, refs in live_refs(workspace, as_of):
        if len(refs) not in bounds:
            yield Finding(
                "KPI009",
                place_of(card, refs, workspace),
                f"`{card.id}` shows {counted(len(refs), 'number')};"
                f" the standard is {shown_bounds(bounds)}",
                _hint(len(refs) > bounds.max),
            )


def _hint(too_many: bool) -> str:
    if too_many:
        return "name the most important ones under `show`, or archive some"
    return "add some, or name those of other scorecards under `show`"


RULE = Rule("KPI009", "measurables-per-scorecard", Severity.WARNING, __doc__, check)
