"""Which goal was in force when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.readings import period_for
from opsctl.model.cadence import Period, days_of
from opsctl.model.condition import Condition, read_condition
from opsctl.model.field import ALWAYS
from opsctl.model.scalar import Unreadable

if TYPE_CHECKING:
    from opsctl.model.period import Calendar
    from opsctl.model.scorecard import Measurable
    from opsctl.text.span import Location


@dataclass(frozen=True, slots=True)
class GoalInForce:
    """What a number is held against in a period.

    `since` is the period it holds from, none where it holds always; `exception` is true where it
    stands for this period only.
    """

    condition: Condition
    words: str
    place: Location
    stretch: Condition | None = None
    since: Period | None = None
    set: date | None = None
    why: str | None = None
    exception: bool = False


class Goals:
    """The goals of a measurable as of a day, read once for many periods."""

    def __init__(self, measurable: Measurable, as_of: date) -> None:
        self._measurable = measurable
        self.dated = goals_of(measurable, as_of)
        self._starts = [_start(goal) for goal in self.dated]

    def at(self, period: Period) -> GoalInForce | None:
        """Give the goal for a period: its exception, else the newest dated, else the constant."""
        exception = _exception(self._measurable, period)
        if exception:
            return exception
        count = bisect_right(self._starts, str(period))
        return self.dated[count - 1] if count else None


def goal_in_force(measurable: Measurable, period: Period, as_of: date) -> GoalInForce | None:
    """Give the goal for a period: its exception, else the newest dated up to it, else the constant.

    A goal whose `set` day is after `as_of` is not seen; one that cannot be read is none.
    """
    return Goals(measurable, as_of).at(period)


def goals_of(measurable: Measurable, as_of: date) -> tuple[GoalInForce, ...]:
    """List the goals that can be read, in the order in which they come into force."""
    return tuple(sorted(_goals(measurable, as_of), key=_start))


def _start(goal: GoalInForce) -> str:
    """Give what goals of one measurable are ordered by: the texts of its periods are in order."""
    return "" if goal.since is None else str(goal.since)


def retroactive_goals(
    measurable: Measurable, as_of: date, calendar: Calendar
) -> tuple[GoalInForce, ...]:
    """List the goals that were set after the first period they hold for was over."""
    return tuple(
        goal
        for goal in goals_of(measurable, as_of)
        if goal.set and goal.since and goal.set > days_of(goal.since, calendar).last
    )


def _goals(measurable: Measurable, as_of: date) -> Iterator[GoalInForce]:
    for key, entry in measurable.goal.items():
        since = period_for(measurable, key)
        condition = _condition(entry.is_, measurable)
        if (since is None and key != ALWAYS) or condition is None:
            continue
        if entry.set is not None and entry.set > as_of:
            continue
        yield GoalInForce(
            condition=condition,
            words=condition.written(measurable.unit),
            place=goal_place(measurable, key),
            stretch=_condition(entry.stretch, measurable),
            since=since,
            set=entry.set,
            why=entry.why,
        )


def goal_place(measurable: Measurable, key: str) -> Location:
    """Locate the words of a goal by the period it holds from."""
    path = ("goal", "is") if key == ALWAYS else ("goal", key, "is")
    return measurable.origin.value(*path)


def _exception(measurable: Measurable, period: Period) -> GoalInForce | None:
    entry = measurable.exceptions.get(str(period))
    condition = _condition(entry.is_, measurable) if entry else None
    if entry is None or condition is None:
        return None
    place = measurable.origin.value("exceptions", str(period), "is")
    words = condition.written(measurable.unit)
    return GoalInForce(condition, words, place, since=period, why=entry.why, exception=True)


def _condition(text: str | None, measurable: Measurable) -> Condition | None:
    if text is None:
        return None
    try:
        return read_condition(text, measurable.unit)
    except Unreadable:
        return None
