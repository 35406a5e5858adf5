"""Which row of a sheet is its header, and which column is which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from opsctl.analysis.sheet.content import blank, field_by_content, looks_like_data
from opsctl.analysis.sheet.days import is_coded
from opsctl.analysis.sheet.headers import DATES, SCORES, Field, is_known, is_no_fact, normal, rank
from opsctl.analysis.sheet.scores import is_score
from opsctl.model.person import Person
from opsctl.model.sheet import Guess, Sheet, SheetRow
from opsctl.model.workspace import Register
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean, in_backticks

_ROWS_ABOVE = 30
_NEEDED = (Field.TITLE, Field.OWNER)
_BY_HEADING = "by its heading"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it gives a Rock, or nothing, and why."""

    index: int
    name: str
    field: Field | None
    why: str


@dataclass(frozen=True)
class Table:
    """A sheet of which every column is known or known not to be taken."""

    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    guesses: tuple[Guess, ...] = ()
    by_field: Mapping[Field, Column] = field(default_factory=dict)
    width: int = 0

    def cell(self, row: SheetRow, name: Field) -> str:
        """Give what a row has in the column of a field; empty where it says nothing."""
        column = self.by_field.get(name)
        text = row.cell(column.index) if column else ""
        return "" if blank(text) else text

    def values(self, name: Field) -> list[str]:
        """Give all that a column says."""
        return [text for row in self.rows if (text := self.cell(row, name))]


def read_mapping(given: Sequence[str]) -> Mapping[Field, str]:
    """Read FIELD=COLUMN; an empty column means that the field is not taken.

    Raises:
        UsageProblem: there is no such field, or no sign between the two.
    """
    mapping: dict[Field, str] = {}
    names = [each.value for each in Field]
    for each in given:
        name, sign, column = each.partition("=")
        name = name.strip().casefold().replace("-", "_")
        if not sign:
            raise UsageProblem(f"--map: `{each}` has no `=`", 'write it as --map title="Rock"')
        if name not in names:
            hint = did_you_mean(name, names) or f"choose among {', '.join(names)}"
            raise UsageProblem(f"--map: there is no field `{name}`", hint)
        mapping[Field(name)] = column.strip()
    return mapping


def read_table(sheet: Sheet, mapping: Mapping[Field, str], people: Register[Person]) -> Table:
    """Find the header and name the columns.

    Raises:
        UsageProblem: nothing tells which column holds the titles or the owners.
    """
    header, guess = _header(sheet, mapping)
    rows = tuple(
        row
        for row in sheet.rows
        if header is None or (row.line > header.line and row.cells != header.cells)
    )
    width = len(header.cells) if header else _usual_width(sheet)
    names = [_name(header, index) for index in range(width)]
    silent = [header is None or not header.cell(index) for index in range(width)]
    columns = [Column(index, name, None, "") for index, name in enumerate(names)]
    known = _mapped(columns, mapping)
    _by_heading(columns, known, mapping, rows)
    _by_content(columns, known, mapping, rows, silent, people)
    used = {column.index: (name, column.why) for name, column in known.items()}
    finished = tuple(
        replace(each, field=used[each.index][0], why=used[each.index][1])
        if each.index in used
        else replace(each, why=_why_not(each, known, mapping, rows))
        for each in columns
        if each.index in used or not silent[each.index] or _texts(rows, each.index)
    )
    table = Table(finished, rows, (guess,), known, width)
    _require(table, sheet)
    return table


def _header(sheet: Sheet, mapping: Mapping[Field, str]) -> tuple[SheetRow | None, Guess]:
    """Take the row with the most headings that are known; without any, the first if it is one."""
    wanted = {normal(each) for each in mapping.values() if each}
    width = max(len([c for c in row.cells if c.strip()]) for row in sheet.rows)

    def known(row: SheetRow) -> int:
        filled = [cell for cell in row.cells if cell.strip()]
        if len(filled) == 1 and width > 1:
            return 0  # a title above the table
        data = sum(map(looks_like_data, filled))
        return sum(is_known(cell) or normal(cell) in wanted for cell in filled) - data

    best = max(sheet.rows[:_ROWS_ABOVE], key=known)
    if known(best) > 0:
        return best, Guess("header", f"line {best.line}", "it has the most headings known")
    first = next(row for row in sheet.rows if len([c for c in row.cells if c.strip()]) * 2 > width)
    if any(looks_like_data(cell) for cell in first.cells):
        return None, Guess("header", "none", f"line {first.line} holds data already")
    return first, Guess("header", f"line {first.line}", "the first full row")


def _usual_width(sheet: Sheet) -> int:
    return Counter(len(row.cells) for row in sheet.rows).most_common(1)[0][0]


def _name(header: SheetRow | None, index: int) -> str:
    text = " ".join(header.cell(index).split()) if header else ""
    return text or f"column {index + 1}"


def _mapped(columns: Sequence[Column], mapping: Mapping[Field, str]) -> dict[Field, Column]:
    known: dict[Field, Column] = {}
    for name, wanted in mapping.items():
        if wanted:
            known[name] = replace(_named(columns, wanted), why="by --map")
    return known


def _named(columns: Sequence[Column], wanted: str) -> Column:
    for same in (str.strip, str.casefold, normal):
        for each in columns:
            if same(each.name) == same(wanted):
                return each
    if re.fullmatch("[0-9]{1,3}", wanted) and 1 <= int(wanted) <= len(columns):
        return columns[int(wanted) - 1]
    names = [each.name for each in columns]
    hint = did_you_mean(wanted, names) or f"the sheet has {', '.join(map(in_backticks, names))}"
    raise UsageProblem(f"--map: there is no column `{wanted}`", hint)


def _by_heading(
    columns: Sequence[Column],
    known: dict[Field, Column],
    mapping: Mapping[Field, str],
    rows: Sequence[SheetRow],
) -> None:
    for name in Field:
        if name in mapping:
            continue
        used = {each.index for each in known.values()}
        ranked = [
            (_is_coded(name, _texts(rows, each.index)), order, each)
            for each in columns
            if each.index not in used
            and (order := rank(name, each.name)) is not None
            and _can_hold(name, _texts(rows, each.index))
        ]
        if ranked:
            best = min(ranked, key=lambda found: found[:2])[2]
            known[name] = replace(best, why=_BY_HEADING)


def _can_hold(name: Field, texts: Sequence[str]) -> bool:
    """Tell whether what stands in a column can be what its heading says."""
    if name in SCORES:
        return not texts or any(map(is_score, texts))
    return name is not Field.MILESTONES or not texts or not all(map(is_score, texts))


def _is_coded(name: Field, texts: Sequence[str]) -> bool:
    """Tell whether a column of dates has them as figures only, so that another goes before it."""
    return name in DATES and bool(texts) and all(map(is_coded, texts))


def _by_content(
    columns: Sequence[Column],
    known: dict[Field, Column],
    mapping: Mapping[Field, str],
    rows: Sequence[SheetRow],
    silent: Sequence[bool],
    people: Register[Person],
) -> None:
    """Name columns by what stands in them: those needed, and any others without a heading."""
    for name in (Field.OWNER, Field.DUE, Field.STATUS, Field.TITLE):
        used = {each.index for each in known.values()}
        free = [
            each
            for each in columns
            if each.index not in used
            and (silent[each.index] or (name in _NEEDED and not is_known(each.name)))
        ]
        if name in known or name in mapping:
            continue
        texts = {each.index: _texts(rows, each.index) for each in free}
        found = field_by_content(name, texts, people)
        if found is not None:
            known[name] = replace(columns[found[0]], why=f"by its content: {found[1]}")


def _texts(rows: Sequence[SheetRow], index: int) -> list[str]:
    return [text for row in rows if not blank(text := row.cell(index))]


def _why_not(
    column: Column,
    known: Mapping[Field, Column],
    mapping: Mapping[Field, str],
    rows: Sequence[SheetRow],
) -> str:
    if is_no_fact(column.name):
        return "what is hoped for is no fact"
    meant = [each for each in Field if rank(each, column.name) is not None]
    for each in meant:
        if each in mapping and not mapping[each]:
            return "left out by --map"
        if each in known:
            return f"{each} is taken from {in_backticks(known[each].name)}"
        if not _can_hold(each, _texts(rows, column.index)):
            return f"holds nothing that can be a {each.replace('_', ' ')}"
    return "opsctl does not know this heading"


def _require(table: Table, sheet: Sheet) -> None:
    for name in _NEEDED:
        if name not in table.by_field:
            names = ", ".join(in_backticks(each) for each in _names(table))
            raise UsageProblem(
                f"{sheet.path}: opsctl cannot tell which column holds the {name}",
                f'add --map {name}="…" with one of {names}',
            )


def _names(table: Table) -> Iterator[str]:
    return (each.name for each in table.columns)
