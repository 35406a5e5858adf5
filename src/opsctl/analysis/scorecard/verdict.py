"""How each period of a measurable is judged, and what follows from a row of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.goals import GoalInForce
    from opsctl.analysis.scorecard.readings import Reading
    from opsctl.model.cadence import Period
    from opsctl.model.period import Days


class Verdict(StrEnum):
    """What is said of one period; `none` of those in which a measurable does not live."""

    HIT = "hit"
    MISS = "miss"
    MISSING = "missing"
    NOT_APPLICABLE = "n/a"
    OPEN = "open"
    NO_GOAL = "no-goal"
    NONE = "none"


JUDGED = (Verdict.HIT, Verdict.MISS)


@dataclass(frozen=True, slots=True)
class PeriodView:
    """One period of a measurable: what stands for it, its goal then, and the verdict.

    `stretched` is true where the value also meets the stretch beyond the goal.
    """

    period: Period
    days: Days
    reading: Reading
    goal: GoalInForce | None
    verdict: Verdict
    stretched: bool = False

    @property
    def is_judged(self) -> bool:
        """Tell whether it counts in rates and streaks."""
        return self.verdict in JUDGED


@dataclass(frozen=True, slots=True)
class Streak:
    """How many judged periods in a row, up to the newest, went the same way."""

    verdict: Verdict
    length: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a row of periods comes to; `rate` in [0, 1] is none where nothing was judged."""

    hits: int
    misses: int
    missing: int

    @property
    def judged(self) -> int:
        """How many periods have a verdict of hit or miss."""
        return self.hits + self.misses

    @property
    def due(self) -> int:
        """How many numbers there should be: those judged and those missing."""
        return self.judged + self.missing

    @property
    def rate(self) -> Fraction | None:
        """The on-track rate: hits of all judged; missing is neither."""
        return Fraction(self.hits, self.judged) if self.judged else None


def verdict_of(
    reading: Reading, goal: GoalInForce | None, *, lives: bool, is_open: bool
) -> Verdict:
    """Judge one period; `lives` tells whether the measurable does in it."""
    if not lives:
        return Verdict.NONE
    if is_open:
        return Verdict.OPEN
    if reading.na is not None:
        return Verdict.NOT_APPLICABLE
    if reading.value is None:
        return Verdict.MISSING
    if goal is None:
        return Verdict.NO_GOAL
    return Verdict.HIT if goal.condition.holds(reading.value) else Verdict.MISS


def tally(periods: Sequence[PeriodView]) -> Tally:
    """Count the verdicts of a row of periods."""
    verdicts = [each.verdict for each in periods]
    return Tally(
        verdicts.count(Verdict.HIT), verdicts.count(Verdict.MISS), verdicts.count(Verdict.MISSING)
    )


def streak(periods: Sequence[PeriodView]) -> Streak | None:
    """Count back from the newest judged period; what is not judged neither breaks nor extends."""
    judged = [each.verdict for each in periods if each.is_judged]
    if not judged:
        return None
    length = next(
        (count for count, each in enumerate(reversed(judged)) if each is not judged[-1]),
        len(judged),
    )
    return Streak(judged[-1], length)
