"""The whole history of measurables: every period of their lives up to a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.measurable import view_measurable
from opsctl.model.cadence import Period, cadence_of, days_of

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.analysis.scorecard.verdict import PeriodView
    from opsctl.model.scorecard import Measurable


@dataclass(frozen=True, slots=True)
class History:
    """A measurable and its periods, the oldest first; the open one is the last."""

    measurable: Measurable
    periods: tuple[PeriodView, ...]


def histories(
    measurables: Iterable[Measurable], readings: Readings, since: Period | None = None
) -> tuple[History, ...]:
    """Give the periods of each life that are not over before `since` begins."""
    first = days_of(since, readings.workspace.calendar).first if since else date.min
    return tuple(_history(each, readings, first) for each in measurables)


def periods_of(history: Iterable[History]) -> tuple[Period, ...]:
    """List every period that any measurable has, days first and quarters last, each by time."""
    found = {view.period for each in history for view in each.periods}
    return tuple(sorted(found, key=lambda period: (cadence_of(period).rank, str(period))))


def _history(measurable: Measurable, readings: Readings, first: date) -> History:
    view = view_measurable(measurable, readings)
    open_ = (view.open,) if view.life.holds(view.open.period) else ()
    periods = (*view.closed, *open_)
    return History(measurable, tuple(each for each in periods if each.days.last >= first))
