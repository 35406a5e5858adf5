"""A measurable as of a day: every figure that a screen shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.attention import WINDOW, Attention, attention
from opsctl.analysis.scorecard.goals import GoalInForce, Goals, goals_of, retroactive_goals
from opsctl.analysis.scorecard.rollup import RolledUp, rolled_up
from opsctl.analysis.scorecard.verdict import (
    PeriodView,
    Streak,
    Tally,
    streak,
    tally,
    verdict_of,
)
from opsctl.model.cadence import (
    Cadence,
    Period,
    belongs_to,
    days_of,
    is_after,
    last_closed,
    parse_period,
    period_of,
    periods_back,
    preceding,
)

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.model.period import Calendar
    from opsctl.model.scorecard import Measurable
    from opsctl.model.unit import Value

TRAILING = (4, 13)


@dataclass(frozen=True, slots=True)
class Life:
    """The periods in which a measurable has numbers: from its beginning to its archiving.

    `first` is none where nothing says when it began; `last` is none where it has not ended.
    """

    first: Period | None
    last: Period | None

    def holds(self, period: Period) -> bool:
        """Tell whether a period lies within."""
        if self.first is None or is_after(self.first, period):
            return False
        return self.last is None or not is_after(period, self.last)


@dataclass(frozen=True, slots=True)
class MeasurableView:
    """One measurable as of a day.

    `shown` are the closed periods asked for, the oldest first, also from before it began; `open`
    is the running one. `tally` counts `shown`; `streak` and `attention` look at every closed
    period of its life, which are `closed`. `ended` is true where it was archived before the newest
    closed period was over. `trailing` has the last 4 and 13 closed periods as one number, `months`
    and `quarters` the longer periods that those shown count in; empty where it does not roll up.
    """

    measurable: Measurable
    life: Life
    closed: tuple[PeriodView, ...]
    shown: tuple[PeriodView, ...]
    open: PeriodView
    tally: Tally
    streak: Streak | None
    attention: tuple[Attention, ...]
    ended: bool
    trailing: tuple[tuple[int, RolledUp], ...] = ()
    months: tuple[RolledUp, ...] = ()
    quarters: tuple[RolledUp, ...] = ()

    @property
    def newest(self) -> PeriodView:
        """The newest closed period, whether or not the measurable lived in it."""
        return self.shown[-1]


def view_measurable(
    measurable: Measurable, readings: Readings, count: int = WINDOW
) -> MeasurableView:
    """Compute everything about one measurable; `count` closed periods are shown, at least one."""
    calendar, as_of = readings.workspace.calendar, readings.as_of
    judge = judge_of(measurable, readings)
    closed = tuple(reversed(tuple(judge.closed_back())))
    shown = tuple(judge.period(each) for each in periods_back(judge.newest, max(count, 1)))
    return MeasurableView(
        measurable=measurable,
        life=judge.life,
        closed=closed,
        shown=shown,
        open=judge.period(period_of(as_of, measurable.cadence, calendar), is_open=True),
        tally=tally(shown),
        streak=streak(closed),
        attention=attention(
            measurable,
            closed,
            retroactive_goals(measurable, as_of, calendar),
            readings.workspace.settings.standards.misses_in_a_row,
            ended=judge.has_ended,
        ),
        ended=judge.has_ended,
        trailing=tuple(_trailing(measurable, closed, readings)),
        months=_longer(measurable, closed, shown, Cadence.MONTH, readings),
        quarters=_longer(measurable, closed, shown, Cadence.QUARTER, readings),
    )


def all_goals(view: MeasurableView, as_of: date) -> tuple[GoalInForce, ...]:
    """List every goal that a number has had, and the exceptions among the periods shown."""
    periods = (*view.shown, view.open)
    alone = [each.goal for each in periods if each.goal and each.goal.exception]
    return (*goals_of(view.measurable, as_of), *alone)


def view_periods(
    measurable: Measurable, periods: Iterable[Period], readings: Readings
) -> tuple[PeriodView, ...]:
    """Judge periods of the measurable's own cadence, open or closed."""
    now = period_of(readings.as_of, measurable.cadence, readings.workspace.calendar)
    judge = judge_of(measurable, readings)
    return tuple(judge.period(each, is_open=each == now) for each in periods)


def newest_value(measurable: Measurable, readings: Readings) -> Value | None:
    """Give the value of the newest closed period that has one, within the measurable's life."""
    newest = last_closed(readings.as_of, measurable.cadence, readings.workspace.calendar)
    closed = _lived_back(life_of(measurable, readings), newest)
    values = (readings.at(measurable, period).value for period in closed)
    return next((value for value in values if value is not None), None)


def view_period(measurable: Measurable, period: Period, readings: Readings) -> PeriodView:
    """Judge one period of the measurable's own cadence, open or closed."""
    return view_periods(measurable, (period,), readings)[0]


def life_of(measurable: Measurable, readings: Readings) -> Life:
    """Tell when a measurable began and ended.

    It begins with `since`, else with its first number or its first dated goal, whichever is
    earlier; it ends with the last period that was over on the day of `archived`, and as of a day
    before that one it has not ended. One whose formula cannot be computed at all, and for which
    nothing else says when it began, lives in the newest closed period: there it is missing.
    """
    return _life(measurable, Goals(measurable, readings.as_of), readings)


def _life(measurable: Measurable, goals: Goals, readings: Readings) -> Life:
    return Life(_beginning(measurable, goals, readings), _end(measurable, readings))


def _beginning(measurable: Measurable, goals: Goals, readings: Readings) -> Period | None:
    said = said_beginning(measurable, readings.workspace.calendar)
    if said is not None:
        return said
    dated = [goal.since for goal in goals.dated if goal.since]
    first_value = readings.first(measurable)
    starts = [*dated, *([first_value] if first_value else [])]
    if not starts and readings.why_not(measurable):
        return last_closed(readings.as_of, measurable.cadence, readings.workspace.calendar)
    return min(starts, key=str) if starts else None


def said_beginning(measurable: Measurable, calendar: Calendar) -> Period | None:
    """Name the period that `since` says a measurable begins with, if it says so."""
    since = parse_period(measurable.since) if measurable.since else None
    if since is None:
        return None
    return period_of(days_of(since, calendar).first, measurable.cadence, calendar)


def _end(measurable: Measurable, readings: Readings) -> Period | None:
    if measurable.archived is None or measurable.archived > readings.as_of:
        return None
    calendar = readings.workspace.calendar
    period = period_of(measurable.archived, measurable.cadence, calendar)
    whole = days_of(period, calendar).last <= measurable.archived
    return period if whole else preceding(period)


def _lived_back(life: Life, newest: Period) -> Iterator[Period]:
    """List the closed periods of a life, the newest first."""
    if life.first is None:
        return
    ended = life.last is not None and is_after(newest, life.last)
    period = life.last if ended and life.last else newest
    while not is_after(life.first, period):
        yield period
        period = preceding(period)


@dataclass(frozen=True, slots=True)
class Judge:
    """What is known of a measurable for judging its periods one after the other.

    `newest` is the newest closed period, whether or not the measurable lives in it.
    """

    measurable: Measurable
    life: Life
    newest: Period
    goals: Goals
    readings: Readings

    @property
    def has_ended(self) -> bool:
        """Tell whether it was archived before the newest closed period was over."""
        return self.life.last is not None and is_after(self.newest, self.life.last)

    def period(self, period: Period, *, is_open: bool = False) -> PeriodView:
        """Judge one period of the measurable's own cadence."""
        reading = self.readings.at(self.measurable, period)
        goal = self.goals.at(period)
        verdict = verdict_of(reading, goal, lives=self.life.holds(period), is_open=is_open)
        stretch = goal.stretch if goal else None
        stretched = bool(stretch and reading.value is not None and stretch.holds(reading.value))
        days = days_of(period, self.readings.workspace.calendar)
        return PeriodView(period, days, reading, goal, verdict, stretched)

    def closed_back(self) -> Iterator[PeriodView]:
        """Judge the closed periods of the measurable's life, the newest first."""
        return (self.period(each) for each in _lived_back(self.life, self.newest))


def judge_of(measurable: Measurable, readings: Readings) -> Judge:
    """Prepare for judging periods of a measurable."""
    goals = Goals(measurable, readings.as_of)
    newest = last_closed(readings.as_of, measurable.cadence, readings.workspace.calendar)
    return Judge(measurable, _life(measurable, goals, readings), newest, goals, readings)


def _trailing(
    measurable: Measurable, closed: Sequence[PeriodView], readings: Readings
) -> Iterator[tuple[int, RolledUp]]:
    for count in TRAILING:
        rolled = rolled_up(measurable, closed[-count:], readings)
        if rolled is not None:
            yield count, rolled


def _longer(
    measurable: Measurable,
    closed: Sequence[PeriodView],
    shown: Sequence[PeriodView],
    cadence: Cadence,
    readings: Readings,
) -> tuple[RolledUp, ...]:
    """Roll up to the longer periods that those shown count in, each over all it holds."""
    if measurable.cadence.rank >= cadence.rank:
        return ()
    calendar = readings.workspace.calendar
    wanted = dict.fromkeys(belongs_to(each.period, cadence, calendar) for each in shown)
    groups: dict[Period, list[PeriodView]] = {each: [] for each in wanted}
    for view in closed:
        longer = belongs_to(view.period, cadence, calendar)
        if longer in groups:
            groups[longer].append(view)
    rolled = (rolled_up(measurable, groups[each], readings, each) for each in wanted)
    return tuple(each for each in rolled if each is not None)
