"""Scorecards of ten weekly numbers each: one number in three has 260 values, the others 60."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from bench.making.settings import GOALS
from bench.making.shape import AS_OF, Shape
from bench.making.words import remark, step, title

_SHORT, _LONG = 60, 260
_UNITS = ("number", "percent", "currency EUR", "duration")


def scorecards(shape: Shape, random: Random) -> Iterator[tuple[str, str]]:
    """Give path and text of every scorecard and of its measurables."""
    for number in range(shape.scorecards):
        team = shape.teams[number % len(shape.teams)]
        yield _path(number, "scorecard"), f"title: Scorecard {number}\nteam: {team}\nevery: week\n"
    for number in range(shape.measurables):
        yield (
            _path(number % shape.scorecards, f"number-{number}"),
            _measurable(shape, random, number),
        )


def measurable_ids(shape: Shape) -> tuple[str, ...]:
    """Give the names of all measurables, as procedures refer to them."""
    return tuple(
        f"card-{number % shape.scorecards}/number-{number}" for number in range(shape.measurables)
    )


def _path(scorecard: int, name: str) -> str:
    return f"scorecards/card-{scorecard}/{name}.yaml"


def _measurable(shape: Shape, random: Random, number: int) -> str:
    weeks = _weeks(_LONG if number % 3 == 0 else _SHORT)
    unit = _UNITS[number % len(_UNITS)]
    goal = random.randint(20, 60)
    lines = (
        f"title: {title(random, number)}",
        f"definition: {step(random)}",
        f"owner: {shape.people[number % len(shape.people)]}",
        f"unit: {unit}",
        "perspective: process",
        f"indicator: {'leading' if number % 2 else 'lagging'}",
        "goal:",
        f"  {weeks[0]}: at least {_written(unit, goal - 10)}",
        f"  {weeks[-20]}:",
        f"    is: at least {_written(unit, goal)}",
        f"    why: {remark(random)}",
        f"    set: {AS_OF - timedelta(days=7 * 30)}",
        f"supports: {random.choice(GOALS)}",
        "values:",
        *_values(random, unit, goal, weeks),
    )
    return "\n".join(lines) + "\n"


def _values(random: Random, unit: str, goal: int, weeks: list[str]) -> Iterator[str]:
    """Give values at or above the goal, up and down by turns, and now and then with a note."""
    for index, week in enumerate(weeks):
        tenths = 10 * goal + random.randint(0, 60) + index % 2 * 61
        written = _written(unit, tenths // 10, tenths % 10)
        if random.randrange(26):
            yield f"  {week}: {written}"
        else:
            yield from (f"  {week}:", f"    value: {written}", f"    note: {remark(random)}")


def _written(unit: str, whole: int, tenths: int = 0) -> str:
    return f"{whole} h {6 * tenths} min" if unit == "duration" else f"{whole}.{tenths}"


def _weeks(count: int) -> list[str]:
    """Give the last closed weeks, the oldest first."""
    monday = AS_OF - timedelta(days=AS_OF.weekday())
    return [_week(monday - timedelta(days=7 * back)) for back in range(count, 0, -1)]


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
