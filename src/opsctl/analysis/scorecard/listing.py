"""Which scorecards there are, and which numbers lie in them or are shown on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.goals import GoalInForce, goal_in_force
from opsctl.model.cadence import period_of
from opsctl.model.scorecard import Measurable, Scorecard

if TYPE_CHECKING:
    from opsctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """A number of a scorecard, and its goal in the period that holds the day asked about.

    `is_shown` is false of one that lies in the scorecard's folder and is left out of `show`.
    """

    measurable: Measurable
    goal: GoalInForce | None
    is_shown: bool
    is_archived: bool


@dataclass(frozen=True, slots=True)
class ListedScorecard:
    """A scorecard with its numbers, in its order; those that it does not show come last."""

    scorecard: Scorecard
    numbers: tuple[ListedNumber, ...]


def list_scorecards(
    workspace: Workspace,
    scorecards: Iterable[Scorecard],
    as_of: date,
    wanted: Callable[[Measurable], bool] = lambda measurable: True,
) -> tuple[ListedScorecard, ...]:
    """List scorecards with the numbers that are wanted, archived ones included."""
    return tuple(
        ListedScorecard(card, tuple(_numbers(workspace, card, as_of, wanted)))
        for card in scorecards
    )


def _numbers(
    workspace: Workspace, card: Scorecard, as_of: date, wanted: Callable[[Measurable], bool]
) -> Iterator[ListedNumber]:
    shown = [each for each in workspace.shown_on(card) if isinstance(each, Measurable)]
    refs = {each.ref for each in shown}
    own = [each for each in workspace.measurables if each.scorecard == card.id]
    for measurable in (*shown, *(each for each in own if each.ref not in refs)):
        if wanted(measurable):
            period = period_of(as_of, measurable.cadence, workspace.calendar)
            yield ListedNumber(
                measurable=measurable,
                goal=goal_in_force(measurable, period, as_of),
                is_shown=measurable.ref in refs,
                is_archived=bool(measurable.archived and measurable.archived <= as_of),
            )
