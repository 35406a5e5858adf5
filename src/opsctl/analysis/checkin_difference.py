"""What changes between two versions of a check-in: numbers, words, headlines and wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from opsctl.analysis.record_change import CheckinChangeKind as K
from opsctl.analysis.record_change import (
    NumberChangeKind,
    RecordChange,
    field_changes,
    line_of,
    list_changes,
    most_important_first,
    written,
)
from opsctl.analysis.scorecard.age import age_of
from opsctl.analysis.scorecard.value_difference import Spot, value_changes
from opsctl.analysis.word_difference import checkin_word_changes
from opsctl.model.cadence import Cadence, last_ended_by
from opsctl.model.checkin import Checkin
from opsctl.model.period import Calendar
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.unit import NUMBER, Unit
from opsctl.model.workspace import Workspace

HEADLINES = (K.HEADLINE_ADDED, K.HEADLINE_REMOVED, K.ORDER)
WINS = (K.WIN_ADDED, K.WIN_REMOVED, K.ORDER)
Measurables = Mapping[str, Measurable]
"""Numbers by the names that a check-in has for them; one that is unknown is left out."""


def checkin_difference(
    before: Checkin | None,
    after: Checkin | None,
    as_of: date,
    calendar: Calendar,
    known_before: Measurables,
    known_after: Measurables,
) -> tuple[RecordChange, ...]:
    """Compare two versions of a check-in: what happened to it, then numbers, words and the rest.

    One that was not there, or is no more, is none. `as_of` is the day of the newer version. Of a
    new check-in, numbers that are entered in time are not told one by one, nor are its words. A
    number that the record of its measurable gave before is not new. What is known are the numbers
    of each revision that either version names.
    """
    known = (known_before, known_after)
    numbers = _numbers(before, after, as_of, calendar, known)
    if before is None or after is None:
        told = [each for each in numbers if each.kind is not NumberChangeKind.VALUE_ENTERED]
        return (*_whole(before, after), *most_important_first(told))
    return (
        *_itself(before, after),
        *most_important_first(numbers),
        *most_important_first(checkin_word_changes(before.rocks, after)),
        *list_changes("headlines", HEADLINES, before, after),
        *list_changes("wins", WINS, before, after),
    )


def known_numbers(checkins: Iterable[Checkin | None], workspace: Workspace) -> Measurables:
    """Give the numbers of a workspace that versions of a check-in name, by the names in them."""
    names = {name for each in checkins if each is not None for name in each.values}
    found = ((name, workspace.find_measurable(name, "")) for name in names)
    return {name: each for name, each in found if each is not None}


def _period(checkin: Checkin, cadence: Cadence, calendar: Calendar) -> str:
    """Name the period that a number of a check-in is for: the last that ended by its Sunday."""
    sunday = checkin.week.monday + timedelta(days=6)
    return str(last_ended_by(sunday, cadence, calendar))


def _whole(before: Checkin | None, after: Checkin | None) -> Iterator[RecordChange]:
    if after is not None:
        line = line_of(after, "date")
        yield RecordChange(K.ADDED, "", None, written(after.date), line, about=str(after.week))
    elif before is not None:
        yield RecordChange(K.REMOVED, "", written(before.date), about=str(before.week))


def _itself(before: Checkin, after: Checkin) -> Iterator[RecordChange]:
    one, two = (f"{each.week}/{each.person}" for each in (before, after))
    if one != two:
        yield RecordChange(K.MOVED, "", one, two)
    yield from field_changes([(K.DATE, "date")], before, after)


def _numbers(
    before: Checkin | None,
    after: Checkin | None,
    as_of: date,
    calendar: Calendar,
    known: tuple[Measurables, Measurables],
) -> list[RecordChange]:
    found: list[RecordChange] = []
    for name in sorted({name for each in (before, after) if each for name in each.values}):
        was, now = (each.get(name) for each in known)
        measurable, checkin = now or was, after or before
        assert checkin is not None, "a name stands in one of the two"
        cadence = measurable.cadence if measurable else Cadence.WEEK
        period = _period(checkin, cadence, calendar)
        spot = Spot(
            field=f"values.{name}",
            line=line_of(after, "values", name) if after and name in after.values else None,
            period=period,
            age=age_of(period, as_of, calendar),
            units=(_unit(was or now), _unit(now or was)),
        )
        entries = (_entry(before, name, was, period), _entry(after, name, now, period))
        found += value_changes(*entries, spot)
    return found


def _unit(measurable: Measurable | None) -> Unit:
    return measurable.unit if measurable else NUMBER


def _entry(
    checkin: Checkin | None, name: str, measurable: Measurable | None, period: str
) -> ValueEntry | None:
    """Give what a check-in has of a number; where it has nothing, what the record has."""
    said = checkin.values.get(name) if checkin else None
    return said or (measurable.values.get(period) if measurable else None)
