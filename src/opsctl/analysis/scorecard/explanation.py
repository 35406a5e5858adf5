"""Why a number is what it is: its inputs or its parts, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.goals import retroactive_goals
from opsctl.analysis.scorecard.measurable import view_periods
from opsctl.analysis.scorecard.rollup import RolledUp, rolled_up
from opsctl.model.cadence import Period, cadence_of, days_of, periods_within

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Reading, Readings
    from opsctl.analysis.scorecard.verdict import PeriodView
    from opsctl.model.period import Days
    from opsctl.model.scorecard import Measurable


@dataclass(frozen=True, slots=True)
class Input:
    """What a formula takes of one name for one period; `called` is its name beside the formula."""

    called: str
    measurable: Measurable
    period: Period
    reading: Reading


@dataclass(frozen=True, slots=True)
class Part:
    """One of the periods that a longer one is made of, and what it is weighted by, if it is."""

    view: PeriodView
    weight: Input | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Who wrote the line of a goal, and on which day; `remark` says why that cannot be told."""

    by: str | None = None
    on: date | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind a number of one period.

    `view` is its judgement, of a period of its own cadence; of a longer one there is none, and
    instead what it rolls up to from `parts`. `problem` says why its formula gives no number at
    all. `retroactive` is true where the goal was set after its first period was over.
    """

    measurable: Measurable
    as_of: date
    period: Period
    days: Days
    view: PeriodView | None = None
    inputs: tuple[Input, ...] = ()
    rolled: RolledUp | None = None
    parts: tuple[Part, ...] = ()
    problem: str | None = None
    retroactive: bool = False


def explain_number(measurable: Measurable, period: Period, readings: Readings) -> Explanation:
    """Explain the number of a period of the measurable's own cadence, or of a longer one."""
    calendar = readings.workspace.calendar
    days = days_of(period, calendar)
    computed = measurable.formula is not None
    problem = readings.computed.why_not(measurable) if computed else None
    if cadence_of(period) is not measurable.cadence:
        parts = tuple(_parts(measurable, period, readings))
        views = [part.view for part in parts]
        rolled = rolled_up(measurable, views, readings, period)
        return Explanation(
            *(measurable, readings.as_of, period, days),
            rolled=rolled,
            parts=parts,
            problem=problem,
        )
    (view,) = view_periods(measurable, [period], readings)
    return Explanation(
        *(measurable, readings.as_of, period, days),
        view=view,
        inputs=tuple(_inputs(measurable, period, readings)) if computed and not problem else (),
        problem=problem,
        retroactive=view.goal in retroactive_goals(measurable, readings.as_of, calendar),
    )


def _inputs(measurable: Measurable, period: Period, readings: Readings) -> Iterator[Input]:
    """Give what each name of the formula gives, in its order, each once."""
    seen: set[tuple[str, Period]] = set()
    checked = readings.computed.checked(measurable)
    for use, other in checked.uses:
        called = checked.called(other)
        for each in readings.computed.periods(use, other, period):
            if (called, each) not in seen:
                seen.add((called, each))
                yield Input(called, other, each, readings.at(other, each))


def _parts(measurable: Measurable, period: Period, readings: Readings) -> Iterator[Part]:
    """Give the shorter periods within a longer one, as far as they have begun."""
    calendar = readings.workspace.calendar
    way = measurable.rolls_up
    by = way.by if way else None
    other = readings.workspace.find_measurable(by, measurable.scorecard) if by else None
    if other is not None and other.cadence is not measurable.cadence:
        other = None
    within = periods_within(period, measurable.cadence, calendar)
    begun = [each for each in within if days_of(each, calendar).first <= readings.as_of]
    for view in view_periods(measurable, begun, readings):
        each = view.period
        weight = Input(by or "", other, each, readings.at(other, each)) if other else None
        yield Part(view, weight)
