"""What the real shop's scorecard must say, computed from its weeks by nothing of the product.

Only the standard library is used here; goals and exceptions are written down a second time.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

Row = Mapping[str, Fraction | None]
Rows = Mapping[str, Row]
"""Each week's figures by the name of the measurable; none where a figure does not apply."""

COLUMNS = {
    "orders": "orders",
    "buyers": "buyers",
    "repeat-order-share": "repeat_order_share_pct",
    "revenue": "revenue_usd",
    "units": "units",
}
GOALS = {
    "orders": [("1997-W01", 2000), ("1997-W14", 450)],
    "buyers": [("1997-W01", 1800), ("1997-W14", 400)],
    "repeat-order-share": [("1997-W01", 10), ("1997-W07", 25)],
    "revenue": [("1997-W01", 60000), ("1997-W14", 16000)],
    "units": [("1997-W01", 4000), ("1997-W14", 1100)],
    "average-order-value": [("1997-W01", 33), ("1997-W14", 35)],
}
EXCEPTIONS = {("orders", "1997-W52"): 350, ("revenue", "1997-W52"): 13000}
SET = {"repeat-order-share": date(1997, 2, 7)}
"""The day on which the second goal was set, where it is not the 28 March 1997."""
NOT_APPLICABLE = [("repeat-order-share", "1997-W01")]
WEIGHTED = ["repeat-order-share", "average-order-value"]
ONE_WEEK = timedelta(days=7)
BEGINS = date(1996, 12, 30)


@dataclass(frozen=True)
class Judged:
    """One week of one number."""

    week: str
    thursday: date
    value: Fraction | None
    goal: int | None
    verdict: str


def rows_of_csv(path: Path) -> Rows:
    """Read the sums as they were made."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["week"]: _row(row["week"], row) for row in csv.DictReader(file)}


def _row(week: str, cells: Mapping[str, str]) -> Row:
    row: dict[str, Fraction | None] = {
        name: None if (name, week) in NOT_APPLICABLE else Fraction(cells[column])
        for name, column in COLUMNS.items()
    }
    revenue, orders = Fraction(cells["revenue_usd"]), Fraction(cells["orders"])
    return {**row, "average-order-value": revenue / orders}


def name_of(monday: date) -> str:
    """Name the week that begins on a day."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def goal_for(name: str, week: str, as_of: date) -> int | None:
    """Give the number that a week had to reach, as far as it was known on a day."""
    if (name, week) in EXCEPTIONS:
        return EXCEPTIONS[name, week]
    (first, before), (second, after) = GOALS[name]
    if week >= second and as_of >= SET.get(name, date(1997, 3, 28)):
        return after
    return before if week >= first else None


def closed_weeks(name: str, rows: Rows, as_of: date) -> list[Judged]:
    """Judge every week that was over before a day, the oldest first."""
    found = []
    monday = BEGINS
    while monday + ONE_WEEK <= as_of:
        found.append(_judged(name, monday, rows, as_of))
        monday += ONE_WEEK
    return found


def _judged(name: str, monday: date, rows: Rows, as_of: date) -> Judged:
    week = name_of(monday)
    value = rows[week][name] if week in rows else None
    goal = goal_for(name, week, as_of)
    verdict = "miss" if value is not None and goal is not None and value < goal else "hit"
    if value is None:
        verdict = "n/a" if (name, week) in NOT_APPLICABLE else "missing"
    return Judged(week, monday + timedelta(days=3), value, goal, verdict)


def last_thirteen(name: str, rows: Rows, as_of: date) -> list[tuple[str, str]]:
    """Name the last 13 closed weeks, with their verdicts, also from before the shop opened."""
    verdicts = {each.week: each.verdict for each in closed_weeks(name, rows, as_of)}
    this = as_of - timedelta(days=as_of.weekday())
    weeks = [name_of(this - count * ONE_WEEK) for count in range(13, 0, -1)]
    return [(week, verdicts.get(week, "none")) for week in weeks]


def streak(weeks: Iterable[Judged]) -> tuple[str, int] | None:
    """Count how often the newest verdict came in a row."""
    verdicts = [each.verdict for each in weeks if each.verdict in ("hit", "miss")]
    length = 0
    for verdict in reversed(verdicts):
        if verdict != verdicts[-1]:
            break
        length += 1
    return (verdicts[-1], length) if verdicts else None


def attention(weeks: list[Judged]) -> list[str]:
    """Name the reasons for attention; every goal of the shop is met from below."""
    found = []
    row = streak(weeks)
    if row and row[0] == "miss" and row[1] >= 3:
        found.append("misses-in-a-row")
    recent = [each.verdict for each in weeks[-13:]]
    hits, misses = recent.count("hit"), recent.count("miss")
    if hits + misses >= 6 and misses > hits:
        found.append("misses-often")
    newest = [each for each in weeks if each.verdict in ("hit", "miss")][-5:]
    values = [each.value or Fraction(0) for each in newest]
    falls = len(values) == 5 and all(values[at] > values[at + 1] for at in range(4))
    if falls and newest[-1].verdict == "hit":
        found.append("worsening")
    if weeks and weeks[-1].verdict == "missing":
        found.append("missing")
    return found


def rolled_up(name: str, weeks: Iterable[Judged], rows: Rows) -> tuple[Fraction | None, int, int]:
    """Make one number of several weeks, with how many it is made of and how many were due."""
    due = [each for each in weeks if each.verdict != "n/a"]
    there = [(each.value, rows[each.week]["orders"]) for each in due if each.value is not None]
    if not there:
        return None, 0, len(due)
    if name not in WEIGHTED:
        return sum((value for value, _ in there), Fraction(0)), len(there), len(due)
    orders = sum((weight or Fraction(0) for _, weight in there), Fraction(0))
    weighted = sum((value * (weight or 0) for value, weight in there), Fraction(0))
    return weighted / orders, len(there), len(due)


def month_of(thursday: date) -> str:
    return f"{thursday.year}-{thursday.month:02}"


def quarter_of(thursday: date) -> str:
    return f"{thursday.year}-Q{(thursday.month + 2) // 3}"
