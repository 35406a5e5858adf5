"""Where the numbers of a sheet stand: periods across, periods down, or one number a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType

from opsctl.analysis.scorecard_sheet.amounts import is_amount
from opsctl.analysis.scorecard_sheet.headings import (
    NO_YEAR,
    lacks_its_year,
    looks_like_a_period,
    lost_format,
    meant_as_a_period,
)
from opsctl.analysis.sheet.days import is_coded
from opsctl.analysis.sheet.headers import normal
from opsctl.model.sheet import Sheet, SheetRow, cell_name, column_name, undefused
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import in_backticks

MOST_COLUMNS = 16_384
MOST_ROWS = 100_000
MOST_CELLS = 250_000
_ROWS_ABOVE = 10
_COLUMNS_BEFORE = 10
_ROWS_TO_JUDGE_BY = 200
_LONGEST_PERIOD = 92


class Layout(StrEnum):
    """How a sheet is laid out; by the names of `--layout`."""

    ACROSS = "across"
    DOWN = "down"
    LONG = "long"


class Part(StrEnum):
    """What a column of a long sheet holds."""

    PERIOD = "period"
    MEASURABLE = "measurable"
    VALUE = "value"
    NOTE = "note"


_HEADINGS = MappingProxyType(
    {
        Part.PERIOD: "period|week|date|day|month|quarter|week of|week ending|week commencing|"
        "woche|datum|tag|monat|quartal|zeitraum|periode|semaine|jour|mois|periodo|semana|fecha|mes",
        Part.MEASURABLE: "measurable|metric|kpi|measure|indicator|measurable name|metric name|"
        "scorecard measurable|kennzahl|messgrosse|indicateur|indicador|metrica",
        Part.VALUE: "value|actual|result|amount|wert|ist|istwert|ergebnis|valeur|valor|resultado",
        Part.NOTE: "note|notes|comment|comments|reason|notiz|kommentar|bemerkung|commentaire|"
        "remarque|nota|comentario",
    }
)
_NAMES = f"{_HEADINGS[Part.MEASURABLE]}|title|name|id|number|titel|titre|titulo|nom|nombre"


@dataclass(frozen=True, slots=True)
class FoundLayout:
    """A way to read a sheet: how many periods speak for it, the header, and the leading column."""

    layout: Layout
    periods: int
    header: int
    column: int = 0


def refuse_giants(sheet: Sheet) -> None:
    """Make sure that a sheet is no larger than a spreadsheet.

    Raises:
        UsageProblem: it is.
    """
    columns, rows = max(len(row.cells) for row in sheet.rows), len(sheet.rows)
    for count, most, what in (
        (columns, MOST_COLUMNS, "columns"),
        (rows, MOST_ROWS, "rows"),
        (columns * rows, MOST_CELLS, "cells"),
    ):
        if count > most:
            raise UsageProblem(
                f"{sheet.path} has {count} {what}, and {most} is the most",
                "export a part of it, or name what parts cells with --delimiter",
            )


def found_layout(sheet: Sheet, given: Layout | None) -> FoundLayout:
    """Find out how a sheet is laid out, by its header; where a layout is given, how it fits.

    Raises:
        UsageProblem: no header tells, or two ways to read it fit.
    """
    finders = {Layout.LONG: _long, Layout.ACROSS: _across, Layout.DOWN: _down}
    found = {name: find(sheet) for name, find in finders.items() if given in (None, name)}
    fits = {name: each for name, each in found.items() if each is not None}
    if not fits:
        raise _no_layout(sheet, given)
    if Layout.LONG in fits:
        return fits[Layout.LONG]
    best = max(fits.values(), key=lambda each: each.periods)
    if any(each is not best and each.periods == best.periods for each in fits.values()):
        raise UsageProblem(
            f"{sheet.path} has periods both in its header and in its first column",
            "add --layout across (periods in the header) or --layout down",
        )
    return best


def _no_layout(sheet: Sheet, given: Layout | None) -> UsageProblem:
    hint = (
        "write periods as 2026-W46, 2026-11, 2026-Q4 or 2026-11-16, above the numbers or "
        "before them; or head three columns period, measurable and value"
    )
    yearless = next(
        (
            f"{cell_name(row, index)}: {in_backticks(cell.strip())}"
            for row in sheet.rows[:_ROWS_ABOVE]
            for index, cell in enumerate(row.cells[:_ROWS_TO_JUDGE_BY])
            if lacks_its_year(cell)
        ),
        None,
    )
    lost = _lost_dates(sheet)
    message = "opsctl finds no periods in a header row or in a first column"
    if yearless is not None:
        message = f"{yearless} has no year, so opsctl finds no periods"
        hint = NO_YEAR
    elif lost is not None:
        message, hint = f"{lost[0]}: {lost_format(lost[1])[0]}", lost_format(lost[1])[1]
    elif given is not None:
        message = f"opsctl finds no table with the layout `{given}`"
    return UsageProblem(f"{sheet.path}: {message}", hint)


def _lost_dates(sheet: Sheet) -> tuple[str, str] | None:
    """Name the first cell of a row or a column of days as programs count them."""
    below = sheet.rows[1:_ROWS_TO_JUDGE_BY]
    lines = [[(row, index) for index in range(len(row.cells))] for row in sheet.rows[:_ROWS_ABOVE]]
    lines += [[(row, index) for row in below] for index in range(_COLUMNS_BEFORE)]
    heads = _HEADINGS[Part.PERIOD].split("|")
    for at, line in enumerate(lines):
        days = [(row, index) for row, index in line if is_coded(row.cell(index))]
        counts = sorted({int(row.cell(index).partition(".")[0]) for row, index in days})
        near = all(after - before <= _LONGEST_PERIOD for before, after in pairwise(counts))
        column = at - len(lines) + _COLUMNS_BEFORE
        headed = column >= 0 and normal(sheet.rows[0].cell(column)) in heads
        if days and ((len(days) == len(counts) > 1 and near) or headed):
            row, index = days[0]
            return cell_name(row, index), row.cell(index)
    return None


def _long(sheet: Sheet) -> FoundLayout | None:
    for number, row in enumerate(sheet.rows[:_ROWS_ABOVE]):
        parts = parts_of(row)
        if all(part in parts for part in (Part.PERIOD, Part.MEASURABLE, Part.VALUE)):
            return FoundLayout(Layout.LONG, len(sheet.rows) - number - 1, number)
    return None


def _across(sheet: Sheet) -> FoundLayout | None:
    """Take the row with the most periods; of several, one that heads the names, or the first."""
    found: list[tuple[int, bool, int, FoundLayout]] = []
    for number, row in enumerate(sheet.rows[:_ROWS_ABOVE]):
        periods = period_columns(row)
        column = _name_column(sheet, number, frozenset(periods)) if periods else None
        if column is not None:
            headed = normal(row.cell(column)) in _NAMES.split("|")
            fits = FoundLayout(Layout.ACROSS, len(periods), number, column)
            found.append((len(periods), headed, -number, fits))
    return max(found, key=lambda each: each[:3])[3] if found else None


def _down(sheet: Sheet) -> FoundLayout | None:
    best: FoundLayout | None = None
    for column in range(_COLUMNS_BEFORE):
        judged = sheet.rows[:_ROWS_TO_JUDGE_BY]
        numbers = [
            number
            for number, row in enumerate(judged)
            if looks_like_a_period(undefused(row.cell(column)))
        ]
        if not numbers or numbers[0] == 0 or (best and len(numbers) <= best.periods):
            continue
        header = max(
            range(min(numbers[0], _ROWS_ABOVE)),
            key=lambda each: (_names_in(sheet.rows[each], column), -each),
        )
        if _names_in(sheet.rows[header], column):
            best = FoundLayout(Layout.DOWN, len(numbers), header, column)
    return best


def _names_in(row: SheetRow, column: int) -> int:
    """Count the cells beside a column that can name something."""
    cells = [row.cell(index) for index in range(len(row.cells)) if index != column]
    return sum(bool(cell) and not is_amount(cell) for cell in cells)


def _name_column(sheet: Sheet, header: int, periods: frozenset[int]) -> int | None:
    """Name the column with the names of measurables: by its heading, else the first with words."""
    row = sheet.rows[header]
    known = _NAMES.split("|")
    headed = [
        (known.index(normal(cell)), index)
        for index, cell in enumerate(row.cells)
        if index not in periods and normal(cell) in known
    ]
    below = sheet.rows[header + 1 : header + 1 + _ROWS_TO_JUDGE_BY]
    for index in [each for _, each in sorted(headed)] or range(_COLUMNS_BEFORE):
        texts = [row.cell(index) for row in below]
        words = [text for text in texts if text and not is_amount(text)]
        if index not in periods and any(not looks_like_a_period(text) for text in words):
            return index
    return None


def period_columns(row: SheetRow, *, also_meant: bool = False) -> list[int]:
    """Give the indices of the cells that are periods, or also of those meant as one."""
    tells = meant_as_a_period if also_meant else looks_like_a_period
    return [index for index, cell in enumerate(row.cells) if tells(undefused(cell))]


def parts_of(row: SheetRow) -> Mapping[Part, int]:
    """Give the columns that the header of a long sheet names, each part once."""
    headed: dict[str, int] = {}
    for index, cell in enumerate(row.cells):
        if cell and not cell.isdecimal():
            headed.setdefault(normal(cell), index)
    found: dict[Part, int] = {}
    for part, headings in _HEADINGS.items():
        names = [name for name in headings.split("|") if name in headed]
        if names:
            found[part] = headed[names[0]]
    return found


def why_found(sheet: Sheet, found: FoundLayout) -> str:
    """Say what a layout was told by."""
    row = sheet.rows[found.header]
    if found.layout is Layout.LONG:
        return f"row {row.number} heads a period, a measurable and a value"
    if found.layout is Layout.ACROSS:
        return f"{found.periods} headings of row {row.number} are periods"
    return f"column {column_name(found.column)} holds periods below row {row.number}"
