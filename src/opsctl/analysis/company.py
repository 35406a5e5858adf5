"""The company as of a day: what needs attention, and which goals the quarter's Rocks move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opsctl.analysis.rock import QuarterView, RockView
from opsctl.analysis.standing import Standing
from opsctl.model.vision import Goal
from opsctl.model.workspace import Workspace

_NEEDS_ATTENTION = (Standing.IN_DANGER, Standing.OFF_TRACK)


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal of the year, and how the Rocks stand that support it."""

    goal: Goal
    standings: Mapping[Standing, int]


@dataclass(frozen=True, slots=True)
class CompanyView:
    """What one screen says of the whole company."""

    quarter: QuarterView
    attention: tuple[RockView, ...]
    needs_word: tuple[RockView, ...]
    goals: tuple[GoalView, ...]


def view_company(workspace: Workspace, quarter: QuarterView) -> CompanyView:
    """Choose from a quarter what the whole company should see."""
    attention = tuple(each for each in quarter.rocks if each.standing in _NEEDS_ATTENTION)
    return CompanyView(
        quarter=quarter,
        attention=attention,
        needs_word=tuple(
            each for each in quarter.rocks if each.judgement.needs_update and each not in attention
        ),
        goals=_goals(workspace, quarter.rocks),
    )


def _goals(workspace: Workspace, rocks: Sequence[RockView]) -> tuple[GoalView, ...]:
    counts: dict[str, Counter[Standing]] = {}
    for view in rocks:
        if view.rock.supports is not None:
            goal = workspace.goals.current(view.rock.supports)
            counts.setdefault(goal, Counter())[view.standing] += 1
    return tuple(
        GoalView(goal, counts.get(goal.id, Counter())) for goal in workspace.goals.records.values()
    )
