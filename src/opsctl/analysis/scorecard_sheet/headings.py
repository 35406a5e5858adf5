"""Periods as sheets write them: weeks, months, quarters, and days that stand for any of these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from opsctl.analysis.scorecard_sheet.years import (
    NO_DAYS,
    PREFIX,
    QUARTER,
    RANGE,
    WEEK,
    moment_of,
)
from opsctl.analysis.sheet.days import (
    DateOrder,
    has_undecided,
    is_coded,
    month_named,
    orders_shown,
    sheet_day,
)
from opsctl.model.cadence import Cadence, Period, cadence_of, parse_period, period_of
from opsctl.model.period import Calendar
from opsctl.model.scalar import Unreadable
from opsctl.text.suggestion import in_backticks

_LONGEST = 60
_YEAR = r"(?P<year>[12][0-9]{3})"
_GAP = r"(?: ?[-/,.] ?| )?"
_WEEKS = tuple(re.compile(each, re.I) for each in (_YEAR + _GAP + WEEK, WEEK + _GAP + _YEAR))
_QUARTERS = tuple(
    re.compile(each, re.I)
    for each in (
        _YEAR + _GAP + QUARTER,
        QUARTER + _GAP + _YEAR,
        r"(?P<number>[1-4])\. ?(?:quartal|trimestre) " + _YEAR,
    )
)
_MONTHS = (
    re.compile(_YEAR + r"[-/.](?P<number>0?[1-9]|1[0-2])"),
    re.compile(r"(?P<number>0?[1-9]|1[0-2])[-/.]" + _YEAR),
)
_NAMED_MONTHS = (
    re.compile(r"(?P<name>[^\W\d_]+)\.?[ \-/,]+" + _YEAR),
    re.compile(r"(?P<name>[^\W\d_]+)\.? ?['’](?P<short>[0-9]{2})"),
    re.compile(_YEAR + r"[ \-/]+(?P<name>[^\W\d_]+)\.?"),
)
_KINDS = ("a day", "a week", "a month", "a quarter")
_HINT = "write it as 2026-W46, 2026-11, 2026-Q4 or 2026-11-16"
_FOUR_WEEKS = 27
_EXCEL_BEGINS = date(1899, 12, 30)
NO_YEAR = "add --year with the year of the newest one, as in --year 2026"
"""The hint for a heading without a year."""


def sheet_period(text: str, order: DateOrder | None) -> Period:
    """Read `W46 2026`, `Nov 2026`, `Q4 2026` or a date however a sheet writes it, as a period.

    A date is that day, and `period_meant` tells which period it stands for.

    Raises:
        Unreadable: it is none, or it can be two days and no order is known.
    """
    bare = " ".join(text.split())
    if len(bare) > _LONGEST:
        raise Unreadable(f"{in_backticks(bare)} is not a period", _HINT)
    body = bare[match.end() :] if (match := PREFIX.match(bare)) else bare
    named = _named(body)
    if named is None and is_coded(body):
        raise Unreadable(*lost_format(body))
    if named is None and moment_of(body) is not None:
        raise Unreadable(f"{in_backticks(bare)} has no year", NO_YEAR)
    return _days(bare, body, order) if named is None else named


def lost_format(coded: str) -> tuple[str, str]:
    """Say what is wrong with a date that is a number of days or seconds, and what helps."""
    whole = coded.partition(".")[0]
    is_days = len(whole) == len("46321")
    can_be = f": it can be {_EXCEL_BEGINS + timedelta(days=int(whole))}" if is_days else ""
    message = f"{in_backticks(coded)} looks like a date that lost its format"
    return message, f"format the cells as dates, and export the sheet again{can_be}"


def looks_like_a_period(text: str) -> bool:
    """Tell whether a text is a period, or a date in whatever order."""
    bare = text.strip()
    if bare.isdecimal() or is_coded(bare) or not any(sign.isdecimal() for sign in bare):
        return False
    try:
        sheet_period(bare, None)
    except Unreadable:
        return has_undecided(_parts(bare))
    return True


def lacks_its_year(text: str) -> bool:
    """Tell whether a text would be a date if it had a year, as in `16 Nov`."""
    return moment_of(text) is not None and not looks_like_a_period(text)


def meant_as_a_period(text: str) -> bool:
    """Tell whether a text is a period, or would be one if the calendar, a year or a format let it.

    Numbers beside it would be lost without a word: 2026-W54, W44, 31.02.2026, 46321.
    """
    bare = " ".join(text.split())
    if looks_like_a_period(bare) or is_coded(bare) or lacks_its_year(bare):
        return True
    try:
        sheet_period(bare, DateOrder.DMY)
    except Unreadable as error:
        return error.message != f"{in_backticks(bare)} is not a period"
    return False


def order_of(texts: Iterable[str]) -> tuple[DateOrder | None, str | None]:
    """Tell the order of day and month that periods prove, and by which; or why none can be told."""
    days = [part for text in texts for part in _parts(text)]
    shown = orders_shown(days)
    if len(shown) == 1:
        (order,) = shown
        proof = next(day for day in days if orders_shown([day]))
        return order, f"{in_backticks(proof)} shows it"
    if not shown and not has_undecided(days):
        return None, None
    why = "no date shows it" if not shown else "some dates show the one, some the other"
    return None, f"{why}: add --date-order dmy or --date-order mdy"


def period_meant(found: Period, cadence: Cadence, calendar: Calendar) -> Period:
    """Give the period of a cadence that a heading stands for: a day is in exactly one.

    Raises:
        Unreadable: the heading is a period of another length.
    """
    if isinstance(found, date):
        return period_of(found, cadence, calendar)
    own = cadence_of(found)
    if own is not cadence:
        hint = f"give it for {_KINDS[cadence.rank]}"
        message = f"{found} is {_KINDS[own.rank]}, and the number is one of {_KINDS[cadence.rank]}"
        raise Unreadable(message, hint)
    return found


def _named(bare: str) -> Period | None:
    """Read a week, a month or a quarter by its name."""
    for pattern in _WEEKS:
        if match := pattern.fullmatch(bare):
            return _known(f"{match['year']}-W{int(match['number']):02}", bare)
    for pattern in _QUARTERS:
        if match := pattern.fullmatch(bare):
            return _known(f"{match['year']}-Q{match['number']}", bare)
    for pattern in _MONTHS:
        if match := pattern.fullmatch(bare):
            return _known(f"{match['year']}-{int(match['number']):02}", bare)
    for pattern in _NAMED_MONTHS:
        match = pattern.fullmatch(bare)
        number = month_named(match["name"]) if match else None
        if match and number:
            named = match.groupdict()
            return _known(f"{named.get('year') or '20' + str(named['short'])}-{number:02}", bare)
    return None


def _known(name: str, text: str) -> Period:
    period = parse_period(name)
    if period is None:
        raise Unreadable(f"{in_backticks(text)} is not a period of the calendar", _HINT)
    return period


def _days(text: str, bare: str, order: DateOrder | None) -> Period:
    """Read a date, or the first and last day of one ISO week, as that week's first day."""
    spanned = RANGE.fullmatch(bare)
    if spanned is None:
        return _day(text, bare, order)
    first, last = (_day(text, part.strip(), order) for part in spanned.groups())
    week = period_of(first, Cadence.WEEK, Calendar())
    if week == period_of(last, Cadence.WEEK, Calendar()):
        return week
    month = period_of(first, Cadence.MONTH, Calendar())
    if month == period_of(last, Cadence.MONTH, Calendar()) and (last - first).days >= _FOUR_WEEKS:
        return month
    raise Unreadable(f"{in_backticks(text)} is not one week from Monday to Sunday", _HINT)


def _day(text: str, bare: str, order: DateOrder | None) -> date:
    try:
        return sheet_day(bare, order, NO_DAYS)
    except Unreadable as error:
        plain = f"{in_backticks(bare)} is not a date"
        said = f"{in_backticks(text)} is not a period" if error.message == plain else error.message
        raise Unreadable(said, _HINT if error.message == plain else error.hint) from None


def _parts(text: str) -> list[str]:
    bare = " ".join(text.split())[:_LONGEST]
    bare = bare[match.end() :] if (match := PREFIX.match(bare)) else bare
    spanned = RANGE.fullmatch(bare)
    return [part.strip() for part in spanned.groups()] if spanned else [bare]
