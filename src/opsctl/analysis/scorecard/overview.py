"""All scorecards at once: which numbers there are, which are there, what needs attention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.attention import AttentionKind
from opsctl.analysis.scorecard.measurable import MeasurableView, view_measurable
from opsctl.analysis.scorecard.scorecard import by_urgency
from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.model.scorecard import Measurable, MeasurableRef, Scorecard

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.model.unit import Value
    from opsctl.model.workspace import Workspace

_BY_MISSES = (AttentionKind.MISSES_IN_A_ROW, AttentionKind.MISSES_OFTEN)
_ENOUGH_FOR_A_BEST = 13


@dataclass(frozen=True, slots=True)
class Entered:
    """How many numbers are due for their newest closed period, and what came of them.

    N/a is not due; a number without a goal is due and neither hit nor miss.
    """

    due: int
    missing: int
    hits: int
    misses: int

    @property
    def entered(self) -> int:
        """How many of those due are there."""
        return self.due - self.missing


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The numbers of several scorecards as of a day, each once however often it is shown.

    `attention` are those that need it, the worst first.
    """

    as_of: date
    scorecards: tuple[Scorecard, ...]
    numbers: tuple[MeasurableView, ...]
    attention: tuple[MeasurableView, ...]
    entered: Entered

    @property
    def reds(self) -> tuple[MeasurableView, ...]:
        """Numbers that missed their newest closed period or several in a row, the worst first."""
        red = {each.measurable.ref: each for each in self.numbers if _is_red(each)}
        urgent = [each.measurable.ref for each in self.attention if each.measurable.ref in red]
        return tuple(red[ref] for ref in dict.fromkeys([*urgent, *red]))

    @property
    def missing(self) -> tuple[MeasurableView, ...]:
        """Numbers that are not there for their newest closed period."""
        return tuple(each for each in self.numbers if each.newest.verdict is Verdict.MISSING)

    @property
    def bests(self) -> tuple[MeasurableView, ...]:
        """Numbers whose newest closed period is the best of their life."""
        return tuple(each for each in self.numbers if is_best(each))


def view_overview(
    readings: Readings,
    scorecards: Iterable[Scorecard],
    wanted: Callable[[Measurable], bool] = lambda measurable: True,
) -> OverviewView:
    """Compute what needs attention on some scorecards.

    Numbers that have ended are left out, but for what is told of them for ever.
    """
    chosen = tuple(scorecards)
    shown = _shown(readings.workspace, chosen)
    views = [view_measurable(each, readings) for each in shown if wanted(each)]
    numbers = tuple(each for each in views if not each.ended)
    return OverviewView(
        as_of=readings.as_of,
        scorecards=chosen,
        numbers=numbers,
        attention=by_urgency(views),
        entered=entered(numbers),
    )


def scorecards_of(workspace: Workspace, teams: frozenset[str] | None) -> tuple[Scorecard, ...]:
    """Give the scorecards of some teams, of all where none are named."""
    return tuple(
        card
        for card in workspace.scorecards
        if teams is None or (card.team is not None and workspace.teams.current(card.team) in teams)
    )


def owned_by(workspace: Workspace, person: str | None) -> Callable[[Measurable], bool]:
    """Make the test of whether a number is a person's; of everybody's where none is named."""

    def wanted(measurable: Measurable) -> bool:
        return person is None or workspace.people.current(measurable.owner) == person

    return wanted


def entered(numbers: Iterable[MeasurableView]) -> Entered:
    """Count the verdicts of the newest closed periods."""
    verdicts = [each.newest.verdict for each in numbers if not each.ended]
    counts = {each: verdicts.count(each) for each in Verdict}
    due = (Verdict.HIT, Verdict.MISS, Verdict.MISSING, Verdict.NO_GOAL)
    return Entered(
        due=sum(counts[each] for each in due),
        missing=counts[Verdict.MISSING],
        hits=counts[Verdict.HIT],
        misses=counts[Verdict.MISS],
    )


def _is_red(view: MeasurableView) -> bool:
    in_a_row = any(each.kind is AttentionKind.MISSES_IN_A_ROW for each in view.attention)
    return in_a_row or view.newest.verdict is Verdict.MISS


def misses_matter(view: MeasurableView) -> bool:
    """Tell whether misses are why a number needs attention."""
    return any(each.kind in _BY_MISSES for each in view.attention)


def is_best(view: MeasurableView) -> bool:
    """Tell whether the newest closed number is better than all judged ones before it.

    At least 13 are judged, and the goal says which way is better. Equal is not better.
    """
    goal = view.newest.goal
    if not view.newest.is_judged or goal is None or judged(view) < _ENOUGH_FOR_A_BEST:
        return False
    better = goal.condition.better
    values = (_number(each.reading.value) for each in reversed(view.closed) if each.is_judged)
    newest, *before = values
    return bool(better) and all((newest - each) * better > 0 for each in before)


def judged(view: MeasurableView) -> int:
    """Count the periods of a number's life that were judged."""
    return sum(each.is_judged for each in view.closed)


def _number(value: Value | None) -> Fraction:
    return Fraction(value or 0)


def _shown(workspace: Workspace, scorecards: Iterable[Scorecard]) -> Iterator[Measurable]:
    seen: set[MeasurableRef] = set()
    for scorecard in scorecards:
        for line in workspace.shown_on(scorecard):
            if isinstance(line, Measurable) and line.ref not in seen:
                seen.add(line.ref)
                yield line
