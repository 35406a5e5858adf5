"""Where a number stands in files, and which numbers ought to stand somewhere and do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.attention import WINDOW
from opsctl.analysis.scorecard.measurable import Life, life_of, said_beginning
from opsctl.analysis.scorecard.readings import Readings, period_reported
from opsctl.model.cadence import (
    Period,
    days_of,
    is_after,
    last_closed,
    period_of,
    periods_back,
    periods_between,
)
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry

if TYPE_CHECKING:
    from opsctl.model.checkin import Checkin
    from opsctl.model.workspace import Workspace
    from opsctl.text.span import Location


@dataclass(frozen=True, slots=True)
class Written:
    """One place where a number stands: the record of its measurable, or a check-in.

    `key` is what it stands under there: a period, or the measurable as the check-in names it.
    """

    record: Measurable | Checkin
    key: str
    entry: ValueEntry

    @property
    def path(self) -> str:
        """The file that it stands in."""
        return self.record.origin.path

    @property
    def place(self) -> Location:
        """Where the number stands in that file."""
        return self.record.origin.value("values", self.key, "value")

    @property
    def where(self) -> str:
        """That place as the file and the line."""
        return f"{self.path}:{self.place.span.line}"


@dataclass(frozen=True, slots=True)
class Lacking:
    """A measurable, and the periods that it lacks a number for, the oldest first."""

    measurable: Measurable
    periods: tuple[Period, ...]


def where_written(
    measurable: Measurable, period: Period, workspace: Workspace
) -> tuple[Written, ...]:
    """List every place where the number of a period stands, the measurable's own record first."""
    key = str(period)
    found = [Written(measurable, key, measurable.values[key])] if key in measurable.values else []
    for checkin, name in workspace.reported.get(measurable.ref, ()):
        if period_reported(measurable, checkin, workspace) == period:
            found.append(Written(checkin, name, checkin.values[name]))
    return tuple(found)


def typed_over(entry: ValueEntry, before: ValueEntry | None) -> ValueEntry:
    """Give what is to stand after somebody typed: a note stays where no new one is given.

    Where a number was pulled from is not said of one that was typed over it.
    """
    if before is None:
        return entry
    note = entry.note or before.note
    same = (entry.value, entry.na) == (before.value, before.na)
    came_from, on = (before.from_, before.on) if same else (entry.from_, entry.on)
    return ValueEntry(entry.value, entry.na, note, came_from, on)


def says_the_same(measurable: Measurable, one: ValueEntry, other: ValueEntry) -> bool:
    """Tell whether two entries have the same number, however it is written, or the same reason."""
    return (number_in(measurable, one), one.na) == (number_in(measurable, other), other.na)


def number_in(measurable: Measurable, entry: ValueEntry) -> Decimal | None:
    """Read the number of an entry; none where it has none, or one that cannot be read."""
    try:
        return None if entry.value is None else measurable.unit.read(entry.value)
    except Unreadable:
        return None


def why_not_typed(
    measurable: Measurable, period: Period, readings: Readings, life: Life | None = None
) -> str | None:
    """Say why no number of a period of the measurable's cadence can be typed, if none can.

    Who asks for many periods gives the `life_of` the measurable along.
    """
    calendar = readings.workspace.calendar
    first = days_of(period, calendar).first
    if first > readings.as_of:
        return f"{period} is still to come: it begins on {first}"
    begins = said_beginning(measurable, calendar)
    if begins is not None and is_after(begins, period):
        return f"{period} lies before it began (`since: {measurable.since}`)"
    last = (life or life_of(measurable, readings)).last
    if last is not None and is_after(period, last):
        return f"{period} lies behind its end (`archived: {measurable.archived}`)"
    return None


def missing_periods(
    measurable: Measurable, readings: Readings, since: Period | None = None
) -> tuple[Period, ...]:
    """List the closed periods of a life that have neither a number nor a reason, oldest first.

    Looked at are the last 13 closed, or all from the day on which `since` begins. A number that
    nothing has begun yet lacks its newest closed period.
    """
    calendar = readings.workspace.calendar
    newest = last_closed(readings.as_of, measurable.cadence, calendar)
    life = life_of(measurable, readings)
    asked: Iterable[Period] = periods_back(newest, WINDOW)
    if since is not None:
        start = period_of(days_of(since, calendar).first, measurable.cadence, calendar)
        asked = periods_between(start, newest)
    if life.first is None:
        ended = life.last is not None and is_after(newest, life.last)
        return () if ended or newest not in tuple(asked) else (newest,)
    lacking = (each for each in asked if life.holds(each))
    return tuple(each for each in lacking if _is_missing(measurable, each, readings))


def _is_missing(measurable: Measurable, period: Period, readings: Readings) -> bool:
    reading = readings.at(measurable, period)
    return reading.value is None and reading.na is None
