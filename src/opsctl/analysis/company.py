"""The company as of a day: what needs attention, and which goals the quarter's Rocks move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.rock import A_WEEK, QuarterView, RockView
from opsctl.analysis.scorecard.overview import OverviewView
from opsctl.analysis.standing import Standing
from opsctl.model.checkin import Checkin
from opsctl.model.vision import Goal
from opsctl.model.workspace import Workspace

_NEEDS_ATTENTION = (Standing.IN_DANGER, Standing.OFF_TRACK)


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal of the year, and how the Rocks stand that support it."""

    goal: Goal
    standings: Mapping[Standing, int]


@dataclass(frozen=True, slots=True)
class Said:
    """A win or a headline: what somebody said in a check-in, and when."""

    text: str
    by: str
    date: date


@dataclass(frozen=True, slots=True)
class CompanyView:
    """What one screen says of the whole company.

    `wins` and `headlines` are from check-ins of the last 7 days, the newest first.
    """

    quarter: QuarterView
    numbers: OverviewView
    wins: tuple[Said, ...]
    headlines: tuple[Said, ...]
    attention: tuple[RockView, ...]
    needs_word: tuple[RockView, ...]
    goals: tuple[GoalView, ...]


def view_company(
    workspace: Workspace,
    quarter: QuarterView,
    numbers: OverviewView,
    spoken_by: Callable[[str], bool] = lambda person: True,
) -> CompanyView:
    """Choose what the whole company should see: from a quarter, the numbers and check-ins.

    `spoken_by` tells whose check-ins are wanted.
    """
    checkins = [each for each in _lately(workspace, quarter.as_of) if spoken_by(each.person)]
    attention = tuple(each for each in quarter.rocks if each.standing in _NEEDS_ATTENTION)
    return CompanyView(
        quarter=quarter,
        numbers=numbers,
        wins=tuple(_said(each, text) for each in checkins for text in each.wins),
        headlines=tuple(_said(each, text) for each in checkins for text in each.headlines),
        attention=attention,
        needs_word=tuple(
            each for each in quarter.rocks if each.judgement.needs_update and each not in attention
        ),
        goals=_goals(workspace, quarter.rocks),
    )


def _lately(workspace: Workspace, as_of: date) -> Iterator[Checkin]:
    """Give the check-ins of the last 7 days, the newest first."""
    lately = [each for each in workspace.checkins if as_of - A_WEEK < each.date <= as_of]
    yield from sorted(lately, key=lambda each: each.date, reverse=True)


def _said(checkin: Checkin, text: str) -> Said:
    return Said(text, checkin.person, checkin.date)


def _goals(workspace: Workspace, rocks: Sequence[RockView]) -> tuple[GoalView, ...]:
    counts: dict[str, Counter[Standing]] = {}
    for view in rocks:
        if view.rock.supports is not None:
            goal = workspace.goals.current(view.rock.supports)
            counts.setdefault(goal, Counter())[view.standing] += 1
    return tuple(
        GoalView(goal, counts.get(goal.id, Counter())) for goal in workspace.goals.records.values()
    )
