"""What becomes of the numbers that a source gives: taken, there already, kept out, or left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from opsctl.analysis.scorecard.measurable import life_of
from opsctl.analysis.scorecard.written import Written, where_written, why_not_typed
from opsctl.analysis.scorecard_sheet.amounts import readings_of
from opsctl.model.cadence import Cadence, Period, cadence_of, days_of, parse_period, period_of
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.unit import Unit, UnitKind
from opsctl.text.suggestion import in_backticks

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.readings import Readings
    from opsctl.model.period import Calendar
    from opsctl.model.pulled import PulledRow

_EXPONENT = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]+")


class Fate(Enum):
    """What becomes of one number."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()
    KEPT = auto()
    DOUBLE = auto()
    OPEN = auto()
    OUTSIDE = auto()


TAKEN = (Fate.NEW, Fate.CHANGED)


@dataclass(frozen=True, slots=True)
class PulledNumber:
    """One number of a source, what stands in files for its period, and what becomes of it.

    Kept is what was typed by hand and differs; double what stands in several places; open a
    period that is not over; outside one that the measurable does not live in.
    """

    period: Period
    entry: ValueEntry
    there: Written | None
    fate: Fate


@dataclass(frozen=True, slots=True)
class Pulling:
    """What a source gave for one measurable; `problems` say what of it cannot be read."""

    measurable: Measurable
    source: str
    numbers: tuple[PulledNumber, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """How numbers are taken: from which day on, and over those that were typed by hand or not."""

    source: str
    since: date | None = None
    replace: bool = False


def plan_pull(
    measurable: Measurable, rows: Iterable[PulledRow], readings: Readings, wanted: Wanted
) -> Pulling:
    """Decide about every number of a source, the oldest period first."""
    calendar = readings.workspace.calendar
    given: dict[Period, PulledRow] = {}
    problems: list[str] = []
    for row in rows:
        try:
            period = _period(measurable, row.period, calendar)
            _hold_to_digits(row.value, measurable.unit)
        except Unreadable as error:
            hint = f" ({error.hint})" if error.hint else ""
            problems.append(f"{row.place}: {error.message}{hint}")
            continue
        if period in given:
            problems.append(f"{row.place}: {period} stands in {given[period].place} already")
        given.setdefault(period, row)
    numbers = tuple(_decided(measurable, given, readings, wanted))
    return Pulling(measurable, wanted.source, numbers, tuple(problems))


def _decided(
    measurable: Measurable, given: dict[Period, PulledRow], readings: Readings, wanted: Wanted
) -> Iterator[PulledNumber]:
    calendar = readings.workspace.calendar
    life = life_of(measurable, readings)
    for period in sorted(given, key=str):
        days = days_of(period, calendar)
        if wanted.since is not None and days.last < wanted.since:
            continue
        entry = ValueEntry(given[period].value, from_=wanted.source, on=readings.as_of)
        if days.last >= readings.as_of:
            yield PulledNumber(period, entry, None, Fate.OPEN)
        elif why_not_typed(measurable, period, readings, life):
            yield PulledNumber(period, entry, None, Fate.OUTSIDE)
        else:
            places = where_written(measurable, period, readings.workspace)
            yield _beside(measurable, period, entry, places, replace=wanted.replace)


def _beside(
    measurable: Measurable,
    period: Period,
    entry: ValueEntry,
    places: tuple[Written, ...],
    *,
    replace: bool,
) -> PulledNumber:
    """Decide about the number of a closed period by what stands there."""
    if not places:
        return PulledNumber(period, entry, None, Fate.NEW)
    there = places[0]
    kept = ValueEntry(entry.value, note=there.entry.note, from_=entry.from_, on=entry.on)
    if all(_says(measurable, each.entry, entry) for each in places):
        return PulledNumber(period, kept, there, Fate.SAME)
    if len(places) > 1:
        return PulledNumber(period, kept, there, Fate.DOUBLE)
    pulled_before = there.entry.from_ is not None
    return PulledNumber(
        period, kept, there, Fate.CHANGED if pulled_before or replace else Fate.KEPT
    )


def _says(measurable: Measurable, there: ValueEntry, given: ValueEntry) -> bool:
    if there.value is None or given.value is None:
        return False
    try:
        return measurable.unit.read(there.value) == measurable.unit.read(given.value)
    except Unreadable:
        return False


def _hold_to_digits(value: Scalar, unit: Unit) -> None:
    """Make sure that a value is one of a unit, with all of its digits.

    Raises:
        Unreadable: it is none, it can be two, or it was rounded.
    """
    if unit.kind in (UnitKind.NUMBER, UnitKind.PERCENT, UnitKind.CURRENCY):
        if _EXPONENT.fullmatch(value.text):
            hint = "give it with all of its digits"
            raise Unreadable(f"{value.shown} is a rounded number", hint)
        readings = readings_of(value.text)
        if "," in value.text and len(readings) > 1:
            one, other = readings
            message = f"{value.shown} can be {one} or {other}"
            raise Unreadable(message, f"write {one} or {other}, without a comma")
    unit.read(value)


def _period(measurable: Measurable, text: str, calendar: Calendar) -> Period:
    """Read a period, or the first day of one.

    Raises:
        Unreadable: it is neither, or of another length.
    """
    period, cadence = parse_period(text), measurable.cadence
    if period is None:
        raise Unreadable(f"{in_backticks(text)} is not a period", "write it as 2026-W46")
    if cadence_of(period) is cadence:
        return period
    holder = period_of(days_of(period, calendar).first, cadence, calendar)
    begins = cadence_of(period) is Cadence.DAY and days_of(holder, calendar).first == period
    if begins:
        return holder
    hint = f"write {holder}" if cadence_of(period) is Cadence.DAY else None
    raise Unreadable(f"`{period}` is neither a {cadence} nor the first day of one", hint)
