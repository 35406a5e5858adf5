"""From a sheet to Rocks: what would be taken, what is there already, what cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from opsctl.analysis.sheet.columns import Column, Table
from opsctl.analysis.sheet.owners import Owners, numbered
from opsctl.analysis.sheet.rows import Frame, Problem, RowRead, RowRefused, read_row
from opsctl.model.period import Quarter
from opsctl.model.person import Person
from opsctl.model.rock import LogEntry, Rock, RockRef
from opsctl.model.sheet import Guess
from opsctl.model.slug import slug_of
from opsctl.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that becomes a Rock."""

    line: int
    rock: Rock
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """A row whose Rock is there already, and the fields in which the sheet says otherwise."""

    line: int
    rock: Rock
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be taken, and everything that stands against it."""

    line: int
    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class ImportPlan:
    """Everything that an import would do, and does not do."""

    path: str
    quarter: Quarter
    guesses: tuple[Guess, ...]
    columns: tuple[Column, ...]
    taken: tuple[Taken, ...] = ()
    there: tuple[There, ...] = ()
    refused: tuple[Refused, ...] = ()
    people: tuple[Person, ...] = ()

    def without(self, refused: Sequence[Refused]) -> ImportPlan:
        """Give the plan in which some rows are refused that would have been taken."""
        lines = {each.line for each in refused}
        taken = tuple(each for each in self.taken if each.line not in lines)
        owners = {name for each in taken for name in (each.rock.owner, *each.rock.helpers)}
        everybody = sorted((*self.refused, *refused), key=lambda each: each.line)
        people = tuple(each for each in self.people if each.id in owners)
        return replace(self, taken=taken, refused=tuple(everybody), people=people)


@dataclass
class _Sorting:
    """The rows so far, and what is known of the quarter's Rocks by then."""

    workspace: Workspace
    names: set[RockRef]
    first_lines: dict[tuple[Quarter, str, str], int] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    there: list[There] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def sort(self, row: RowRead) -> None:
        rock = row.rock
        key = (rock.quarter, _plain(rock.title), rock.owner)
        before = self.first_lines.setdefault(key, row.line)
        found = self._same(rock)
        if before != row.line:
            message = f"line {before} has the same title and the same owner"
            problem = Problem(message, "keep one of the two")
            self.refused.append(Refused(row.line, rock.title, (problem,)))
        elif found is not None:
            self.there.append(There(row.line, found, _differences(found, rock)))
        else:
            named = replace(rock, id=self._free(rock))
            self.names.add(named.ref)
            self.taken.append(Taken(row.line, named, row.remarks))

    def _same(self, rock: Rock) -> Rock | None:
        current = self.workspace.people.current
        for each in self.workspace.rocks_of(rock.quarter):
            if _plain(each.title) == _plain(rock.title) and current(each.owner) == rock.owner:
                return each
        return None

    def _free(self, rock: Rock) -> str:
        base, number = slug_of(rock.title), 1
        while RockRef(rock.quarter, numbered(base, number)) in self.names:
            number += 1
        return numbered(base, number)


def plan_import(
    path: str,
    table: Table,
    frame: Frame,
    workspace: Workspace,
    names: frozenset[RockRef],
    *,
    create_people: bool,
) -> ImportPlan:
    """Sort the rows of a table; `names` are the ids that are in use, also by broken files."""
    owners = Owners(workspace.people, create_people)
    sorting = _Sorting(workspace, set(names))
    for row in table.rows:
        read = read_row(row, table, frame, workspace, owners)
        if isinstance(read, RowRefused):
            sorting.refused.append(Refused(read.line, read.title, read.problems))
        else:
            sorting.sort(read)
    used = dict.fromkeys(
        name for each in sorting.taken for name in (each.rock.owner, *each.rock.helpers)
    )
    new = [owners.person(each) for each in used] if create_people else []
    return ImportPlan(
        path,
        frame.quarter,
        (*table.guesses, *frame.guesses),
        table.columns,
        tuple(sorting.taken),
        tuple(sorting.there),
        tuple(sorting.refused),
        tuple(each for each in new if each is not None),
    )


def _differences(there: Rock, sheet: Rock) -> tuple[str, ...]:
    """Name the fields of which the sheet says something else; where it is silent, none.

    Days that opsctl gave to what the sheet does not date do not count.
    """
    differs = [
        name
        for name in ("done_means", "helpers", "team", "area", "due", "milestones", "outcome")
        if getattr(sheet, name) and getattr(sheet, name) != getattr(there, name)
    ]
    said = {_undated(entry) for entry in there.log}
    if any(_undated(entry) not in said for entry in sheet.log):
        differs.append("log")
    if sheet.status and sheet.status != there.status:
        differs.append("status")
    why = sheet.result.why if sheet.result else None
    if why and (there.result is None or there.result.why != why):
        differs.append("result")
    return tuple(differs)


def _undated(entry: LogEntry) -> tuple[object, ...]:
    return (entry.say, entry.now, entry.note)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
