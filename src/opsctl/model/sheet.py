"""A sheet of another tool: rows of cells, as text, and what was guessed to read them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that a sheet does not say of itself: what it was taken for, and why."""

    what: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, with the line of the file that it starts in, counted from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Give a cell without the space around it; empty where the row is too short."""
        return self.cells[index].strip() if index < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in any cell."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that have something in them."""

    path: str
    rows: tuple[SheetRow, ...]
    guesses: tuple[Guess, ...] = ()
