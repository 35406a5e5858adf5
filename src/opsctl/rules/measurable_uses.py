"""Where measurables are named, beside check-ins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.formula.check import check_formula
from opsctl.analysis.formula.problem import place_in_formula
from opsctl.model.rock import Rock, Status
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.shown import is_archived
from opsctl.text.span import Location


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a measurable, bare ids within `scorecard`.

    `role` says what the name is there. `is_live` is false where it is history: in a Rock that has
    ended, or in a measurable that is archived itself.
    """

    role: str
    name: str
    place: Location
    scorecard: str = ""
    is_live: bool = True


def measurable_uses(workspace: Workspace, as_of: date) -> Iterator[Use]:
    """Give every place that names a measurable: scorecards, formulas, roll-ups, vision, Rocks."""
    for card in workspace.scorecards:
        for index, line in enumerate(card.show or ()):
            if line.measurable is not None:
                place = card.origin.value("show", index, "measurable")
                yield Use("measurable", line.measurable, place, card.id)
    for each in workspace.measurables:
        if each.formula is not None:
            yield from _of_the_formula(each, workspace, not is_archived(each, as_of))
    yield from other_uses(workspace, as_of)


def other_uses(workspace: Workspace, as_of: date) -> Iterator[Use]:
    """Give the same without scorecards and formulas, whose names have rules of their own."""
    for each in workspace.measurables:
        if each.rollup is not None and each.rollup.by is not None:
            place = each.origin.value("rollup")
            is_live = not is_archived(each, as_of)
            yield Use("weight", each.rollup.by, place, each.scorecard, is_live)
    yield from _of_the_vision(workspace)
    for rock in workspace.rocks:
        if rock.outcome is not None and rock.outcome.measurable is not None:
            place = rock.origin.value("outcome", "measurable")
            is_live = _runs(rock, workspace, as_of)
            yield Use("measurable", rock.outcome.measurable, place, is_live=is_live)


def _of_the_formula(measurable: Measurable, workspace: Workspace, is_live: bool) -> Iterator[Use]:
    checked = check_formula(measurable, workspace)
    for use, other in checked.uses:
        place = place_in_formula(measurable, use.name.start, use.name.end)
        yield Use("input", checked.called(other), place, measurable.scorecard, is_live)


def _of_the_vision(workspace: Workspace) -> Iterator[Use]:
    for goal in workspace.goals.records.values():
        if goal.measurable is not None:
            yield Use("measurable", goal.measurable, goal.origin.value("measurable"))
    vision = workspace.vision
    if vision is not None and vision.critical_number is not None:
        place = vision.origin.value("critical_number")
        yield Use("critical number", vision.critical_number, place)


def _runs(rock: Rock, workspace: Workspace, as_of: date) -> bool:
    is_over = workspace.calendar.days(rock.quarter).last < as_of
    return not is_over and rock.status_on(as_of) in (None, Status.PLANNED)
