"""One row of a sheet: a Rock without its id, or everything that stands against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from opsctl.analysis.sheet.columns import Table
from opsctl.analysis.sheet.days import DateOrder, sheet_day
from opsctl.analysis.sheet.facts import Clock, Facts, Said, facts_of
from opsctl.analysis.sheet.headers import SCORES, Field, normal
from opsctl.analysis.sheet.owners import Owners
from opsctl.analysis.sheet.quarters import sheet_quarter
from opsctl.analysis.sheet.scores import Scale, score
from opsctl.analysis.sheet.statuses import meaning
from opsctl.analysis.sheet.steps import milestones_of
from opsctl.model.period import Days, Quarter
from opsctl.model.rock import Rock
from opsctl.model.scalar import Unreadable
from opsctl.model.sheet import Guess, SheetRow
from opsctl.model.slug import slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.span import Origin
from opsctl.text.suggestion import did_you_mean, in_backticks

T = TypeVar("T")
_NO_TEAM = frozenset(["company", "company rock", "unternehmen", "firma", "entreprise", "empresa"])


@dataclass(frozen=True)
class Frame:
    """What holds for all rows: the quarter, the order of dates, the scale of scores, the days.

    `only` says that rows of other quarters are not taken.
    """

    quarter: Quarter
    only: bool
    as_of: date
    words: date | None
    order: DateOrder | None
    scale: Scale
    three_colours: bool
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken; the column is that of the cell in question, if it is one."""

    message: str
    hint: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row as a Rock, whose id is still to be given."""

    line: int
    rock: Rock
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that cannot be taken."""

    line: int
    title: str
    problems: tuple[Problem, ...]


def read_row(
    row: SheetRow, table: Table, frame: Frame, workspace: Workspace, owners: Owners
) -> RowRead | RowRefused:
    """Read one row; every cell that cannot be read is named."""
    reader = _RowReader(row, table, frame, workspace)
    made = reader.rock(owners)
    if made is None:
        title = " ".join(table.cell(row, Field.TITLE).split())
        return RowRefused(row.line, title, tuple(reader.problems))
    return made


class _RowReader:
    def __init__(self, row: SheetRow, table: Table, frame: Frame, workspace: Workspace) -> None:
        self.row = row
        self.table = table
        self.frame = frame
        self.workspace = workspace
        self.problems: list[Problem] = []

    def rock(self, owners: Owners) -> RowRead | None:
        """Give the Rock of the row; none where problems were noted."""
        self._note_shape()
        title = " ".join(self.text(Field.TITLE).split())
        if not title:
            self.problems.append(Problem("it has no title", "write what is to be done"))
        owner = self._read(Field.OWNER, owners.one, always=True)
        helpers = self._read(Field.HELPERS, owners.several) or ()
        quarter = self._quarter()
        days = self.workspace.calendar.days(quarter)
        due = self._due(quarter, days)
        team = self._read(Field.TEAM, self._team)
        steps, left = milestones_of(self.text(Field.MILESTONES), self.frame.order, days)
        facts = self._facts(days)
        if self.problems or facts is None or owner is None:
            return None
        rock = Rock(
            id=slug_of(title),
            quarter=quarter,
            origin=Origin(""),
            title=title,
            owner=owner,
            done_means=self._free_text(Field.DONE_MEANS),
            helpers=tuple(each for each in helpers if each != owner),
            team=team or None,
            area=self._free_text(Field.AREA),
            due=due,
            outcome=facts.outcome,
            milestones=steps,
            log=facts.log,
            status=facts.status,
            result=facts.result,
        )
        undated = tuple(f"milestone “{each}” has no day in the quarter: left out" for each in left)
        return RowRead(self.row.line, rock, (*facts.remarks, *undated))

    def text(self, name: Field) -> str:
        return self.table.cell(self.row, name)

    def _free_text(self, name: Field) -> str | None:
        """Give a text as it stands, its line ends as one kind."""
        lines = self.text(name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip() or None

    def _note_shape(self) -> None:
        width = self.table.width
        if any(cell.strip() for cell in self.row.cells[width:]):
            message = f"it has {len(self.row.cells)} cells, and the sheet has {width} columns"
            hint = "put a cell that holds the delimiter in quotation marks"
            self.problems.append(Problem(message, hint))

    def _read(self, name: Field, read: Callable[[str], T], *, always: bool = False) -> T | None:
        """Read a cell that says something; what cannot be read becomes a problem."""
        text = self.text(name)
        if not text and not always:
            return None
        try:
            return read(text)
        except Unreadable as error:
            column = self.table.by_field[name].name if name in self.table.by_field else None
            self.problems.append(Problem(error.message, error.hint, column if text else None))
            return None

    def _quarter(self) -> Quarter:
        mine = self.frame.quarter
        found = self._read(Field.QUARTER, lambda text: sheet_quarter(text, mine)) or mine
        if found != mine and self.frame.only:
            hint = f"import it with --quarter {found}"
            self.problems.append(Problem(f"it belongs to {found}, not to {mine}", hint))
        return found

    def _due(self, quarter: Quarter, days: Days) -> date | None:
        due = self._day(Field.DUE, days)
        if due is not None and due not in days:
            other = self.workspace.calendar.quarter_of(due)
            hint = f"it runs from {days.first} to {days.last}; this is a day of {other}"
            column = self.table.by_field[Field.DUE].name
            self.problems.append(Problem(f"{due} is outside of {quarter}", hint, column))
        return due

    def _day(self, name: Field, days: Days) -> date | None:
        return self._read(name, lambda text: sheet_day(text, self.frame.order, days))

    def _team(self, text: str) -> str:
        """Give the id of a team, by id or title; empty for a company Rock."""
        if normal(text) in _NO_TEAM:
            return ""
        teams = self.workspace.teams
        if not teams.listed:
            return slug_of(text)
        current = teams.current(text.casefold())
        if current in teams.ids:
            return current
        titles = {each.title.casefold(): each.id for each in teams.records.values() if each.title}
        if text.casefold() in titles:
            return titles[text.casefold()]
        near = did_you_mean(text, [*teams.ids, *titles])
        hint = near or "add it to teams.yaml, or leave the column out with --map team="
        raise Unreadable(f"there is no team {in_backticks(text)}", hint)

    def _facts(self, days: Days) -> Facts | None:
        said = Said(
            scores=self._scores(),
            meaning=self._read(
                Field.STATUS, lambda text: meaning(text, three_colours=self.frame.three_colours)
            ),
            status_day=self._day(Field.STATUS_DATE, days),
            done_day=self._day(Field.DONE_DATE, days),
            note=self._free_text(Field.NOTE),
        )
        try:
            return facts_of(said, Clock(days, self.frame.as_of, self.frame.words))
        except Unreadable as error:
            column = self.table.by_field[Field.STATUS].name
            self.problems.append(Problem(error.message, error.hint, column))
            return None

    def _scores(self) -> dict[Field, Decimal]:
        read = {
            name: self._read(name, lambda text: score(text, self.frame.scale)) for name in SCORES
        }
        return {name: share for name, share in read.items() if share is not None}
