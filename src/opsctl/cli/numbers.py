"""Numbers on their way into files: each to the one place where it stands, or is to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from opsctl.analysis.scorecard.goals import goal_in_force, goals_of
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import Written, number_in, typed_over, where_written
from opsctl.cli.changing import changed_file, refuse_new_errors
from opsctl.cli.session import Session
from opsctl.editing.intent import Intent
from opsctl.editing.values import value_intents
from opsctl.editing.write import Write
from opsctl.model.cadence import Period, days_of, is_after
from opsctl.model.checkin import Checkin
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.workspace import Workspace
from opsctl.rendering.scorecard.typed import verdict_text
from opsctl.text.errors import UsageProblem

Holder = TypeVar("Holder", Measurable, Checkin)


@dataclass(frozen=True, slots=True)
class Number:
    """What is to stand for one period of a measurable, and where something stands already."""

    measurable: Measurable
    period: Period
    entry: ValueEntry
    there: Written | None = None


def written_once(measurable: Measurable, period: Period, workspace: Workspace) -> Written | None:
    """Give the one place where a number stands, if it stands anywhere.

    Raises:
        UsageProblem: it stands in several places, and to change one would make them disagree.
    """
    places = where_written(measurable, period, workspace)
    if len(places) > 1:
        listed = " and ".join(f"{each.path} ({each.key})" for each in places)
        raise UsageProblem(
            f"the number of {measurable.ref} for {period} stands in {len(places)} places: {listed}",
            "keep one of them and take out the others, then try again",
        )
    return places[0] if places else None


def typed_entry(entry: ValueEntry, there: Written | None) -> ValueEntry:
    """Give what is to stand after somebody typed over what stands somewhere, if it does."""
    return typed_over(entry, there.entry if there else None)


def says_something(measurable: Measurable, entry: ValueEntry) -> bool:
    """Tell whether an entry has a number that can be read, or a reason why there is none."""
    return entry.na is not None or number_in(measurable, entry) is not None


def judged(number: Number, readings: Readings) -> str | None:
    """Say how a number is judged by the goal of its period; none where there is no number."""
    measurable, period = number.measurable, number.period
    if number.entry.value is None:
        return None
    if days_of(period, readings.workspace.calendar).last >= readings.as_of:
        return f"{period} is still open, and judged when it is over"
    goal = goal_in_force(measurable, period, readings.as_of)
    goals = goals_of(measurable, readings.as_of)
    later = next((each for each in goals if each.since and is_after(each.since, period)), None)
    value = measurable.unit.read(number.entry.value)
    return verdict_text(value, goal, measurable.unit, later)


def planned_numbers(
    session: Session, workspace: Workspace, numbers: Sequence[Number], as_of: date
) -> list[Write]:
    """Plan and verify the change of every file that the numbers go to, each file once.

    Raises:
        UsageProblem: the changes together would break a rule that held before.
    """
    measurables: dict[str, tuple[Measurable, list[Intent]]] = {}
    checkins: dict[str, tuple[Checkin, list[Intent]]] = {}
    for number in numbers:
        if number.there is not None and isinstance(number.there.record, Checkin):
            _note(checkins, number.there.record, number.there.key, number)
        else:
            _note(measurables, number.measurable, str(number.period), number)
    writes = [changed_file(session, *each) for each in measurables.values()]
    writes += [changed_file(session, *each) for each in checkins.values()]
    if writes:
        refuse_new_errors(session, workspace, writes, as_of)
    return writes


def _note(
    files: dict[str, tuple[Holder, list[Intent]]], record: Holder, key: str, number: Number
) -> None:
    before = number.there.entry if number.there else None
    _, intents = files.setdefault(record.origin.path, (record, []))
    intents += value_intents(record.origin, key, number.entry, before)
