"""How one value of a file is read: text until here, typed from here on.

A YAML scalar arrives as `Scalar`, its text as written. Every reader raises `Unreadable` where
the text is not of its kind, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from opsctl.model.cadence import parse_period
from opsctl.model.period import FIRST_YEAR, LAST_YEAR
from opsctl.text.suggestion import did_you_mean, in_backticks

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"[-+]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?")
_PERCENT = re.compile(r"([0-9]{1,3}(\.[0-9]{1,6})?) ?%")
_COUNT_OF = re.compile(r"([0-9]{1,3}) (day|week|month|year)s?")
_DIFFERENT_DATE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_SHORT_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ].*)?")
_TWELVE = 12
NO_NUMBER = "write digits only, with a point for decimals, as in 1250.5"
"""The hint where nothing tells which number was meant."""


class Unreadable(ValueError):
    """A value is not of the kind that its field takes."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value of a file as written, without its quotes; `plain` where it had none."""

    text: str
    plain: bool = True

    @property
    def shown(self) -> str:
        """The value as a message shows it."""
        return in_backticks(self.text)


def read_text(scalar: Scalar) -> str:
    """Read any text; one that is blank does not come here."""
    return scalar.text.strip()


def read_day(scalar: Scalar) -> date:
    """Read a day written as 2026-11-30."""
    match = _DATE.fullmatch(scalar.text)
    if match is None:
        raise Unreadable(f"{scalar.shown} is not a date", _date_hint(scalar.text))
    year, month, number = int(match[1]), int(match[2]), int(match[3])
    if not FIRST_YEAR < year < LAST_YEAR:
        hint = f"write a year from {FIRST_YEAR + 1} to {LAST_YEAR - 1}"
        raise Unreadable(f"{scalar.shown} is not in a year that opsctl counts in", hint)
    try:
        return date(year, month, number)
    except ValueError:
        message = f"{scalar.shown} is not a day of the calendar"
        raise Unreadable(message, _last_day_hint(year, month)) from None


def read_number(scalar: Scalar) -> Decimal:
    """Read a number, exactly as written: no thousands separator, no unit, no quotes."""
    text = scalar.text
    if _NUMBER.fullmatch(text) is None:
        raise Unreadable(f"{scalar.shown} is not a number", _number_hint(text))
    if not scalar.plain:
        raise Unreadable(
            f"{scalar.shown} is text, since it is in quotes", f"write {text} without the quotes"
        )
    return Decimal(text)


def read_positive(scalar: Scalar) -> Decimal:
    """Read a number above 0."""
    number = read_number(scalar)
    if number <= 0:
        raise Unreadable(f"{scalar.shown} is not above 0", "write a number above 0, such as 1")
    return number


def read_count(scalar: Scalar) -> int:
    """Read a whole number from 0."""
    if not scalar.plain or re.fullmatch(r"[0-9]{1,6}", scalar.text) is None:
        raise Unreadable(f"{scalar.shown} is not a count", "write a whole number, such as 3")
    return int(scalar.text)


def read_percent(scalar: Scalar) -> Decimal:
    """Read `80%` as 0.8; from 0 to 100 %."""
    match = _PERCENT.fullmatch(scalar.text)
    if match is None or Decimal(match[1]) > 100:
        raise Unreadable(
            f"{scalar.shown} is not a percentage from 0 to 100", _percent_hint(scalar.text)
        )
    return Decimal(match[1]) / 100


def read_days_count(scalar: Scalar) -> int:
    """Read `14 days` or `2 weeks` as a number of days."""
    match = _COUNT_OF.fullmatch(scalar.text)
    if match is None or match[2] not in ("day", "week"):
        raise Unreadable(f"{scalar.shown} is not a number of days", "write it as in: 14 days")
    return int(match[1]) * (7 if match[2] == "week" else 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """A length of time in whole calendar units."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Give the day that lies this much later; the month's last day where it is shorter."""
        count = day.year * 12 + day.month - 1 + self.months
        year, month = count // 12, count % 12 + 1
        following = date(year + month // 12, month % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        return date(year, month, min(day.day, last)) + timedelta(days=self.days)


def read_interval(scalar: Scalar) -> Interval:
    """Read `6 months`, `2 weeks`, `1 year` or `90 days`."""
    match = _COUNT_OF.fullmatch(scalar.text)
    if match is None or int(match[1]) == 0:
        raise Unreadable(f"{scalar.shown} is not a length of time", "write it as in: 6 months")
    count = int(match[1])
    if match[2] in ("day", "week"):
        return Interval(days=count * (7 if match[2] == "week" else 1))
    return Interval(months=count * (12 if match[2] == "year" else 1))


def read_flag(scalar: Scalar) -> bool:
    """Read `true` or `false`."""
    if scalar.text not in ("true", "false"):
        raise Unreadable(f"{scalar.shown} is neither true nor false", "write true or false")
    return scalar.text == "true"


def read_month(scalar: Scalar) -> int:
    """Read the English name of a month, as 1 to 12."""
    name = scalar.text.casefold()
    if name not in MONTHS:
        hint = did_you_mean(name, MONTHS) or "write its English name, as in: april"
        if re.fullmatch(r"0?[1-9]|1[0-2]", name):
            hint = f"write its English name: {MONTHS[int(name) - 1]}"
        raise Unreadable(f"{scalar.shown} is not a month", hint)
    return MONTHS.index(name) + 1


def read_as_it_is(scalar: Scalar) -> Scalar:
    """Leave a value unread: what it means hangs on another field."""
    return scalar


def read_period(scalar: Scalar) -> str:
    """Read the name of a period: `2026-W46`, `2026-11`, `2026-Q4` or a day."""
    if parse_period(scalar.text) is None:
        raise Unreadable(
            f"{scalar.shown} is not a period", "write it as 2026-W46, 2026-11, 2026-Q4 or a day"
        )
    return scalar.text


def _date_hint(text: str) -> str:
    short = _SHORT_DATE.fullmatch(text)
    if short:
        return _written(int(short[1]), int(short[2]), int(short[3]))
    other = _DIFFERENT_DATE.fullmatch(text)
    if not other:
        return "write year-month-day, as in 2026-11-30"
    one, two, year = int(other[1]), int(other[2]), int(other[3])
    if two > _TWELVE:
        return _written(year, one, two)
    if one > _TWELVE or "." in text:
        return _written(year, two, one)
    return "write year-month-day, as in 2026-11-30"


def _written(year: int, month: int, day: int) -> str:
    try:
        return f"write {date(year, month, day).isoformat()}"
    except ValueError:
        return "write year-month-day, as in 2026-11-30"


def _last_day_hint(year: int, month: int) -> str:
    if not 1 <= month <= _TWELVE:
        return "write year-month-day, with a month from 01 to 12"
    last = Interval(months=1).after(date(year, month, 1)) - timedelta(days=1)
    return f"the month goes from {year}-{month:02}-01 to {last}"


def _percent_hint(text: str) -> str:
    number = text.removesuffix("%").strip().replace(",", ".")
    if _PERCENT.fullmatch(f"{number}%") and 1 < Decimal(number) <= 100:
        return f"write it with its sign: {number}%"
    return "write it from 0% to 100%, as in 80%"


def _number_hint(text: str) -> str:
    bare = re.sub(r"[\s%€$£_'’]", "", text).replace("–", "-").replace("−", "-")
    if re.fullmatch(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"[-+]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+", bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[-+]?[0-9]+,[0-9]+", bare):
        bare = bare.replace(",", ".")
    elif re.fullmatch(r"\.[0-9]+", bare):
        bare = f"0{bare}"
    if _NUMBER.fullmatch(bare):
        return f"write {bare}"
    return NO_NUMBER
