"""How many of each kind of file a made workspace has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

AS_OF = date(2026, 11, 20)
FEWEST_FILES = 40
QUARTERS = (
    *("2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"),
    *("2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1"),
)
_SETTINGS = 4  # opsctl.yaml, people.yaml, teams.yaml, vision.yaml


@dataclass(frozen=True, slots=True)
class Shape:
    """Say how many files of each kind there are, and how many people and teams they name.

    Half of all files are procedures. Of the records, somewhat less than a third are measurables,
    ten to a scorecard; the others are Rocks, spread evenly over at most eight quarters.
    """

    files: int

    def __post_init__(self) -> None:
        if self.files < FEWEST_FILES:
            raise ValueError(f"a workspace is made of {FEWEST_FILES} files or more")

    @property
    def procedures(self) -> int:
        return self.files // 2

    @property
    def measurables(self) -> int:
        return max(5, self._records * 3 // 100 * 10)

    @property
    def scorecards(self) -> int:
        return max(1, self.measurables // 10)

    @property
    def rocks(self) -> int:
        return self._records - self.measurables - self.scorecards

    @property
    def quarters(self) -> tuple[str, ...]:
        """Give the quarters, the running one first: as many as have five Rocks or more."""
        return QUARTERS[: max(1, self.rocks // 5)]

    @property
    def people(self) -> tuple[str, ...]:
        """Give the ids of the people: so many that nobody owns more than five Rocks a quarter."""
        return tuple(f"person-{number}" for number in range(max(4, self.rocks_per_quarter // 4)))

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(f"team-{number}" for number in range(max(2, len(self.people) // 6)))

    @property
    def rocks_per_quarter(self) -> int:
        """Give the most Rocks that a quarter has."""
        return -(-self.rocks // len(self.quarters))

    @property
    def damaged(self) -> int:
        """Give the number of files that have findings: one in a hundred."""
        return self.files // 100

    @property
    def _records(self) -> int:
        return self.files - self.procedures - _SETTINGS


def quarter_days(quarter: str) -> tuple[date, date]:
    """Give the first and the last day of a calendar quarter."""
    year, number = int(quarter[:4]), int(quarter[-1])
    following = date(year + number // 4, number % 4 * 3 + 1, 1)
    return date(year, number * 3 - 2, 1), following - timedelta(days=1)
