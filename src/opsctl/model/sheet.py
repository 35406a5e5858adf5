"""A sheet of another tool: rows of cells, as text, and what was guessed to read them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = 26
_RUN = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet takes for a formula, also once it was defused."""


@dataclass(frozen=True, slots=True)
class Guess:
    """Something that a sheet does not say of itself: what it was taken for, and why."""

    what: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row, with the line of the file that it starts in and its number, counted from 1.

    The number is that of a spreadsheet, which counts rows, empty ones too, and not lines.
    """

    line: int
    cells: tuple[str, ...]
    number: int = 0

    def cell(self, index: int) -> str:
        """Give a cell without the space around it; empty where the row is too short."""
        return self.cells[index].strip() if index < len(self.cells) else ""

    def beyond(self, header: SheetRow) -> int | None:
        """Give the index of the first filled cell behind those that the header has, if any."""
        last = len(header.cells)
        return next((last + at for at, cell in enumerate(self.cells[last:]) if cell.strip()), None)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing stands in any cell."""
        return not any(cell.strip() for cell in self.cells)


def too_wide(row: SheetRow, header: SheetRow) -> str:
    """Say that a row has more cells than its header."""
    filled = max(index for index, cell in enumerate(row.cells, start=1) if cell.strip())
    return f"row {row.number} has {filled} cells, the header has {len(header.cells)}"


QUOTES = "a number with a comma needs quotes"
"""The hint where a row has more cells than its header."""


def cell_name(row: SheetRow, index: int) -> str:
    """Name a cell as spreadsheets do: `C7` is the third of the seventh row."""
    return f"{column_name(index)}{row.number}"


def column_name(index: int) -> str:
    """Name a column as spreadsheets do: `A` is the first, whose index is 0."""
    letters = ""
    rest = index + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def defused(text: str) -> str:
    """Put a `'` before a text that a spreadsheet would run as a formula: it then shows it."""
    return f"'{text}" if _RUN.match(text) else text


def undefused(text: str) -> str:
    """Take away the `'` that `defused` put there, or a spreadsheet itself."""
    return text[1:] if text.startswith("'") and _RUN.match(text) else text


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file that have something in them."""

    path: str
    rows: tuple[SheetRow, ...]
    guesses: tuple[Guess, ...] = ()
