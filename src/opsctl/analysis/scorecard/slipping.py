"""Numbers that slip: those whose attention says something of the work, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.attention import Attention, AttentionKind, attention, telling
from opsctl.analysis.scorecard.measurable import judge_of

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.analysis.scorecard.verdict import PeriodView
    from opsctl.model.scorecard import Measurable

LONGEST_LOOK = 53
"""How many closed periods are looked back for the beginning: a year of weeks."""

_OF_THE_WORK = frozenset(
    [AttentionKind.MISSES_IN_A_ROW, AttentionKind.MISSES_OFTEN, AttentionKind.WORSENING]
)
"""A number that nobody typed, or a goal set late, says nothing of how the work is done."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A number that slips, why, and the day since which it has needed attention without a break.

    That day is the one after the period was over that brought the attention, by the numbers as
    they stand today; at most `LONGEST_LOOK` periods ago.
    """

    measurable: Measurable
    reasons: tuple[Attention, ...]
    since: date


def slip_of(measurable: Measurable, readings: Readings) -> Slip | None:
    """Tell whether a number slips; one that has ended never does.

    Few do, and the newest periods tell which: only of those all periods are judged.
    """
    judge = judge_of(measurable, readings)
    misses = readings.workspace.settings.standards.misses_in_a_row
    newest = telling(judge.closed_back(), misses)
    if judge.has_ended or not _reasons(measurable, newest, misses):
        return None
    closed = tuple(reversed(tuple(judge.closed_back())))
    reasons = _reasons(measurable, closed, misses)
    return Slip(measurable, reasons, _since(measurable, closed, misses))


def _since(measurable: Measurable, closed: Sequence[PeriodView], misses_in_a_row: int) -> date:
    """Walk back from the newest closed period for as long as the number would have slipped."""
    first = len(closed)
    earliest = max(len(closed) - LONGEST_LOOK, 0)
    while first - 1 > earliest:
        before = telling(reversed(closed[: first - 1]), misses_in_a_row)
        if not _reasons(measurable, before, misses_in_a_row):
            break
        first -= 1
    return closed[first - 1].days.last + timedelta(days=1)


def _reasons(
    measurable: Measurable, closed: Sequence[PeriodView], misses_in_a_row: int
) -> tuple[Attention, ...]:
    found = attention(measurable, closed, (), misses_in_a_row, ended=False)
    return tuple(each for each in found if each.kind in _OF_THE_WORK)
