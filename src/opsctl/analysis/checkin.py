"""What somebody has to say about a week, and who has said it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from opsctl.analysis.scorecard.goals import GoalInForce, goal_in_force
from opsctl.analysis.scorecard.measurable import life_of
from opsctl.analysis.scorecard.readings import NOTHING, Reading, Readings
from opsctl.analysis.scorecard.verdict import Verdict, verdict_of
from opsctl.model.cadence import (
    Cadence,
    Period,
    days_of,
    is_after,
    last_ended_by,
    periods_back,
    preceding,
)
from opsctl.model.checkin import Checkin, names_of_rocks
from opsctl.model.period import Days, Week
from opsctl.model.rock import LogEntry, Rock, RockRef
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace

_LOOK_BACK = 26
"""How many periods to look back for the number before."""


@dataclass(frozen=True, slots=True)
class DueNumber:
    """A number that somebody owes for a week: its period, goal, and what stands for it already.

    `last` is the newest period before it that has a value; `is_open` is true while the period is
    not over.
    """

    measurable: Measurable
    period: Period
    goal: GoalInForce | None
    reading: Reading
    last: tuple[Period, Reading] | None
    is_open: bool = False

    @property
    def is_entered(self) -> bool:
        """Tell whether a number stands there, or the reason why there is none."""
        return self.reading != NOTHING

    @property
    def verdict(self) -> Verdict:
        """What is said of the number that stands there."""
        return verdict_of(self.reading, self.goal, lives=True, is_open=self.is_open)


@dataclass(frozen=True, slots=True)
class Agenda:
    """What a person has to say about a week, as of a day.

    `day` is the one on which it is said: that day, or an earlier one. `rocks` are the running ones
    of the week's quarter that the person owns, `numbers` those that the person owns or enters.
    `before` is what the person's check-in says already.
    """

    person: str
    week: Week
    as_of: date
    day: date
    rocks: tuple[Rock, ...]
    numbers: tuple[DueNumber, ...]
    before: Checkin | None

    @property
    def asked(self) -> tuple[DueNumber, ...]:
        """The numbers that stand nowhere yet, or in this check-in."""
        return tuple(
            each
            for each in self.numbers
            if not each.is_entered or _stands_in(self.before, each.reading)
        )


@dataclass(frozen=True, slots=True)
class PersonSpeaks:
    """Whether one person has spoken about a week, on that person's own day."""

    person: str
    day: date
    checkin: Checkin | None
    words_given: int
    words_expected: int
    numbers_entered: int
    numbers_due: int


@dataclass(frozen=True, slots=True)
class CheckinStatus:
    """Who has spoken about a week; those who have not come first, then by name."""

    week: Week
    days: Days
    people: tuple[PersonSpeaks, ...]

    @property
    def spoken(self) -> int:
        """How many have."""
        return sum(each.checkin is not None for each in self.people)


def agenda_of(
    workspace: Workspace, person: str, week: Week, as_of: date, day: date | None = None
) -> Agenda:
    """Collect what a person has to say about a week as of a day; it is said then, or on `day`."""
    readings = Readings(workspace, as_of)
    before = checkin_of(workspace, person, week)
    numbers = (_due(each, week, before, readings) for each in _numbers_of(workspace, person))
    return Agenda(
        person=person,
        week=week,
        as_of=as_of,
        day=day or as_of,
        rocks=tuple(_running_rocks(workspace, person, week, as_of)),
        numbers=tuple(each for each in numbers if each is not None),
        before=before,
    )


def checkin_status(
    workspace: Workspace, week: Week, day_of: Callable[[str], date]
) -> CheckinStatus:
    """Tell who has spoken about a week; `day_of` gives the day that it is for a person."""
    current = workspace.people.current
    names = {current(rock.owner) for rock in workspace.rocks}
    names |= {
        current(name)
        for each in workspace.measurables
        for name in (each.owner, each.entered_by)
        if name is not None
    }
    names |= {current(each.person) for each in workspace.checkins if each.week == week}
    people = (_speaks(workspace, name, week, day_of(name)) for name in sorted(names))
    shown = [each for each in people if each.checkin or each.words_expected or each.numbers_due]
    ordered = sorted(shown, key=lambda each: each.checkin is not None)
    return CheckinStatus(week, _days(week), tuple(ordered))


def checkin_of(workspace: Workspace, person: str, week: Week) -> Checkin | None:
    """Find what a person says about a week."""
    current = workspace.people.current
    return next(
        (
            each
            for each in workspace.checkins
            if each.week == week and current(each.person) == current(person)
        ),
        None,
    )


def checkin_with(workspace: Workspace, rock: Rock, entry: LogEntry) -> tuple[Checkin, str] | None:
    """Find the check-in in which a person spoke of a Rock on the day of an entry already.

    It comes with the Rock's name there. None where the Rock's own log says more: it stands there.
    """
    same = [each for each in rock.log if (each.date, each.by) == (entry.date, entry.by)]
    in_log = (entry.say is not None and any(each.say for each in same)) or (
        entry.now is not None and any(each.now is not None for each in same)
    )
    only_note = entry.say is None and entry.now is None
    for checkin in reversed(workspace.checkins):
        if (checkin.date, checkin.person) != (entry.date, entry.by):
            continue
        name = names_of_rocks(checkin, workspace.calendar).get(rock.ref)
        if name is None:
            continue
        takes_note = not only_note or checkin.rocks[name].note is None
        return None if in_log or not takes_note else (checkin, name)
    return None


def _speaks(workspace: Workspace, person: str, week: Week, day: date) -> PersonSpeaks:
    agenda = agenda_of(workspace, person, week, day)
    checkin = agenda.before if agenda.before and agenda.before.date <= day else None
    words = _words_in(checkin, workspace) if checkin else frozenset()
    given = [each for each in agenda.rocks if each.ref in words or _said(each, agenda)]
    return PersonSpeaks(
        person=person,
        day=day,
        checkin=checkin,
        words_given=len(given),
        words_expected=len(agenda.rocks),
        numbers_entered=sum(each.is_entered for each in agenda.numbers),
        numbers_due=len(agenda.numbers),
    )


def _words_in(checkin: Checkin, workspace: Workspace) -> frozenset[RockRef]:
    names = names_of_rocks(checkin, workspace.calendar).items()
    return frozenset(ref for ref, name in names if checkin.rocks[name].say is not None)


def _said(rock: Rock, agenda: Agenda) -> bool:
    """Tell whether a Rock's own log has a word of the week after, when the week is spoken of."""
    sunday = _days(agenda.week).last
    until = min(agenda.as_of, sunday + timedelta(days=7))
    return any(entry.say and sunday < entry.date <= until for entry in rock.log)


def _running_rocks(workspace: Workspace, person: str, week: Week, as_of: date) -> Iterator[Rock]:
    current = workspace.people.current
    for rock in workspace.rocks_of(workspace.calendar.quarter_of(week.thursday)):
        if current(rock.owner) == current(person) and rock.status_on(as_of) is None:
            yield rock


def _numbers_of(workspace: Workspace, person: str) -> Iterator[Measurable]:
    """Give the numbers that a person types, in the order of scorecards.

    Those that are computed and daily ones are left out.
    """
    current = workspace.people.current
    shown = (each for card in workspace.scorecards for each in workspace.shown_on(card))
    ordered = [each for each in shown if isinstance(each, Measurable)]
    for each in {each.ref: each for each in (*ordered, *workspace.measurables)}.values():
        typed_by = [current(name) for name in (each.owner, each.entered_by) if name]
        is_typed = each.formula is None and each.cadence is not Cadence.DAY
        if is_typed and current(person) in typed_by:
            yield each


def _due(
    measurable: Measurable, week: Week, before: Checkin | None, readings: Readings
) -> DueNumber | None:
    """Give the number for a week, unless its period is none of its life, or was settled earlier.

    A month or quarter that ended in an earlier week is asked for only while its number is missing.
    """
    calendar = readings.workspace.calendar
    period = last_ended_by(_days(week).last, measurable.cadence, calendar)
    life = life_of(measurable, readings)
    began = life.first is None or not is_after(life.first, period)
    if not began or (life.last is not None and is_after(period, life.last)):
        return None
    reading = readings.at(measurable, period)
    settled = reading != NOTHING and not _stands_in(before, reading)
    if settled and days_of(period, calendar).last not in _days(week):
        return None
    earlier = periods_back(preceding(period), _LOOK_BACK)
    known = ((each, readings.at(measurable, each)) for each in reversed(earlier))
    return DueNumber(
        measurable=measurable,
        period=period,
        goal=goal_in_force(measurable, period, readings.as_of),
        reading=reading,
        last=next((pair for pair in known if pair[1].value is not None), None),
        is_open=days_of(period, calendar).last >= readings.as_of,
    )


def _stands_in(checkin: Checkin | None, reading: Reading) -> bool:
    place = reading.place
    return checkin is not None and place is not None and place.path == checkin.origin.path


def _days(week: Week) -> Days:
    return Days(week.monday, week.monday + timedelta(days=6))
