"""Periods of every length: days, weeks, months and quarters, and how they lie in each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from opsctl.model.period import FIRST_YEAR, LAST_YEAR, Calendar, Days, Quarter, Week

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DECEMBER = 12
_LONGEST_WALK = 100_000
"""More periods than any history has; a walk that would be longer is a defect."""


class Cadence(StrEnum):
    """How often a number is due, the shortest first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    @property
    def rank(self) -> int:
        """The place in the order of lengths, from 0."""
        return list(Cadence).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the calendar."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.number, 1)

    @property
    def next(self) -> Month:
        """The month after it."""
        last = self.number == _DECEMBER
        return Month(self.year + 1, 1) if last else Month(self.year, self.number + 1)

    @property
    def previous(self) -> Month:
        """The month before it."""
        first = self.number == 1
        return Month(self.year - 1, _DECEMBER) if first else Month(self.year, self.number - 1)

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"


Period = date | Week | Month | Quarter
"""One period of any cadence; its text is the key that stands in files, such as `2026-W46`."""


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period | None:
    """Read `2026-11-20`, `2026-W46`, `2026-11` or `2026-Q4`; none where it is no such period."""
    if not FIRST_YEAR < int(text[:4] if re.match(r"[0-9]{4}", text) else 0) < LAST_YEAR:
        return None
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if week := _WEEK.fullmatch(text):
            date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return Week(int(week[1]), int(week[2]))
        if month := _MONTH.fullmatch(text):
            return Month(date(int(month[1]), int(month[2]), 1).year, int(month[2]))
    except ValueError:
        return None
    return Quarter.parse(text)


_CADENCES = MappingProxyType(
    {date: Cadence.DAY, Week: Cadence.WEEK, Month: Cadence.MONTH, Quarter: Cadence.QUARTER}
)


def cadence_of(period: Period) -> Cadence:
    """Tell the length of a period."""
    return _CADENCES[type(period)]


def period_of(day: date, cadence: Cadence, calendar: Calendar) -> Period:
    """Name the period that holds a day."""
    if cadence is Cadence.WEEK:
        return Week.of(day)
    if cadence is Cadence.MONTH:
        return Month(day.year, day.month)
    return calendar.quarter_of(day) if cadence is Cadence.QUARTER else day


def days_of(period: Period, calendar: Calendar) -> Days:
    """Give the first and the last day of a period."""
    if isinstance(period, Week):
        monday = period.monday
        return Days(monday, monday + timedelta(days=6))
    if isinstance(period, Month):
        return Days(period.first, period.next.first - timedelta(days=1))
    return calendar.days(period) if isinstance(period, Quarter) else Days(period, period)


def following(period: Period) -> Period:
    """Give the period after one."""
    if isinstance(period, Week):
        return Week.of(period.monday + timedelta(days=7))
    return period.next if isinstance(period, Month | Quarter) else period + timedelta(days=1)


def preceding(period: Period) -> Period:
    """Give the period before one."""
    if isinstance(period, Week):
        return Week.of(period.monday - timedelta(days=7))
    if isinstance(period, Month):
        return period.previous
    return period.previous if isinstance(period, Quarter) else period - timedelta(days=1)


def last_closed(as_of: date, cadence: Cadence, calendar: Calendar) -> Period:
    """Name the newest period that was over before a day began."""
    return preceding(period_of(as_of, cadence, calendar))


def last_ended_by(day: date, cadence: Cadence, calendar: Calendar) -> Period:
    """Name the newest period whose last day is not after a day."""
    return last_closed(day + timedelta(days=1), cadence, calendar)


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """List the periods from one to another of the same cadence, both included."""
    period = first
    for _ in range(_LONGEST_WALK):
        if is_after(period, last):
            return
        yield period
        period = following(period)


def periods_back(last: Period, count: int) -> tuple[Period, ...]:
    """List the `count` periods that end with `last`, the oldest first."""

    def back() -> Iterator[Period]:
        period = last
        while True:
            yield period
            period = preceding(period)

    return tuple(reversed(list(islice(back(), count))))


def is_after(one: Period, other: Period) -> bool:
    """Tell whether a period comes after another of the same cadence."""
    assert type(one) is type(other), "periods of one cadence are compared"
    return one > other  # type: ignore[operator]  # both are of one type


def belongs_to(period: Period, cadence: Cadence, calendar: Calendar) -> Period:
    """Name the longer period that one counts in: a week's Thursday decides, a month's middle."""
    if isinstance(period, Week):
        return period_of(period.thursday, cadence, calendar)
    if isinstance(period, Month):
        return period_of(date(period.year, period.number, 15), cadence, calendar)
    return period_of(days_of(period, calendar).first, cadence, calendar)


def periods_within(period: Period, cadence: Cadence, calendar: Calendar) -> tuple[Period, ...]:
    """List the shorter periods that count in a longer one."""
    days = days_of(period, calendar)
    first = period_of(days.first - timedelta(days=7), cadence, calendar)
    last = period_of(days.last + timedelta(days=7), cadence, calendar)
    return tuple(
        each
        for each in periods_between(first, last)
        if belongs_to(each, cadence_of(period), calendar) == period
    )
