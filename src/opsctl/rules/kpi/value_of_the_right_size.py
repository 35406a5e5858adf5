"""A percent stands as typed: a share such as 0.95 is not written where the goal is about 95.

Why: spreadsheets keep 95 % as 0.95. Pasted into a scorecard it is read as 0.95 %, the week is a
miss, and the average of the quarter is ruined by one cell.

Wrong:

    # scorecards/fulfilment/on-time.yaml
    unit: percent
    goal: at least 95
    values:
      2026-W45: 0.96

Right:

    # scorecards/fulfilment/on-time.yaml
    unit: percent
    goal: at least 95
    values:
      2026-W45: 96

Fix: write the percent, without its sign. A value is found here if it lies from -1 to 1 and is not
0, while every number above 0 in the goal of its period is 20 or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from opsctl.analysis.scorecard.goals import GoalInForce, Goals
from opsctl.analysis.scorecard.readings import period_for, period_reported
from opsctl.model.cadence import Period
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.unit import UnitKind, exact
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location

_LARGEST_SHARE = 1
_SMALLEST_GOAL = 20

_Entry = tuple[Period | None, ValueEntry, Location]


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        if measurable.unit.kind is not UnitKind.PERCENT:
            continue
        goals = Goals(measurable, as_of)
        for period, entry, place in _entries(measurable, workspace):
            value = _share(measurable, entry)
            goal = goals.at(period) if value and period else None
            if value and goal and _is_about_percents(goal):
                yield Finding(
                    "KPI004",
                    place,
                    f"`{value:f}` is {value:f} %, and the goal is {goal.words}",
                    f"write {exact(Fraction(value) * 100):f} if that is what is meant",
                )


def _entries(measurable: Measurable, workspace: Workspace) -> Iterator[_Entry]:
    for key, entry in measurable.values.items():
        place = measurable.origin.value("values", key, "value")
        yield period_for(measurable, key), entry, place
    for checkin, name in workspace.reported.get(measurable.ref, ()):
        period = period_reported(measurable, checkin, workspace)
        yield period, checkin.values[name], checkin.origin.value("values", name, "value")


def _share(measurable: Measurable, entry: ValueEntry) -> Decimal | None:
    """Give a value that looks like a share of one."""
    if entry.value is None:
        return None
    try:
        value = measurable.unit.read(entry.value)
    except Unreadable:
        return None
    return value if value and abs(value) <= _LARGEST_SHARE else None


def _is_about_percents(goal: GoalInForce) -> bool:
    numbers = (goal.condition.low, goal.condition.high)
    above_zero = [each for each in numbers if each is not None and each > 0]
    return bool(above_zero) and min(above_zero) >= _SMALLEST_GOAL


RULE = Rule("KPI004", "value-of-the-right-size", Severity.WARNING, __doc__, check)
