"""A scorecard as of a day, and what needs attention on all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.attention import WINDOW, AttentionKind
from opsctl.analysis.scorecard.measurable import MeasurableView, view_measurable

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.model.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """A scorecard as of a day: its lines in order, a text being a divider."""

    scorecard: Scorecard
    as_of: date
    lines: tuple[MeasurableView | str, ...]

    @property
    def measurables(self) -> tuple[MeasurableView, ...]:
        """Its numbers, without the dividers."""
        return tuple(line for line in self.lines if isinstance(line, MeasurableView))


def view_scorecard(scorecard: Scorecard, readings: Readings, count: int = WINDOW) -> ScorecardView:
    """Compute everything about one scorecard; of each number, `count` closed periods are shown.

    Numbers that were archived before the periods shown are left out.
    """
    lines: list[MeasurableView | str] = []
    for line in readings.workspace.shown_on(scorecard):
        if isinstance(line, str):
            lines.append(line)
            continue
        view = view_measurable(line, readings, count)
        if not view.ended or any(view.life.holds(each.period) for each in view.shown):
            lines.append(view)
    return ScorecardView(scorecard, readings.as_of, tuple(lines))


def by_urgency(views: Iterable[MeasurableView]) -> tuple[MeasurableView, ...]:
    """Order the numbers that need attention, the worst first; the others are left out.

    First by the most urgent kind of reason, then by the length of the row of misses, then by name.
    """
    kinds = list(AttentionKind)

    def order(view: MeasurableView) -> tuple[int, int, str]:
        length = view.streak.length if view.streak else 0
        return kinds.index(view.attention[0].kind), -length, str(view.measurable.ref)

    return tuple(sorted((view for view in views if view.attention), key=order))
