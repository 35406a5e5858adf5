"""Headings that do not say their year, as `W44` and `26 Oct`, or in two digits, as `Aug-26`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from opsctl.analysis.sheet.days import month_named, sheet_day
from opsctl.model.period import Days
from opsctl.model.scalar import Unreadable
from opsctl.model.sheet import Guess, Sheet, SheetRow, undefused
from opsctl.text.suggestion import in_backticks

PREFIX = re.compile(
    r"(?:(?:week|wk) ?(?:of|commencing|beginning|starting|ending)|w/c|w/e|wc) *:? *", re.I
)
RANGE = re.compile(r"(.*[0-9]) *(?: - | to | bis |[–—]) *(.+)")
WEEK = r"(?:W|WK|KW|CW|week|woche|semaine|semana)\.? ?(?P<number>[0-9]{1,2})"
QUARTER = r"(?:[QT]|quarter|quartal|trimestre) ?(?P<number>[1-4])"
_WEEK, _QUARTER = re.compile(WEEK, re.I), re.compile(QUARTER, re.I)
_SHORT = re.compile(r"(?P<name>[^\W\d_]+)\.?(?P<gap>[ \-/]+)(?P<year>[0-9]{2})")
NO_DAYS = Days(date(2000, 1, 2), date(2000, 1, 1))
"""A date without a year lies in none of these."""

_DATED = re.compile(r"[0-9]{4}|[0-9]:")
_LONGEST = 60
_LINES = 10
_TWELVE = 12
_LEAP_YEAR = 2024
_HALF_A_YEAR = 183
_QUARTER_DAYS, _MONTH_DAYS, _WEEK_DAYS = 91, 30, 7


@dataclass(frozen=True, slots=True)
class Moment:
    """A period whose year is not said: where in a year it lies, in days, and what names it.

    `written` has `{}` where the year goes.
    """

    days: int
    written: str
    first: Moment | None = None

    def of(self, year: int) -> str:
        """Write it with its year; the first day of a span that ends in January lies before."""
        last = self.written.format(year)
        if self.first is None:
            return last
        return f"{self.first.of(year - (self.first.days > self.days))} – {last}"


def moment_of(text: str) -> Moment | None:
    """Read a heading that lacks its year; none where it is another or has one."""
    bare = " ".join(text.split())
    if not bare or len(bare) > _LONGEST or _DATED.search(bare):
        return None
    body = bare[match.end() :] if (match := PREFIX.match(bare)) else bare
    if match := _WEEK.fullmatch(body):
        number = int(match["number"])
        return Moment(number * _WEEK_DAYS, f"{{}}-W{number:02}")
    if match := _QUARTER.fullmatch(body):
        return Moment(int(match["number"]) * _QUARTER_DAYS, f"{{}}-Q{match['number']}")
    if month := month_named(body.removesuffix(".")):
        return Moment(month * _MONTH_DAYS, f"{{}}-{month:02}")
    spanned = RANGE.fullmatch(body)
    if spanned is None:
        return _day(body)
    first, last = (_day(each.strip()) for each in spanned.groups())
    return replace(last, first=first) if first and last else None


def _day(bare: str) -> Moment | None:
    try:
        day = sheet_day(f"{bare} {_LEAP_YEAR}", None, NO_DAYS)
    except Unreadable:
        return None
    return Moment(day.timetuple().tm_yday, f"{{}}-{day.month:02}-{day.day:02}")


def with_years(sheet: Sheet, year: int | None) -> Sheet:
    """Complete the headings of the one line that has most of them, and say so among the guesses.

    `year` is that of the newest one; without it only months with two digits are, where all of
    them make a row of months.
    """
    best: Mapping[str, str] = {}
    line: tuple[bool, int] = (True, 0)
    most = 0
    for place, texts in _lines(sheet):
        spelt = _short_years(texts) if year is None else _running(texts, year)
        count = sum(text in spelt for text in texts)
        if count > most:
            best, line, most = spelt, place, count
    if not best:
        return sheet
    before, after = next(iter(best.items()))
    why = f"`--year {year}`: the newest one" if year else "they follow each other as months"
    guess = Guess("years", f"{in_backticks(before)} is {after}", why)
    rows = tuple(_spelt(row, at, line, best) for at, row in enumerate(sheet.rows))
    return replace(sheet, rows=rows, guesses=(*sheet.guesses, guess))


def _lines(sheet: Sheet) -> Iterator[tuple[tuple[bool, int], list[str]]]:
    """Give the first rows and columns, each told apart by whether it is a row."""
    for index in range(_LINES):
        cells = [_bare(row.cell(index)) for row in sheet.rows]
        yield (False, index), [each for each in cells if each]
    for at, row in enumerate(sheet.rows[:_LINES]):
        yield (True, at), [each for each in map(_bare, row.cells) if each]


def _spelt(row: SheetRow, at: int, line: tuple[bool, int], spelt: Mapping[str, str]) -> SheetRow:
    is_row, number = line
    if is_row and at != number:
        return row
    cells = [
        spelt.get(_bare(cell), cell) if is_row or index == number else cell
        for index, cell in enumerate(row.cells)
    ]
    return replace(row, cells=tuple(cells))


def _bare(cell: str) -> str:
    return undefused(cell.strip())


def _running(texts: Iterable[str], year: int) -> Mapping[str, str]:
    """Give headings their years: a step of more than half a year passes New Year."""
    found = [(text, moment) for text in dict.fromkeys(texts) if (moment := moment_of(text))]
    years = [0] * len(found[:1])
    for (_, before), (_, after) in pairwise(found):
        step = after.days - before.days
        years.append(years[-1] + (step < -_HALF_A_YEAR) - (step > _HALF_A_YEAR))
    newest = max(years, default=0)
    return {
        text: moment.of(year + passed - newest)
        for (text, moment), passed in zip(found, years, strict=True)
    }


def _short_years(texts: Iterable[str]) -> Mapping[str, str]:
    """Read `Aug-26`, where all such texts of a line make months less than a year apart.

    One alone is a month where a hyphen joins it, as Excel writes months, and else can be a day.
    """
    found = {text: match for text in texts if (match := _SHORT.fullmatch(text))}
    months = {
        text: (2000 + int(match["year"]), number)
        for text, match in found.items()
        if (number := month_named(match["name"]))
    }
    counts = sorted(year * _TWELVE + month for year, month in months.values())
    if any(not 0 < after - before < _TWELVE for before, after in pairwise(counts)):
        return {}
    if len(months) == 1 and not all(found[text]["gap"] == "-" for text in months):
        return {}
    return {text: f"{year}-{month:02}" for text, (year, month) in months.items()}
