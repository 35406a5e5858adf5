"""The plan of a quarter: how much, by whom, toward what, and what will make it hard to keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from opsctl.analysis.progress import is_measurable
from opsctl.model.period import Days, Quarter
from opsctl.model.rock import Rock, Status
from opsctl.model.settings import Bounds
from opsctl.model.vision import Goal
from opsctl.model.workspace import Workspace

LAST_DAYS = timedelta(days=14)
"""Due dates in this last part of a quarter leave no room for anything to slip."""


class Level(StrEnum):
    """How a count stands against the standard."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Load:
    """How many Rocks somebody takes on; no `owner` for the company's own, those without a team."""

    owner: str | None
    count: int
    level: Level


@dataclass(frozen=True, slots=True)
class QuarterPlan:
    """The Rocks of a quarter before it starts; dropped ones apart.

    `starting` are the planned ones. `areas` counts Rocks, the most frequent area first; none
    stands for Rocks without one. `due_late` are due in the quarter's last 14 days.
    """

    quarter: Quarter
    as_of: date
    days: Days
    rocks: tuple[Rock, ...]
    starting: tuple[Rock, ...]
    company: Load
    company_bounds: Bounds
    owners: tuple[Load, ...]
    owner_bounds: Bounds
    areas: tuple[tuple[str | None, int], ...]
    unsupported: tuple[Goal, ...]
    due_late: tuple[Rock, ...]
    unmeasured: tuple[Rock, ...]

    @property
    def late_from(self) -> date:
        """The first of the quarter's last 14 days."""
        return self.days.last - LAST_DAYS + timedelta(days=1)


def quarter_plan(workspace: Workspace, quarter: Quarter, as_of: date) -> QuarterPlan:
    """Compute what a company should see before it commits to a quarter's Rocks."""
    rocks = tuple(
        rock for rock in workspace.rocks_of(quarter) if rock.status_on(as_of) is not Status.DROPPED
    )
    standards = workspace.settings.standards
    days = workspace.calendar.days(quarter)
    of_company = sum(rock.team is None for rock in rocks)
    return QuarterPlan(
        quarter=quarter,
        as_of=as_of,
        days=days,
        rocks=rocks,
        starting=tuple(rock for rock in rocks if rock.status is Status.PLANNED),
        company=_load(None, of_company, standards.rocks_per_company),
        company_bounds=standards.rocks_per_company,
        owners=_owners(rocks, workspace),
        owner_bounds=standards.rocks_per_owner,
        areas=_areas(rocks),
        unsupported=_unsupported(rocks, workspace),
        due_late=tuple(
            rock for rock in rocks if rock.due_day(workspace.calendar) > days.last - LAST_DAYS
        ),
        unmeasured=tuple(rock for rock in rocks if not is_measurable(rock)),
    )


def _owners(rocks: Iterable[Rock], workspace: Workspace) -> tuple[Load, ...]:
    """Count Rocks by owner, whoever has the most first."""
    bounds = workspace.settings.standards.rocks_per_owner
    counts = Counter(workspace.people.current(rock.owner) for rock in rocks)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(_load(owner, count, bounds) for owner, count in ordered)


def _load(owner: str | None, count: int, bounds: Bounds) -> Load:
    if count in bounds:
        return Load(owner, count, Level.WITHIN)
    return Load(owner, count, Level.ABOVE if count > bounds.max else Level.BELOW)


def _areas(rocks: Iterable[Rock]) -> tuple[tuple[str | None, int], ...]:
    counts = Counter(rock.area for rock in rocks)
    return tuple(sorted(counts.items(), key=lambda each: (each[0] is None, -each[1], each[0])))


def _unsupported(rocks: Sequence[Rock], workspace: Workspace) -> tuple[Goal, ...]:
    goals = workspace.goals
    moved = {goals.current(rock.supports) for rock in rocks if rock.supports is not None}
    return tuple(goal for goal in goals.records.values() if goal.id not in moved)
