"""Weeks, quarters and the calendar that ties them to days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST_YEAR = 1900
LAST_YEAR = 2999
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
QUARTER_PATTERN = f"^{_QUARTER.pattern}$"
"""What the name of every quarter matches."""

_MONTHS_A_QUARTER = 3
_QUARTERS_A_YEAR = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a fiscal year, by name only: `2026-Q4`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter | None:
        """Read `2026-Q4`; none where the text is anything else."""
        match = _QUARTER.fullmatch(text)
        if match is None or not FIRST_YEAR < int(match[1]) < LAST_YEAR:
            return None
        return cls(int(match[1]), int(match[2]))

    @property
    def next(self) -> Quarter:
        """The quarter after it."""
        last = self.number == _QUARTERS_A_YEAR
        return Quarter(self.year + 1, 1) if last else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        """The quarter before it."""
        first = self.number == 1
        return (
            Quarter(self.year - 1, _QUARTERS_A_YEAR)
            if first
            else Quarter(self.year, self.number - 1)
        )

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week: Monday first, and in the year that holds its Thursday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Name the week that holds a day."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def thursday(self) -> date:
        """The day that decides which month, quarter and year the week belongs to."""
        return date.fromisocalendar(self.year, self.number, 4)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A run of days, first and last included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days a quarter has: by the month a fiscal year starts in, or as listed.

    A fiscal year is named after the year it ends in.
    """

    first_month: int = 1
    listed: Mapping[Quarter, Days] = field(default_factory=dict)

    def days(self, quarter: Quarter) -> Days:
        """Give the days of a quarter; beside a listed one, up to where that starts or ends."""
        if quarter in self.listed:
            return self.listed[quarter]
        by_months = self._by_months(quarter)
        before, after = self.listed.get(quarter.previous), self.listed.get(quarter.next)
        first = before.last + timedelta(days=1) if before else by_months.first
        last = after.first - timedelta(days=1) if after else by_months.last
        return Days(first, last) if first <= last else by_months

    def _by_months(self, quarter: Quarter) -> Days:
        first = self._months_after_start(quarter.year, (quarter.number - 1) * _MONTHS_A_QUARTER)
        after = self._months_after_start(quarter.year, quarter.number * _MONTHS_A_QUARTER)
        return Days(first, after - timedelta(days=1))

    def quarter_of(self, day: date) -> Quarter:
        """Name the quarter that holds a day; a listed one comes before the months.

        A day between two listed quarters that do not meet is in the quarter of its month.
        """
        for quarter, days in self.listed.items():
            if day in days:
                return quarter
        months = day.year * 12 + day.month - 1 - self._offset
        quarter = Quarter(months // 12, months % 12 // _MONTHS_A_QUARTER + 1)
        if not self.listed:
            return quarter
        near = (quarter, quarter.previous, quarter.next)
        return next((each for each in near if day in self.days(each)), quarter)

    def weeks(self, quarter: Quarter) -> tuple[Week, ...]:
        """List the weeks whose Thursday falls into a quarter: mostly 12 to 14 of them."""
        days = self.days(quarter)
        return tuple(_weeks(days))

    def week_number(self, quarter: Quarter, day: date) -> int | None:
        """Count the week of a day within its quarter, from 1; none outside the quarter.

        The first and last days of a quarter may lie in a week that belongs to a neighbour: they
        count as the first and the last week.
        """
        days = self.days(quarter)
        weeks = self.weeks(quarter)
        if day not in days or not weeks:
            return None
        number = (Week.of(day).thursday - weeks[0].thursday).days // 7 + 1
        return min(max(number, 1), len(weeks))

    @property
    def _offset(self) -> int:
        """Months from January of the year that names the fiscal year to its start."""
        return 0 if self.first_month == 1 else self.first_month - 13

    def _months_after_start(self, year: int, months: int) -> date:
        count = year * 12 + self._offset + months
        return date(count // 12, count % 12 + 1, 1)


def _weeks(days: Days) -> Iterator[Week]:
    week = Week.of(days.first)
    while week.thursday <= days.last:
        if week.thursday >= days.first:
            yield week
        week = Week.of(week.thursday + timedelta(days=7))
