"""Quarters as sheets write them."""

from __future__ import annotations

import re

from opsctl.model.period import Quarter
from opsctl.model.scalar import Unreadable
from opsctl.text.suggestion import in_backticks

_NUMBER = re.compile(r"(?:\b[QT]|\bquarter ?|\btrimestre ?)\s?([1-4])\b", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    r"\b([1-4])(?:\.|er|e|º|º\.)? ?(?:quartal|trimestre|quarter|T|Q)\b", re.I
)
_YEAR = re.compile(r"(?<![0-9])(?:FY ?)?((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?:'|’|\bFY ?|[-/ ])([0-9]{2})(?![0-9])", re.IGNORECASE)
_CENTURY = 2000


def sheet_quarter(text: str, default: Quarter) -> Quarter:
    """Read `Q4 2026`, `2026-Q4`, `T4 26` or `4. Quartal 2026`; a bare `Q4` must be the default's.

    Raises:
        Unreadable: it names no quarter.
    """
    year = _YEAR.search(text)
    rest = f"{text[: year.start()]} {text[year.end() :]}" if year else text
    number = _NUMBER.search(rest.replace("_", " ").replace("-", " ")) or _NUMBER_FIRST.search(rest)
    short = None if year else _SHORT_YEAR.search(text)
    if number and year:
        return _known(text, int(year[1]), int(number[1]))
    if number and short:
        return _known(text, _CENTURY + int(short[1]), int(number[1]))
    if number and int(number[1]) == default.number:
        return default
    raise Unreadable(f"{in_backticks(text)} is not a quarter", f"write it as {default}")


def _known(text: str, year: int, number: int) -> Quarter:
    quarter = Quarter.parse(f"{year}-Q{number}")
    if quarter is None:
        raise Unreadable(f"{in_backticks(text)} is not a quarter", "write it as 2026-Q4")
    return quarter
