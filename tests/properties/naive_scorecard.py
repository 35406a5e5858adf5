"""Compute what a scorecard says a second time, plainly and slowly, from the text of the design.

Nothing here is shared with the product, so that a difference between the two is news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

Measurable = dict[str, Any]
"""The keys of the file; goals as lists of words, such as `["at least", "22"]`."""

ONE_DAY = timedelta(days=1)
JUDGED = ("hit", "miss")
KINDS_IN_ORDER = ["misses-in-a-row", "misses-often", "worsening", "missing", "retroactive-goal"]


@dataclass(frozen=True)
class Span:
    """Hold one period: its name, its days, and the day by which it counts in a longer one."""

    name: str
    first: date
    last: date
    decides: date


@dataclass(frozen=True)
class World:
    """Hold a whole scorecard as plain data.

    Check-ins are dictionaries with `week`, `date` and `values`; `starts` is the month in which the
    fiscal year begins.
    """

    as_of: date
    starts: int
    misses_in_a_row: int
    measurables: dict[str, Measurable]
    checkins: list[dict[str, Any]]


# Periods


def quarter_name(day: date, starts: int) -> str:
    """Name the quarter of a day; a fiscal year is named after the year it ends in."""
    months_in = (day.month - starts) % 12
    began = day.year if day.month >= starts else day.year - 1
    year = began if starts == 1 else began + 1
    return f"{year}-Q{months_in // 3 + 1}"


def name_of(day: date, every: str, starts: int) -> str:
    """Name the period that holds a day, as it is written in files."""
    if every == "day":
        return day.isoformat()
    if every == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if every == "month":
        return day.isoformat()[:7]
    return quarter_name(day, starts)


@cache
def period_of(day: date, every: str, starts: int) -> Span:
    """Give the period that holds a day, by walking to both its ends."""
    name = name_of(day, every, starts)
    first = last = day
    while name_of(first - ONE_DAY, every, starts) == name:
        first -= ONE_DAY
    while name_of(last + ONE_DAY, every, starts) == name:
        last += ONE_DAY
    decides = first + 3 * ONE_DAY if every == "week" else first
    return Span(name, first, last, decides)


def periods_until(first: Span, day: date, every: str, starts: int) -> Iterator[Span]:
    """Yield the periods from one to the one that holds a day."""
    here = first
    while here.first <= day:
        yield here
        here = period_of(here.last + ONE_DAY, every, starts)


# Values


def entries(name: str, world: World) -> dict[str, dict[str, Any]]:
    """Give what is said of each period, in the record or a check-in, on a day not ahead."""
    measurable = world.measurables[name]
    said = {
        period: entry
        for period, entry in measurable["values"].items()
        if entry.get("on", world.as_of) <= world.as_of
    }
    for checkin in world.checkins:
        if name in checkin["values"] and checkin["date"] <= world.as_of:
            period = reported_period(measurable["every"], checkin["week"], world.starts)
            if period is not None:
                said.setdefault(period, checkin["values"][name])
    return said


def reported_period(every: str, monday: date, starts: int) -> str | None:
    """Name the period that a number in the check-in of a week is for."""
    if every == "day":
        return None
    if every == "week":
        return name_of(monday, every, starts)
    sunday = monday + 6 * ONE_DAY
    holding = period_of(sunday, every, starts)
    ended = holding if holding.last <= sunday else None
    return (ended or period_of(holding.first - ONE_DAY, every, starts)).name


# Goals


def is_met(goal: list[str], value: Fraction) -> bool:
    """Hold a number against a goal."""
    words, *numbers = goal
    if words in ("yes", "no"):
        return value == (1 if words == "yes" else 0)
    low, high = Fraction(numbers[0]), Fraction(numbers[-1])
    return {
        "at least": value >= low,
        "above": value > low,
        "at most": value <= low,
        "below": value < low,
        "exactly": value == low,
        "between": low <= value <= high,
        "outside": value < low or value > high,
    }[words]


def goal_for(measurable: Measurable, span: Span, world: World) -> list[str] | None:
    """Give the goal in force then: an exception, else the newest that had begun and was set."""
    if span.name in measurable["exceptions"]:
        exception: list[str] = measurable["exceptions"][span.name]
        return exception
    found: list[str] | None = measurable["always"]
    begun = date.min
    for goal in measurable["goals"]:
        known = goal["set"] is None or goal["set"] <= world.as_of
        if known and begun < goal["from"].first <= span.first:
            found, begun = goal["is"], goal["from"].first
    return found


def retroactive(measurable: Measurable, world: World) -> bool:
    """Tell whether a goal was set when its first period had closed."""
    days = [(goal["set"], goal["from"].last) for goal in measurable["goals"] if goal["set"]]
    return any(closed < day <= world.as_of for day, closed in days)


# Verdicts


def lifetime(name: str, world: World) -> list[Span]:
    """Give every period from the beginning to the one that holds `as_of`, or to the end."""
    measurable = world.measurables[name]
    every, starts = measurable["every"], world.starts
    known = [goal for goal in measurable["goals"] if not goal["set"] or goal["set"] <= world.as_of]
    firsts = [goal["from"] for goal in known]
    firsts += [span for span in measurable["spans"] if span.name in entries(name, world)]
    firsts = [span for span in firsts if span.first <= world.as_of]
    if measurable["since"]:
        firsts = [measurable["since"]]
    if not firsts:
        return []
    first = min(firsts, key=lambda span: span.first)
    lived = list(periods_until(first, world.as_of, every, starts))
    archived = measurable["archived"]
    if archived is None or archived > world.as_of:
        return lived
    return [span for span in lived if span.last <= archived]


def judged(name: str, world: World) -> list[dict[str, Any]]:
    """Judge each period of a number's life, the oldest first; the last may be open."""
    measurable = world.measurables[name]
    said = entries(name, world)
    found = []
    for span in lifetime(name, world):
        entry = said.get(span.name, {})
        value = entry.get("value")
        goal = goal_for(measurable, span, world)
        if span.last >= world.as_of:
            verdict = "open"
        elif "na" in entry:
            verdict = "n/a"
        elif value is None:
            verdict = "missing"
        elif goal is None:
            verdict = "no-goal"
        else:
            verdict = "hit" if is_met(goal, value) else "miss"
        found.append({"span": span, "value": value, "goal": goal, "verdict": verdict})
    return found


def shown(name: str, world: World, count: int) -> list[dict[str, Any]]:
    """Give the last closed periods and the open one, with `none` for those outside its life."""
    every = world.measurables[name]["every"]
    spans = [period_of(world.as_of, every, world.starts)]
    for _ in range(count):
        spans.insert(0, period_of(spans[0].first - ONE_DAY, every, world.starts))
    lived = {period["span"].name: period for period in judged(name, world)}
    outside = {"value": None, "goal": None, "verdict": "none"}
    return [lived.get(span.name, {"span": span, **outside}) for span in spans]


def streak(closed: list[dict[str, Any]]) -> tuple[str, int] | None:
    """Count the same verdicts at the end; what was not judged neither breaks nor extends them."""
    verdicts = [period["verdict"] for period in closed if period["verdict"] in JUDGED]
    length = 0
    while length < len(verdicts) and verdicts[-1 - length] == verdicts[-1]:
        length += 1
    return (verdicts[-1], length) if verdicts else None


def attention(name: str, world: World) -> list[str]:
    """Name what needs attention."""
    closed = [period for period in judged(name, world) if period["verdict"] != "open"]
    found = []
    if has_ended(name, world):
        closed = []
    row = streak(closed)
    if row and row[0] == "miss" and row[1] >= world.misses_in_a_row:
        found.append("misses-in-a-row")
    recent = [period["verdict"] for period in closed[-13:] if period["verdict"] in JUDGED]
    if len(recent) >= 6 and 2 * recent.count("miss") > len(recent):
        found.append("misses-often")
    if worsening(closed):
        found.append("worsening")
    if closed and closed[-1]["verdict"] == "missing":
        found.append("missing")
    if retroactive(world.measurables[name], world):
        found.append("retroactive-goal")
    return sorted(found, key=KINDS_IN_ORDER.index)


def has_ended(name: str, world: World) -> bool:
    """Tell whether a number was archived before the newest closed period was over."""
    measurable = world.measurables[name]
    now = period_of(world.as_of, measurable["every"], world.starts)
    newest = now.first - ONE_DAY
    return bool(measurable["archived"]) and measurable["archived"] < newest


def worsening(closed: list[dict[str, Any]]) -> bool:
    """Tell of four moves for the worse in a row while the newest is still a hit."""
    last = [period for period in closed if period["verdict"] in JUDGED][-5:]
    if len(last) < 5 or last[-1]["verdict"] != "hit":
        return False
    values = [period["value"] for period in last]
    moves = [later - earlier for earlier, later in pairwise(values)]
    words = last[-1]["goal"][0]
    if words in ("at least", "above"):
        return all(move < 0 for move in moves)
    return words in ("at most", "below") and all(move > 0 for move in moves)


# Longer periods


def in_longer(name: str, world: World, every: str) -> dict[str, list[dict[str, Any]]]:
    """Group the closed periods by the month or the quarter that they count in."""
    found: dict[str, list[dict[str, Any]]] = {}
    for period in judged(name, world):
        if period["verdict"] != "open":
            longer = name_of(period["span"].decides, every, world.starts)
            found.setdefault(longer, []).append(period)
    return found


def rolled_up(
    name: str, world: World, periods: list[dict[str, Any]]
) -> tuple[Fraction | None, int, int]:
    """Roll closed periods up, with how many numbers it is made of and how many were due."""
    method = world.measurables[name]["rollup"]
    due = [period for period in periods if period["verdict"] != "n/a"]
    there = [period for period in due if period["value"] is not None]
    if method.startswith("mean by "):
        weights = entries(method.removeprefix("mean by "), world)
        there = [period for period in there if weight_of(period, weights) is not None]
        value = weighted(there, weights)
    else:
        value = combined(method, [period["value"] for period in there]) if there else None
    return value, len(there), len(due)


def combined(method: str, values: list[Fraction]) -> Fraction:
    """Make one number of several, the oldest first."""
    if method == "mean":
        return sum(values, Fraction(0)) / len(values)
    if method == "last":
        return values[-1]
    return {"sum": sum(values, Fraction(0)), "min": min(values), "max": max(values)}[method]


def weight_of(period: dict[str, Any], weights: dict[str, dict[str, Any]]) -> Fraction | None:
    """Give the number that a period weighs by."""
    weight: Fraction | None = weights.get(period["span"].name, {}).get("value")
    return weight


def weighted(periods: list[dict[str, Any]], weights: dict[str, dict[str, Any]]) -> Fraction | None:
    """Weigh each value by another number of its period."""
    whole = sum((weight_of(period, weights) or Fraction(0) for period in periods), Fraction(0))
    parts = (period["value"] * (weight_of(period, weights) or 0) for period in periods)
    return sum(parts, Fraction(0)) / whole if whole else None
