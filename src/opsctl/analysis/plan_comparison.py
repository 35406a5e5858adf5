"""Two plans of one quarter side by side: what changes in load and in coverage."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.analysis.quarter_plan import Load, QuarterPlan
from opsctl.model.vision import Goal


@dataclass(frozen=True, slots=True)
class LoadChange:
    """How many Rocks somebody takes on by each plan; no `owner` for the company's own."""

    owner: str | None
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """What the other plan (`there`) has otherwise than the one `here`; only what differs is listed.

    Rocks are named by id. Goals are those of the other plan's vision.
    """

    loads: tuple[LoadChange, ...]
    only_there: tuple[str, ...]
    only_here: tuple[str, ...]
    newly_supported: tuple[Goal, ...]
    no_longer_supported: tuple[Goal, ...]


def compare_plans(here: QuarterPlan, there: QuarterPlan) -> PlanComparison:
    """Compare two plans of the same quarter."""
    ids_here = {rock.id for rock in here.rocks}
    ids_there = {rock.id for rock in there.rocks}
    bare_here = {goal.id for goal in here.unsupported}
    bare_there = {goal.id for goal in there.unsupported}
    return PlanComparison(
        loads=_load_changes(here, there),
        only_there=tuple(sorted(ids_there - ids_here)),
        only_here=tuple(sorted(ids_here - ids_there)),
        newly_supported=tuple(goal for goal in here.unsupported if goal.id not in bare_there),
        no_longer_supported=tuple(goal for goal in there.unsupported if goal.id not in bare_here),
    )


def _load_changes(here: QuarterPlan, there: QuarterPlan) -> tuple[LoadChange, ...]:
    before, after = _counts(here), _counts(there)
    names = [None, *sorted({name for name in (*before, *after) if name is not None})]
    changes = (LoadChange(name, before.get(name, 0), after.get(name, 0)) for name in names)
    return tuple(each for each in changes if each.here != each.there)


def _counts(plan: QuarterPlan) -> dict[str | None, int]:
    loads: tuple[Load, ...] = (plan.company, *plan.owners)
    return {each.owner: each.count for each in loads}
