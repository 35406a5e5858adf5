"""No number is given for a period that has not begun, and nothing is said on a day to come.

Why: what is dated later than today is not seen until that day. A number typed under next year's
week hides that this week's is missing, and a goal set on a mistyped day judges nothing.

Wrong: on 16 November 2026,

    values:
      2027-W46: 24.1

Right:

    values:
      2026-W46: 24.1

Fix: write the period that the number is for, and the day on which it happened. This is asked of
the keys under `values`, of `on` of a pulled number, of `set` of a goal, and of `date` in a
check-in. A goal for a period to come is no number: it may of course lie ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial

from opsctl.analysis.scorecard.age import first_day
from opsctl.analysis.scorecard.readings import period_for
from opsctl.model.field import ALWAYS
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for fact, day, place in _dated(workspace, as_of):
        if day > as_of:
            message = f"{fact} {day}, which is after {as_of}"
            yield Finding("KPI006", place, message, "until that day it is not seen")


def _dated(workspace: Workspace, as_of: date) -> Iterator[tuple[str, date, Location]]:
    """Give every day that must have come, with what is said of it; of values, those to come."""
    begins = cache(partial(first_day, calendar=workspace.calendar))
    for measurable in workspace.measurables:
        yield from _of_values(measurable, begins, as_of)
        for key, goal in measurable.goal.items():
            if goal.set is not None:
                path = ("goal", "set") if key == ALWAYS else ("goal", key, "set")
                yield "this goal was set on", goal.set, measurable.origin.value(*path)
    for checkin in workspace.checkins:
        yield "this check-in is dated", checkin.date, checkin.origin.value("date")
        for name, entry in checkin.values.items():
            if entry.on is not None:
                place = checkin.origin.value("values", name, "on")
                yield "this number was pulled on", entry.on, place


def _of_values(
    measurable: Measurable, begins: Callable[[str], date | None], as_of: date
) -> Iterator[tuple[str, date, Location]]:
    for key, entry in measurable.values.items():
        first = begins(key)
        if first is not None and first > as_of and period_for(measurable, key) is not None:
            yield f"`{key}` begins on", first, measurable.origin.key("values", key)
        if entry.on is not None:
            place = measurable.origin.value("values", key, "on")
            yield "this number was pulled on", entry.on, place


RULE = Rule("KPI006", "nothing-in-the-future", Severity.WARNING, __doc__, check)
