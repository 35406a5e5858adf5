"""What of a number needs attention, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.verdict import PeriodView, Verdict, streak, tally

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.goals import GoalInForce
    from opsctl.model.scorecard import Measurable

WINDOW = 13
"""How many closed periods a scorecard looks back: a quarter of weeks."""

_ENOUGH_JUDGED = 6
_MOVES = 4


class AttentionKind(StrEnum):
    """Why a number needs attention, the most urgent first."""

    MISSES_IN_A_ROW = "misses-in-a-row"
    MISSES_OFTEN = "misses-often"
    WORSENING = "worsening"
    MISSING = "missing"
    RETROACTIVE_GOAL = "retroactive-goal"


@dataclass(frozen=True, slots=True)
class Attention:
    """One reason, as a kind for programs and a sentence for people."""

    kind: AttentionKind
    text: str


def attention(
    measurable: Measurable,
    closed: Sequence[PeriodView],
    retroactive: Sequence[GoalInForce],
    misses_in_a_row: int,
    *,
    ended: bool,
) -> tuple[Attention, ...]:
    """Say what needs attention in all closed periods, the oldest first.

    Of a number that has ended, only goals set after the fact are still told.
    """
    found = [] if ended else list(_in_closed(measurable, closed, misses_in_a_row))
    return (*found, *(_retroactive(goal) for goal in retroactive))


def telling(newest_first: Iterable[PeriodView], misses_in_a_row: int) -> tuple[PeriodView, ...]:
    """Take so many of the newest closed periods that each reason is theirs as it is that of all.

    They come the oldest first. Only how long a row of misses is may need older ones.
    """
    enough = max(misses_in_a_row, _MOVES + 1)
    taken: list[PeriodView] = []
    judged = 0
    for each in newest_first:
        taken.append(each)
        judged += each.is_judged
        if len(taken) >= WINDOW and judged >= enough:
            break
    return tuple(reversed(taken))


def _in_closed(
    measurable: Measurable, closed: Sequence[PeriodView], misses_in_a_row: int
) -> Iterator[Attention]:
    row = streak(closed)
    if row and row.verdict is Verdict.MISS and row.length >= max(misses_in_a_row, 1):
        times = "missed" if row.length == 1 else f"missed {row.length} in a row"
        yield Attention(AttentionKind.MISSES_IN_A_ROW, times)
    window = tally(closed[-WINDOW:])
    if window.judged >= _ENOUGH_JUDGED and 2 * window.misses > window.judged:
        text = f"missed {window.misses} of the last {window.judged} judged"
        yield Attention(AttentionKind.MISSES_OFTEN, text)
    worse = _worsening(measurable, closed)
    if worse:
        yield Attention(AttentionKind.WORSENING, worse)
    if closed and closed[-1].verdict is Verdict.MISSING:
        yield Attention(AttentionKind.MISSING, _missing(closed[-1]))


def _worsening(measurable: Measurable, closed: Sequence[PeriodView]) -> str | None:
    """Say that a number that is still a hit has moved the wrong way four times in a row."""
    newest = [each for each in closed if each.is_judged][-_MOVES - 1 :]
    if len(newest) <= _MOVES or newest[-1].verdict is not Verdict.HIT:
        return None
    goal = newest[-1].goal
    better = goal.condition.better if goal else 0
    values = [Fraction(each.reading.value or 0) for each in newest]
    if not all((after - before) * better < 0 for before, after in pairwise(values)):
        return None
    way = "fallen" if better > 0 else "risen"
    return f"still a hit, but has {way} {_MOVES} times in a row"


def _missing(period: PeriodView) -> str:
    if period.reading.problem is not None:
        return f"the number for {period.period} cannot be told: {period.reading.problem}"
    return f"the number for {period.period} is missing"


def _retroactive(goal: GoalInForce) -> Attention:
    text = f"goal “{goal.words}” for {goal.since} on was set on {goal.set}, after the fact"
    return Attention(AttentionKind.RETROACTIVE_GOAL, text)
