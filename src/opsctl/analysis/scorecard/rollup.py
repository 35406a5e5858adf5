"""Numbers of several periods as one: months and quarters of weeks, and the last few periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from opsctl.analysis.formula.arithmetic import combined
from opsctl.analysis.scorecard.verdict import PeriodView, Verdict

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.model.cadence import Period
    from opsctl.model.scorecard import Measurable, Method, Rollup
    from opsctl.model.unit import Value

_NOT_DUE = (Verdict.NONE, Verdict.OPEN, Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class RolledUp:
    """One number for several periods; `counted` of `due` numbers were there to make it of.

    `period` is the month or quarter, none for a row of periods that is no such. `problem` says
    why there is no value although there are numbers.
    """

    period: Period | None
    value: Value | None
    counted: int
    due: int
    problem: str | None = None


def rolled_up(
    measurable: Measurable,
    periods: Sequence[PeriodView],
    readings: Readings,
    period: Period | None = None,
) -> RolledUp | None:
    """Roll closed periods up over the values there are; none where a number does not roll up.

    Periods that are open, n/a or outside the number's life are not due. A mean by another number
    takes the periods in which both are there.
    """
    way = measurable.rolls_up
    if way is None:
        return None
    due = [each for each in periods if each.verdict not in _NOT_DUE]
    there = [each for each in due if each.reading.value is not None]
    if way.by is not None:
        return _weighted(measurable, way, due, readings, period)
    if not there:
        return RolledUp(period, None, 0, len(due))
    return RolledUp(period, _combined(way.method, there), len(there), len(due))


def _combined(method: Method, periods: Sequence[PeriodView]) -> Value:
    return combined(
        method, [each.reading.value for each in periods if each.reading.value is not None]
    )


def _weighted(
    measurable: Measurable,
    way: Rollup,
    due: Sequence[PeriodView],
    readings: Readings,
    period: Period | None,
) -> RolledUp:
    """Take the mean weighted by another number: a share by its denominator is the ratio of sums."""
    other = readings.workspace.find_measurable(way.by or "", measurable.scorecard)
    if other is None or other.cadence is not measurable.cadence:
        problem = f"there is no `{way.by}` for every {measurable.cadence} to weight by"
        return RolledUp(period, None, 0, len(due), problem)
    pairs = [
        (Fraction(each.reading.value), Fraction(weight))
        for each in due
        if each.reading.value is not None
        and (weight := readings.at(other, each.period).value) is not None
    ]
    whole = sum((weight for _, weight in pairs), Fraction(0))
    if not whole:
        nothing = f"`{way.by}` adds up to 0" if pairs else None
        return RolledUp(period, None, 0, len(due), nothing)
    weighted = sum((value * weight for value, weight in pairs), Fraction(0))
    return RolledUp(period, weighted / whole, len(pairs), len(due))
