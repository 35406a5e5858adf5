"""A row of numbers as a line of bars, one cell each."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from opsctl.analysis.scorecard.verdict import PeriodView, Verdict
from opsctl.model.unit import Value
from opsctl.rendering.theme import Signs


def sparkline(values: Sequence[Value | None], signs: Signs) -> str:
    """Draw each number as a bar between the lowest and the highest; none leaves a gap.

    Numbers that are all the same stand in the middle.
    """
    known = [Fraction(each) for each in values if each is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return "".join(_bar(each, low, high, signs) for each in values)


def history_line(periods: Sequence[PeriodView], signs: Signs) -> str:
    """Draw the numbers of some periods; one in which the measurable does not live stays blank."""
    lived = [each for each in periods if each.verdict is not Verdict.NONE]
    bars = iter(sparkline([each.reading.value for each in lived], signs))
    return "".join(" " if each.verdict is Verdict.NONE else next(bars, "") for each in periods)


def _bar(value: Value | None, low: Fraction, high: Fraction, signs: Signs) -> str:
    if value is None:
        return signs.gap
    top = len(signs.levels) - 1
    share = (Fraction(value) - low) / (high - low) if high > low else Fraction(1, 2)
    return signs.levels[int(share * top + Fraction(1, 2))]
