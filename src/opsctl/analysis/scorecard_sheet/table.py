"""The numbers of a sheet by the measurables that they are of, whatever its layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from opsctl.analysis.scorecard_sheet.headings import meant_as_a_period
from opsctl.analysis.scorecard_sheet.layout import (
    FoundLayout,
    Layout,
    Part,
    found_layout,
    parts_of,
    period_columns,
    refuse_giants,
    why_found,
)
from opsctl.analysis.scorecard_sheet.years import with_years
from opsctl.model.sheet import (
    QUOTES,
    Guess,
    Sheet,
    SheetRow,
    cell_name,
    column_name,
    too_wide,
    undefused,
)
from opsctl.text.suggestion import in_backticks

_REST = re.compile(r"[0-9]+(?:\.[0-9]+)?\)?%?")
_WHOLE = re.compile(r"[-+(]?[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class NumberCell:
    """One number of a sheet as it stands there: its cell, and the heading of its period."""

    name: str
    period: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers under one heading that names a measurable, and the cell of that heading."""

    name: str
    heading: str
    cells: tuple[NumberCell, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A row or a column that is not taken, and why."""

    name: str
    heading: str
    why: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A cell that cannot be taken, with the headings that it stands under and beside."""

    cell: str
    heading: str
    period: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A sheet whose layout is known; `refused` are numbers that its form has lost."""

    path: str
    layout: Layout
    series: tuple[Series, ...]
    left: tuple[Left, ...]
    guesses: tuple[Guess, ...]
    refused: tuple[RefusedCell, ...] = ()


def read_number_table(
    sheet: Sheet, given: Layout | None = None, year: int | None = None
) -> NumberTable:
    """Find out how a sheet is laid out, by its header, and read it so.

    `year` is that of the newest heading, where headings have none.

    Raises:
        UsageProblem: no header tells, two ways to read it fit, or it is larger than a spreadsheet.
    """
    refuse_giants(sheet)
    spelt = with_years(sheet, year)
    years = spelt.guesses[len(sheet.guesses) :]
    sheet = spelt
    found = found_layout(sheet, given)
    whole, refused = _without_wide_rows(sheet, found)
    series, left = _READERS[found.layout](whole, found)
    why = "as given" if given else why_found(sheet, found)
    guess = Guess("layout", _SHOWN[found.layout], why)
    return NumberTable(
        sheet.path, found.layout, tuple(series), tuple(left), (guess, *years), tuple(refused)
    )


def _without_wide_rows(sheet: Sheet, found: FoundLayout) -> tuple[Sheet, list[RefusedCell]]:
    """Take out the rows that unquoted commas have cut into more cells than there are headings."""
    header = sheet.rows[found.header]
    parts = parts_of(header) if found.layout is Layout.LONG else {}
    kept, refused = list(sheet.rows[: found.header + 1]), []
    for row in sheet.rows[found.header + 1 :]:
        index = row.beyond(header)
        message, hint = (too_wide(row, header), QUOTES) if index is not None else ("", "")
        if index is None and _is_cut(row, parts):
            index = parts[Part.NOTE]
            value = f"{row.cell(parts[Part.VALUE])},{row.cell(index)}"
            message = f"the note {in_backticks(row.cell(index))} can be the rest of a number"
            hint = f'if it is {value}, write "{value}"; else write the note in words'
        if index is None:
            kept.append(row)
            continue
        heading = _heading(row.cell(parts.get(Part.MEASURABLE, found.column)))
        refused.append(RefusedCell(cell_name(row, index), heading, "", message, hint))
    return replace(sheet, rows=tuple(kept)), refused


def _is_cut(row: SheetRow, parts: Mapping[Part, int]) -> bool:
    """Tell whether a note holds digits alone, right behind a value that they may belong to."""
    value, note = parts.get(Part.VALUE), parts.get(Part.NOTE)
    if value is None or note != value + 1:
        return False
    return bool(_WHOLE.fullmatch(row.cell(value)) and _REST.fullmatch(row.cell(note)))


def _read_across(sheet: Sheet, found: FoundLayout) -> tuple[list[Series], list[Left]]:
    header = sheet.rows[found.header]
    periods = period_columns(header, also_meant=True)
    taken = {found.column, *periods}
    left = [
        Left(cell_name(header, index), _heading(cell), "its heading is no period")
        for index, cell in enumerate(header.cells)
        if cell.strip() and index not in taken
    ]
    series = []
    for row in sheet.rows[found.header + 1 :]:
        name, heading = cell_name(row, found.column), _heading(row.cell(found.column))
        cells = tuple(
            NumberCell(cell_name(row, index), _heading(header.cells[index]), _text(row, index))
            for index in periods
        )
        if heading:
            series.append(Series(name, heading, cells))
        elif any(cell.text for cell in cells):
            left.append(Left(name, "", "nothing names what its numbers are"))
    return series, left


def _read_down(sheet: Sheet, found: FoundLayout) -> tuple[list[Series], list[Left]]:
    header = sheet.rows[found.header]
    rows, left = [], []
    for row in sheet.rows[found.header + 1 :]:
        heading = _heading(row.cell(found.column))
        if meant_as_a_period(heading):
            rows.append((row, heading))
        else:
            name = cell_name(row, found.column)
            left.append(Left(name, heading, "it begins with no period"))
    series = []
    for index, cell in enumerate(header.cells):
        if index != found.column and cell.strip():
            cells = tuple(
                NumberCell(cell_name(row, index), period, _text(row, index)) for row, period in rows
            )
            series.append(Series(cell_name(header, index), _heading(cell), cells))
    left += _beyond(header, [row for row, _ in rows], found.column)
    return series, left


def _beyond(header: SheetRow, rows: Sequence[SheetRow], column: int) -> Iterator[Left]:
    """Name the columns that have numbers and no heading."""
    headed = {column, *(index for index, cell in enumerate(header.cells) if cell.strip())}
    for row in rows:
        for index, cell in enumerate(row.cells):
            if cell.strip() and index not in headed:
                headed.add(index)
                why = "nothing names what its numbers are"
                yield Left(cell_name(row, index), f"column {column_name(index)}", why)


def _read_long(sheet: Sheet, found: FoundLayout) -> tuple[list[Series], list[Left]]:
    parts = parts_of(sheet.rows[found.header])
    groups: dict[str, list[NumberCell]] = {}
    names: dict[str, str] = {}
    left = []
    for row in sheet.rows[found.header + 1 :]:
        period, heading = (
            _heading(row.cell(parts[part])) for part in (Part.PERIOD, Part.MEASURABLE)
        )
        if not period or not heading:
            lacking = Part.MEASURABLE if period else Part.PERIOD
            left.append(Left(cell_name(row, parts[lacking]), heading, f"it has no {lacking}"))
            continue
        names.setdefault(heading, cell_name(row, parts[Part.MEASURABLE]))
        value = parts[Part.VALUE]
        note = _text(row, parts[Part.NOTE]) if Part.NOTE in parts else ""
        cell = NumberCell(cell_name(row, value), period, _text(row, value), note)
        groups.setdefault(heading, []).append(cell)
    series = [Series(names[each], each, tuple(cells)) for each, cells in groups.items()]
    return series, left


_READERS = MappingProxyType(
    {Layout.ACROSS: _read_across, Layout.DOWN: _read_down, Layout.LONG: _read_long}
)
_SHOWN = MappingProxyType(
    {
        Layout.ACROSS: "periods across, a measurable a row",
        Layout.DOWN: "periods down, a measurable a column",
        Layout.LONG: "a number a row",
    }
)


def _heading(cell: str) -> str:
    return " ".join(undefused(cell.strip()).split())


def _text(row: SheetRow, index: int) -> str:
    return undefused(row.cell(index)).strip()
