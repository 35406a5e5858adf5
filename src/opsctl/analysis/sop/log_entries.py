"""The entries of a change log: which version each is about, of which day, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from opsctl.analysis.sop.versions import counted_version
from opsctl.model.markdown import Block, BlockKind

DAY = r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"
VERSION = (
    r"[0-9]{1,9}\.[0-9]{1,9}(?:\.[0-9]{1,9})?(?:-[0-9A-Za-z][0-9A-Za-z.-]*)?(?:\+[0-9A-Za-z.-]+)?"
)
LABEL = r"(?:(?:v|ver|version|versión|versione|versie|rev|revision|release|fassung)[.: ]{0,2})"
_HEAD = 60
_BEGINS = re.compile(
    rf"\W{{0,3}}(?:(?:{DAY})\W{{1,5}})?{LABEL}?(?P<version>{VERSION})(?=$|[^\w.]|\.(?:$|\s))",
    re.IGNORECASE,
)
_IN_CELL = re.compile(rf"\W*{LABEL}?(?P<version>[0-9]\S*)", re.IGNORECASE)
_DAY = re.compile(rf"(?<![\w.])(?:{DAY})(?![\w])")
_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry: an item, a row or a heading, with its text, and what it says of itself."""

    block: Block
    text: str
    version: str | None
    day: date | None

    @property
    def is_dated(self) -> bool:
        """Tell whether it says which version, or which day, it is about."""
        return self.version is not None or self.day is not None


def entry_of(block: Block) -> LogEntry:
    """Read an item or a heading; its first text tells what it is about."""
    text = next((each.plain for each in block.walk() if each.runs), "")
    return LogEntry(block, text, version_at_start(text), _day_in(text[:_HEAD]))


def row_entry(row: Block, version: int | None, day: int | None) -> LogEntry:
    """Read a row of a table, given the numbers of its columns of versions and days."""
    cells = [cell.plain for cell in row.children]
    text = " ".join(each for each in cells if each)
    match = _IN_CELL.match(cells[version]) if version is not None and version < len(cells) else None
    said = match["version"].rstrip(".,;:") if match else None
    if version is None:
        said = next((found for cell in cells if (found := version_at_start(cell))), None)
    when = _day_in(cells[day]) if day is not None and day < len(cells) else None
    return LogEntry(row, text, said, when)


def version_at_start(text: str) -> str | None:
    """Give the version that a text begins with; a day may stand before it."""
    match = _BEGINS.match(text)
    return match["version"] if match else None


def has_entry(entries: Iterable[LogEntry], version: str) -> bool:
    """Tell whether one of the entries is about a version, however it writes it."""
    wanted = counted_version(version)
    return wanted is not None and any(counted_version(each.version) == wanted for each in entries)


def newest_first(entries: Sequence[LogEntry], otherwise: bool) -> bool:
    """Tell the order of entries by their versions, else by their days."""
    versions = [counted_version(each.version) for each in entries]
    for keys in (versions, [each.day for each in entries]):
        known: list[Any] = [key for key in keys if key is not None]
        falls: int = sum((a > b) - (a < b) for a, b in pairwise(known))
        if falls:
            return falls > 0
    return otherwise


def is_entry(block: Block) -> bool:
    """Tell an item or a heading that says which version, or which day, it is about."""
    return block.kind in (BlockKind.ITEM, BlockKind.HEADING) and entry_of(block).is_dated


def _day_in(text: str) -> date | None:
    match = _DAY.search(text)
    for form in _FORMS if match else ():
        try:
            return datetime.strptime(match[0] if match else "", form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None
