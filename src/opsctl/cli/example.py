"""The example company, and how its dates are made to surround today."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path

from opsctl.model.period import Calendar, Days, Quarter
from opsctl.model.scalar import MONTHS

EXAMPLE_DAY = date(2026, 11, 20)
"""The day that the example is told as of."""

_DATE = re.compile(r"(?P<due>\bdue: )?\b(?P<day>\d{4}-\d{2}-\d{2})\b")
_QUARTER = re.compile(r"\b(\d{4}-Q[1-4])\b")


def example_files() -> dict[str, str]:
    """Give the files of the example company as they are in the documentation."""
    packaged = Path(str(resources.files("opsctl"))) / "example"
    checkout = Path(__file__).parents[3] / "examples" / "northwind"
    folder = packaged if packaged.is_dir() else checkout
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix == ".yaml"
    }


def living_files(files: Mapping[str, str], today: date) -> dict[str, str]:
    """Move the example in time, so that what it tells of the 20 November 2026 is true of today.

    The fiscal year is made to start such that today lies in the second month of a quarter, as it
    does in the example; a due day that would leave its quarter becomes its first or last.
    """
    mover = _Mover(today)
    return {mover.text(path, None): mover.file(path, text) for path, text in files.items()}


class _Mover:
    def __init__(self, today: date) -> None:
        self.shift = today - EXAMPLE_DAY
        self.first_month = (today.month - 2) % 3 + 1
        self.calendar = Calendar(self.first_month)
        now, was = self.calendar.quarter_of(today), Calendar().quarter_of(EXAMPLE_DAY)
        self.quarters = {_earlier(was, by): _earlier(now, by) for by in range(-4, 9)}

    def file(self, path: str, text: str) -> str:
        named = _QUARTER.search(path)
        quarter = Quarter.parse(named[1]) if named else None
        days = self.calendar.days(self.quarters[quarter]) if quarter else None
        if path == "opsctl.yaml":
            return self._settings(text)
        return self.text(text, days)

    def text(self, text: str, days: Days | None) -> str:
        moved = _DATE.sub(lambda match: self._day(match, days), text)
        return _QUARTER.sub(self._quarter, moved)

    def _settings(self, text: str) -> str:
        named = f"fiscal_year_starts: {MONTHS[self.first_month - 1]}"
        lines = (
            named if line.startswith("fiscal_year_starts:") and named not in line else line
            for line in text.splitlines()
        )
        return "\n".join(lines) + "\n"

    def _day(self, match: re.Match[str], days: Days | None) -> str:
        moved = date.fromisoformat(match["day"]) + self.shift
        if match["due"] and days is not None:
            moved = min(max(moved, days.first), days.last)
        return f"{match['due'] or ''}{moved.isoformat()}"

    def _quarter(self, match: re.Match[str]) -> str:
        quarter = Quarter.parse(match[1])
        return str(self.quarters.get(quarter, quarter)) if quarter else match[1]


def _earlier(quarter: Quarter, by: int) -> Quarter:
    """Give the quarter that lies some quarters before another."""
    count = quarter.year * 4 + quarter.number - 1 - by
    return Quarter(count // 4, count % 4 + 1)
