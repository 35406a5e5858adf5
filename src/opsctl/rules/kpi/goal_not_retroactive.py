"""A goal is set before the first period that it holds for is over.

Why: a goal that is written when the number is known can always be met. Loosened goals are why
people stop believing a scorecard, so opsctl shows such a goal for ever.

Wrong:

    goal:
      2026-W40: {is: at least 20, set: 2026-11-20}

Right:

    goal:
      2026-W40: at least 25
      2026-W47: {is: at least 20, why: Two stores closed, set: 2026-11-20}

Fix: leave the old goal for the periods that are over, and write the new one under the period
that runs. For one odd period there are `exceptions`, with a reason. If the goal was agreed in
time and only typed late, write the day on which it was agreed as `set`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.scorecard.goals import retroactive_goals
from opsctl.model.cadence import days_of, period_of
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    calendar = workspace.calendar
    for measurable in workspace.measurables:
        for goal in retroactive_goals(measurable, as_of, calendar):
            assert goal.since is not None, "a goal that holds always is not retroactive"
            assert goal.set is not None, "what is retroactive was set on a day"
            over = days_of(goal.since, calendar).last
            running = period_of(goal.set, measurable.cadence, calendar)
            yield Finding(
                "KPI008",
                measurable.origin.value("goal", str(goal.since), "set"),
                f"this goal holds from {goal.since} on, which was over on {over};"
                f" it was set on {goal.set}",
                f"let the old goal stand till then, and write this one under {running}",
            )


RULE = Rule("KPI008", "goal-not-retroactive", Severity.WARNING, __doc__, check)
