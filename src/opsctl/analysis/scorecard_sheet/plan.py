"""What an import of numbers would do: what is new, what differs, what cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.analysis.scorecard.written import Written
from opsctl.analysis.scorecard_sheet.layout import Layout
from opsctl.analysis.scorecard_sheet.table import Left, RefusedCell
from opsctl.model.cadence import Period
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.sheet import Guess


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says of one period of a measurable."""

    cell: str
    period: Period
    entry: ValueEntry


@dataclass(frozen=True, slots=True)
class Different:
    """A number of a sheet where another stands already, in one place or in several."""

    number: Number
    there: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A measurable with its numbers from the sheet; `created` where it is new itself.

    `hint` then says which one of those there may have been meant instead.
    """

    measurable: Measurable
    cell: str
    heading: str
    created: bool
    new: tuple[Number, ...]
    same: int
    different: tuple[Different, ...]
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A number that is taken, and what to look at first."""

    number: Number
    heading: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class NumbersPlan:
    """Everything that an import of numbers would do, and does not do."""

    path: str
    layout: Layout
    guesses: tuple[Guess, ...]
    taken: tuple[Taken, ...] = ()
    refused: tuple[RefusedCell, ...] = ()
    left: tuple[Left, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()

    @property
    def new(self) -> int:
        """How many numbers are new."""
        return sum(len(each.new) for each in self.taken)

    @property
    def same(self) -> int:
        """How many numbers are there already."""
        return sum(each.same for each in self.taken)

    @property
    def different(self) -> int:
        """How many numbers differ from those that are there."""
        return sum(len(each.different) for each in self.taken)


def entry_after(there: ValueEntry, number: ValueEntry) -> ValueEntry:
    """Give the entry that a number of a sheet makes of one that is there; a note stays."""
    note = number.note or there.note
    return ValueEntry(value=number.value, na=number.na, note=note)
