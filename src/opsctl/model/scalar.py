"""How one value of a file is read: text until here, typed from here on.

A YAML scalar arrives as `Scalar`, its text as written. Every reader raises `Unreadable` where
the text is not of its kind, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from opsctl.model.cadence import parse_period
from opsctl.model.period import FIRST_YEAR, LAST_YEAR
from opsctl.text.suggestion import SHORTEST_KEY, did_you_mean, in_backticks, surely_meant

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
_DAY_HINT = "write year-month-day, as in 2026-11-30"
_DIFFERENT_DATE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_SHORT_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([T ].*)?")
_ONE_READING = re.compile(
    r"[-+–−]?(?:[0-9]{1,3}(?:[ _'’][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|[0-9]*\.[0-9]+|[0-9]+)"
)
"""Numbers in other clothes that mean the same to everybody."""

_FLAGS = MappingProxyType({"true": "true", "yes": "true", "false": "false", "no": "false"})
_TWELVE = 12
NULLS = frozenset(["", "~", "null", "Null", "NULL"])
"""What counts as no value at all, unless it is in quotes."""

NO_NUMBER = "write digits only, with a point for decimals, as in 1250.5"
"""The hint where nothing tells which number was meant."""


class Unreadable(ValueError):
    """A value is not of the kind that its field takes.

    `meant` is what was written with another hand, as it stands in a file; `sure` where nothing
    else can have been meant.
    """

    def __init__(
        self, message: str, hint: str | None = None, meant: str | None = None, *, sure: bool = True
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.meant = meant
        self.sure = sure


def unreadable(message: str, otherwise: str | None, meant: str | None, sure: bool) -> Unreadable:
    """Say that a value cannot be read, and what to write; `otherwise` where nobody can tell."""
    return Unreadable(message, otherwise if meant is None else f"write {meant}", meant, sure=sure)


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
        meant, sure = _meant_day(scalar.text)
        raise unreadable(f"{scalar.shown} is not a date", _DAY_HINT, meant, sure)
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
        meant, sure = _meant_number(text)
        raise unreadable(f"{scalar.shown} is not a number", NO_NUMBER, meant, sure)
    if not scalar.plain:
        message = f"{scalar.shown} is text, since it is in quotes"
        raise Unreadable(message, f"write {text} without the quotes", text)
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
        message, meant = f"{scalar.shown} is not a percentage from 0 to 100", None
        number = scalar.text.removesuffix("%").strip().replace(",", ".")
        if _PERCENT.fullmatch(f"{number}%") and 1 < Decimal(number) <= 100:
            meant = f"{number}%"
        hint = (
            f"write it with its sign: {meant}" if meant else "write it from 0% to 100%, as in 80%"
        )
        raise Unreadable(message, hint, meant)
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
        meant = _FLAGS.get(scalar.text.casefold())
        raise Unreadable(f"{scalar.shown} is neither true nor false", "write true or false", meant)
    return scalar.text == "true"


def read_month(scalar: Scalar) -> int:
    """Read the English name of a month, as 1 to 12."""
    name = scalar.text.casefold()
    if name not in MONTHS:
        hint = did_you_mean(name, MONTHS) or "write its English name, as in: april"
        meant = surely_meant(name, MONTHS, SHORTEST_KEY)
        if re.fullmatch(r"0?[1-9]|1[0-2]", name):
            meant = MONTHS[int(name) - 1]
            hint = f"write its English name: {meant}"
        raise Unreadable(f"{scalar.shown} is not a month", hint, meant)
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


def _meant_day(text: str) -> tuple[str | None, bool]:
    """Give the day that was meant, if that can be told, and whether it can be no other.

    A time of day belongs to some time zone, and `03.04.2026` may be a day in March.
    """
    short = _SHORT_DATE.fullmatch(text)
    if short:
        return _iso(int(short[1]), int(short[2]), int(short[3])), short[4] is None
    other = _DIFFERENT_DATE.fullmatch(text)
    if not other:
        return None, False
    one, two, year = int(other[1]), int(other[2]), int(other[3])
    if two > _TWELVE:
        return _iso(year, one, two), True
    if one > _TWELVE or "." in text:
        return _iso(year, two, one), one > _TWELVE or one == two
    return None, False


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _last_day_hint(year: int, month: int) -> str:
    if not 1 <= month <= _TWELVE:
        return "write year-month-day, with a month from 01 to 12"
    last = Interval(months=1).after(date(year, month, 1)) - timedelta(days=1)
    return f"the month goes from {year}-{month:02}-01 to {last}"


def _meant_number(text: str) -> tuple[str | None, bool]:
    """Give the number that was meant, if that can be told, and whether it can be no other.

    `1,000` is a thousand to some and one to others, and a sign may say that it counts something
    else than it should.
    """
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
        return bare, _ONE_READING.fullmatch(text) is not None
    return None, False
