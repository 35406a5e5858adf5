"""Dates as sheets write them, and the order of day and month that they show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from opsctl.model.period import FIRST_YEAR, LAST_YEAR, Days
from opsctl.model.scalar import Unreadable
from opsctl.text.suggestion import in_backticks


class DateOrder(StrEnum):
    """In which order day, month and year stand."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


ORDER_WORDS = MappingProxyType(
    {
        DateOrder.DMY: "day, month, year",
        DateOrder.MDY: "month, day, year",
        DateOrder.YMD: "year, month, day",
    }
)
_TWELVE = 12
_CENTURY = 2000
_NUMERIC = re.compile(r"([0-9]{1,4}) ?([./-]) ?([0-9]{1,2}) ?\2 ?([0-9]{2}|[0-9]{4})\.?")
_TIME = re.compile(r"(?<=[0-9])(?:T|,? +(?:at +|um +)?)[0-9]{1,2}:[0-9]{2}.*", re.DOTALL)
_SERIAL = re.compile(r"[34][0-9]{4}(\.[0-9]+)?|1[0-9]{9}([0-9]{3})?")
_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
_MONTHS = (
    "january jan januar jänner janvier janv enero ene",
    "february feb februar février févr fév febrero",
    "march mar märz mär mrz mars marzo",
    "april apr avril avr abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet juil julio",
    "august aug août aout agosto ago",
    "september sep sept septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre déc diciembre dic",
)
_MONTH_OF = MappingProxyType(
    {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
)
_SKIPPED_TEXT = (
    "st|nd|rd|th|er|the|of|de|del|le|la|el|den|am|on|due|by|bis|mon|monday|tue|tues|"
    "tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday|mo|"
    "di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|"
    "mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|"
    "sábado|domingo"
)
_SKIPPED = frozenset(_SKIPPED_TEXT.split("|"))
_ISO_HINT = "write it as 2026-11-30"


def orders_shown(texts: Iterable[str]) -> frozenset[DateOrder]:
    """Name the orders that values prove: 31/12/2026 can be one day only."""
    shown = set()
    for text in texts:
        match = _NUMERIC.fullmatch(_without_time(text))
        if match is None or len(match[1]) > 2:
            continue
        if int(match[1]) > _TWELVE >= int(match[3]) > 0:
            shown.add(DateOrder.DMY)
        elif int(match[3]) > _TWELVE >= int(match[1]) > 0:
            shown.add(DateOrder.MDY)
        elif match[2] == ".":
            shown.add(DateOrder.DMY)
    return frozenset(shown)


def has_undecided(texts: Iterable[str]) -> bool:
    """Tell whether a value can be two different days."""
    for text in texts:
        match = _NUMERIC.fullmatch(_without_time(text))
        if match is None or len(match[1]) > 2 or match[2] == ".":
            continue
        one, two = int(match[1]), int(match[3])
        if one != two and 0 < one <= _TWELVE and 0 < two <= _TWELVE:
            return True
    return False


def sheet_day(text: str, order: DateOrder | None, within: Days) -> date:
    """Read a date however a sheet writes it; one without a year must lie `within` the quarter.

    Raises:
        Unreadable: it is none, or it can be two days and no order is known.
    """
    bare = _without_time(text)
    match = _NUMERIC.fullmatch(bare)
    if match:
        return _numeric(text, match, order)
    if is_coded(bare):
        hint = f"format the column as a date, and export it again; or {_ISO_HINT}"
        raise Unreadable(f"{in_backticks(text)} is a date only inside of its tool", hint)
    return _in_words(text, bare, within)


def is_day(text: str, within: Days) -> bool:
    """Tell whether a text is a date, in whatever order."""
    try:
        sheet_day(text, DateOrder.DMY, within)
    except Unreadable:
        return bool(orders_shown([text]))
    return True


def is_coded(text: str) -> bool:
    """Tell whether a text is a date as programs count it: days since 1900, seconds since 1970."""
    return _SERIAL.fullmatch(text) is not None


def month_named(name: str) -> int | None:
    """Give the number of a month by its name, whole or cut, in any language known here."""
    return _MONTH_OF.get(name.casefold())


def _without_time(text: str) -> str:
    return _TIME.sub("", text.strip(), count=1)


def _numeric(text: str, match: re.Match[str], order: DateOrder | None) -> date:
    one, two, three = match[1], match[3], match[4]
    if len(one) == len("2026"):
        return _day(text, int(one), int(two), int(three))
    if len(one) > 2:
        raise Unreadable(f"{in_backticks(text)} is not a date", _ISO_HINT)
    if order is DateOrder.YMD and len(three) == 2:
        return _day(text, _year(one), int(two), int(three))
    if order in (DateOrder.DMY, DateOrder.MDY):
        return _ordered(text, order, (one, two, three))
    if match[2] == ".":
        return _ordered(text, DateOrder.DMY, (one, two, three))
    if int(one) <= _TWELVE and int(two) <= _TWELVE and int(one) != int(two):
        raise Unreadable(
            f"{in_backticks(text)} can be two days",
            "add --date-order dmy (day first) or --date-order mdy (month first)",
        )
    told = DateOrder.MDY if int(two) > _TWELVE else DateOrder.DMY
    return _ordered(text, told, (one, two, three))


def _ordered(text: str, order: DateOrder, parts: tuple[str, str, str]) -> date:
    one, two, year = parts
    day, month = (one, two) if order is DateOrder.DMY else (two, one)
    if int(month) > _TWELVE:
        hint = f"dates were read as {ORDER_WORDS[order]}; {_ISO_HINT}"
        raise Unreadable(f"{in_backticks(text)} has no month {month}", hint)
    return _day(text, _year(year), int(month), int(day))


def _in_words(text: str, bare: str, within: Days) -> date:
    words = [each.casefold() for each in _WORDS.findall(bare)]
    months = [_MONTH_OF[each] for each in words if each in _MONTH_OF]
    numbers = [each for each in words if each.isdecimal()]
    others = [each for each in words if not (each in _MONTH_OF or each.isdecimal())]
    fits = len(months) == 1 and 1 <= len(numbers) <= 2 and set(others) <= _SKIPPED
    if not fits or any(len(each) not in (1, 2, 4) for each in numbers):
        raise Unreadable(f"{in_backticks(text)} is not a date", _ISO_HINT)
    years = [each for each in numbers if len(each) == len("2026")]
    if len(numbers) == 1 and not years:
        return _within(text, months[0], int(numbers[0]), within)
    if len(years) == 1 and len(numbers) == 2:
        day = next(each for each in numbers if each not in years)
        return _day(text, int(years[0]), months[0], int(day))
    if len(numbers) == 2 and len(numbers[1]) == 2 and not years:
        return _day(text, _year(numbers[1]), months[0], int(numbers[0]))
    raise Unreadable(f"{in_backticks(text)} is not a date", _ISO_HINT)


def _within(text: str, month: int, day: int, within: Days) -> date:
    """Take the year that puts a day into the quarter, if there is one."""
    for year in sorted({within.first.year, within.last.year}):
        found = _day(text, year, month, day)
        if found in within:
            return found
    raise Unreadable(f"{in_backticks(text)} has no year", _ISO_HINT)


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else _CENTURY + int(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        if FIRST_YEAR < year < LAST_YEAR:
            return date(year, month, day)
    except ValueError:
        pass
    raise Unreadable(f"{in_backticks(text)} is not a day of the calendar", _ISO_HINT)
