"""What a scorecard shows is a measurable that there is.

Why: a line that leads nowhere is left out of the screen, and a team does not see that it has lost
a number.

Wrong:

    # scorecards/leadership/scorecard.yaml
    show: [revenue, gross-margin, orders, repeat-orders, repeat-rate, on-time]

Right: a number that lies in the folder of another scorecard has its name before it,

    # scorecards/leadership/scorecard.yaml
    show: [revenue, gross-margin, orders, repeat-orders, repeat-rate, fulfilment/on-time]

Fix: write the name of the file without `.yaml`; before the name of one in another folder, write
that folder and a slash. A headline between numbers is written as `{divider: Customers}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.measurable_names import MeasurableNames
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = MeasurableNames(workspace)
    for card in workspace.scorecards:
        for index, line in enumerate(card.show or ()):
            if line.measurable is not None and not names.knows(line.measurable, card.id):
                place = card.origin.value("show", index, "measurable")
                yield names.unknown("KPI010", "measurable", line.measurable, place, card.id)


RULE = Rule("KPI010", "shown-measurable-known", Severity.ERROR, __doc__, check)
