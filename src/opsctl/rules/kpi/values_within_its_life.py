"""A number has values from `since` to `archived`, and none before or after.

Why: what lies outside is not judged and not counted, so it looks as if somebody had not given it.
A formula over such a number still takes it.

Wrong:

    # scorecards/leadership/repeat-rate.yaml
    since: 2026-W44
    values:
      2026-W43: 21.8

Right:

    # scorecards/leadership/repeat-rate.yaml
    since: 2026-W43
    values:
      2026-W43: 21.8

Fix: correct `since` or `archived`, or remove the value. A period that the day of `archived` cuts
is not due any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.scorecard.measurable import Life, life_of, said_beginning
from opsctl.analysis.scorecard.readings import Readings
from opsctl.model.cadence import Period, is_after
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    readings = Readings(workspace, as_of)
    for measurable in workspace.measurables:
        bounded = measurable.since is not None or measurable.archived is not None
        if bounded and measurable.formula is None:
            yield from _outside(measurable, readings)


def _outside(measurable: Measurable, readings: Readings) -> Iterator[Finding]:
    begins = said_beginning(measurable, readings.workspace.calendar)
    life = Life(begins, life_of(measurable, readings).last)
    for period, reading in readings.typed(measurable).items():
        side = _side(period, life)
        if side and reading.place:
            where = f"before it begins (`since: {measurable.since}`)"
            if side > 0:
                where = f"after it ends (`archived: {measurable.archived}`)"
            message = f"{measurable.id} has a value for {period}, {where}"
            yield Finding("KPI034", reading.place, message, "correct the day, or remove the value")


def _side(period: Period, life: Life) -> int:
    """Tell whether a period lies before a life (-1), after it (1), or within (0)."""
    if life.first is not None and is_after(life.first, period):
        return -1
    return 1 if life.last is not None and is_after(period, life.last) else 0


RULE = Rule("KPI034", "values-within-its-life", Severity.WARNING, __doc__, check)
