"""What is known of a number, period by period: typed in its record or a check-in, or computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from opsctl.analysis.formula.evaluate import Outcome
from opsctl.analysis.scorecard.computed import Computed
from opsctl.model.cadence import Cadence, Period, cadence_of, days_of, last_ended_by, parse_period
from opsctl.model.scalar import Unreadable

if TYPE_CHECKING:
    from opsctl.model.checkin import Checkin
    from opsctl.model.scorecard import Measurable, MeasurableRef, ValueEntry
    from opsctl.model.unit import Value
    from opsctl.model.workspace import Workspace
    from opsctl.text.span import Location


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands for one period: a value, or why there is none.

    `na` is the reason why the number does not apply, `problem` why it cannot be read or computed.
    `by` and `said` are who gave it in a check-in and when; `from_` and `on` where a pulled number
    came from and when.
    """

    value: Value | None = None
    na: str | None = None
    note: str | None = None
    problem: str | None = None
    place: Location | None = None
    by: str | None = None
    said: date | None = None
    from_: str | None = None
    on: date | None = None


NOTHING = Reading()

_Report = tuple["Checkin", str]
"""A check-in, and the name that it calls a number by."""


class Readings:
    """All numbers of a workspace as of a day; what is dated later is not seen.

    A typed number is read when it is asked for: most questions are about a few of many periods.
    """

    def __init__(self, workspace: Workspace, as_of: date) -> None:
        self.workspace = workspace
        self.as_of = as_of
        self._reports: dict[MeasurableRef, Mapping[str, _Report]] = {}
        self.computed = Computed(workspace, self._outcomes)

    def at(self, measurable: Measurable, period: Period) -> Reading:
        """Give what stands for a period of the measurable's own cadence.

        Of one with a formula that is what the formula gives, whatever was typed.
        """
        if measurable.formula is None:
            return self._typed_for(measurable, period) or NOTHING
        if days_of(period, self.workspace.calendar).first > self.as_of:
            return NOTHING
        outcome = self.computed.at(measurable, period)
        place = measurable.origin.value("formula")
        return Reading(value=outcome.value, problem=outcome.reason, place=place)

    def first(self, measurable: Measurable) -> Period | None:
        """Name the first period that anything stands for, or in which the formula has a value."""
        if measurable.formula is not None:
            return self.computed.first(measurable)
        periods = (period_for(measurable, key) for key in sorted(self._keys(measurable)))
        return next((each for each in periods if each and self._typed_for(measurable, each)), None)

    def why_not(self, measurable: Measurable) -> str | None:
        """Say why a formula gives no number in any period; none where it can, or there is none."""
        return self.computed.why_not(measurable) if measurable.formula is not None else None

    def typed(self, measurable: Measurable) -> Mapping[Period, Reading]:
        """Give what was typed, by period, those that check-ins name first."""
        periods = (period_for(measurable, key) for key in self._keys(measurable))
        found = ((each, self._typed_for(measurable, each)) for each in periods if each is not None)
        return {period: reading for period, reading in found if reading is not None}

    def _outcomes(self, measurable: Measurable) -> Mapping[Period, Outcome]:
        """Give what formulas take of a typed number."""
        typed = self.typed(measurable)
        return {period: _outcome(reading, period) for period, reading in typed.items()}

    def _keys(self, measurable: Measurable) -> Mapping[str, None]:
        """List what names a period with a number, once each, also what cannot be seen or read."""
        return dict.fromkeys((*self._reported(measurable), *measurable.values))

    def _typed_for(self, measurable: Measurable, period: Period) -> Reading | None:
        """Read what was typed; the record's own goes before that of a check-in."""
        is_own = cadence_of(period) is measurable.cadence
        if not is_own or days_of(period, self.workspace.calendar).first > self.as_of:
            return None
        key = str(period)
        entry = measurable.values.get(key)
        if entry is not None and not (entry.on and entry.on > self.as_of):
            return _reading(measurable, entry, measurable.origin.value("values", key, "value"))
        report = self._reported(measurable).get(key)
        return None if report is None else _reported(measurable, *report)

    def _reported(self, measurable: Measurable) -> Mapping[str, _Report]:
        """Give what check-ins say, the owner's last, since what comes last stands."""
        ref = measurable.ref
        if ref not in self._reports:
            self._reports[ref] = {
                str(period): (checkin, name)
                for period, checkin, name in reports_of(measurable, self.workspace)
                if checkin.date <= self.as_of
            }
        return self._reports[ref]


def _outcome(reading: Reading, period: Period) -> Outcome:
    if reading.na is not None:
        return Outcome(None, f"is not applicable for {period}: {reading.na}")
    if reading.value is None:
        return Outcome(None, f"cannot be read for {period}: {reading.problem}")
    return Outcome(reading.value)


def period_for(measurable: Measurable, key: str) -> Period | None:
    """Read a key of the measurable's values or goals; none where it is not of its cadence."""
    period = parse_period(key)
    if period is None or cadence_of(period) is not measurable.cadence:
        return None
    return period


def reports_of(
    measurable: Measurable, workspace: Workspace
) -> Iterator[tuple[Period, Checkin, str]]:
    """Give each check-in with a number of a measurable, for which period, by the name in it.

    The owner's come last, since of one period what comes last stands.
    """
    people = workspace.people
    owner = people.current(measurable.owner)

    def weight(report: tuple[Checkin, str]) -> tuple[bool, date]:
        return people.current(report[0].person) == owner, report[0].date

    for checkin, name in sorted(workspace.reported.get(measurable.ref, ()), key=weight):
        period = period_reported(measurable, checkin, workspace)
        if period is not None:
            yield period, checkin, name


def said_of(measurable: Measurable, workspace: Workspace) -> Mapping[str, ValueEntry]:
    """Give what check-ins say of a number, by the names of its periods."""
    reports = reports_of(measurable, workspace)
    return {str(period): checkin.values[name] for period, checkin, name in reports}


def period_reported(
    measurable: Measurable, checkin: Checkin, workspace: Workspace
) -> Period | None:
    """Name the period that a check-in's number is for: the last that ended by the week's Sunday.

    None for a daily number, which stands in its record only.
    """
    if measurable.cadence is Cadence.DAY:
        return None
    sunday = checkin.week.monday + timedelta(days=6)
    return last_ended_by(sunday, measurable.cadence, workspace.calendar)


def _reported(measurable: Measurable, checkin: Checkin, name: str) -> Reading:
    place = checkin.origin.value("values", name, "value")
    return _reading(measurable, checkin.values[name], place, checkin)


def _reading(
    measurable: Measurable, entry: ValueEntry, place: Location, checkin: Checkin | None = None
) -> Reading:
    value, problem = None, None
    if entry.value is not None:
        try:
            value = measurable.unit.read(entry.value)
        except Unreadable as error:
            problem = error.message
    return Reading(
        value=value,
        na=entry.na,
        note=entry.note,
        problem=problem,
        place=place,
        by=checkin.person if checkin else None,
        said=checkin.date if checkin else None,
        from_=entry.from_,
        on=entry.on,
    )
