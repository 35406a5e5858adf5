"""The figures of scorecards against an independent, deliberately naive second implementation."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

import pytest

from opsctl.analysis.scorecard.measurable import MeasurableView, view_measurable
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.loading.workspace import load_workspace
from opsctl.model.unit import Value
from opsctl.text.tree import OverlayTree
from tests.properties import naive_scorecard as naive
from tests.properties.scorecard_worlds import NAMES, files_of, world_of

WORLDS = 500
PORTIONS = 10
COUNTS = (13, 13, 13, 1, 5, 30)


def of_opsctl(world: naive.World, count: int) -> dict[str, dict[str, Any]]:
    """Load the written files of a world and compute every figure of each number."""
    workspace = load_workspace(OverlayTree(None, files_of(world)))
    assert workspace.findings == ()
    readings = Readings(workspace, world.as_of)
    return {
        each.id: figures(view_measurable(each, readings, count)) for each in workspace.measurables
    }


def figures(view: MeasurableView) -> dict[str, Any]:
    """Give the figures of one number as plain data."""
    periods = [*view.shown, view.open]
    return {
        "periods": [(str(each.period), each.verdict.value) for each in periods],
        "values": [exactly(each.reading.value) for each in periods if each.verdict != "none"],
        "goals": [each.goal.words if each.goal else None for each in view.closed],
        "tally": (view.tally.hits, view.tally.misses, view.tally.missing),
        "rate": view.tally.rate,
        "streak": (view.streak.verdict.value, view.streak.length) if view.streak else None,
        "attention": list(dict.fromkeys(each.kind.value for each in view.attention)),
        "trailing": {count: rolled(each) for count, each in view.trailing},
        "longer": {str(each.period): rolled(each) for each in (*view.months, *view.quarters)},
    }


def rolled(each: RolledUp) -> tuple[Fraction | None, int, int]:
    return exactly(each.value), each.counted, each.due


def exactly(value: Value | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def of_the_design(world: naive.World, count: int) -> dict[str, dict[str, Any]]:
    """Compute the same figures plainly."""
    return {name: plainly(name, world, count) for name in NAMES}


def plainly(name: str, world: naive.World, count: int) -> dict[str, Any]:
    lived = naive.judged(name, world)
    closed = [period for period in lived if period["verdict"] != "open"]
    periods = naive.shown(name, world, count)
    verdicts = [period["verdict"] for period in periods]
    hits, misses = verdicts.count("hit"), verdicts.count("miss")
    return {
        "periods": [(period["span"].name, period["verdict"]) for period in periods],
        "values": [period["value"] for period in periods if period["verdict"] != "none"],
        "goals": [words(period["goal"], world.measurables[name]["unit"]) for period in closed],
        "tally": (hits, misses, verdicts.count("missing")),
        "rate": Fraction(hits, hits + misses) if hits + misses else None,
        "streak": naive.streak(closed),
        "attention": naive.attention(name, world),
        **longer(name, world, closed, periods[:-1]),
    }


def words(goal: list[str] | None, unit: str) -> str | None:
    if goal is None:
        return None
    amounts = [f"{number} s" if unit == "duration" else number for number in goal[1:]]
    return " ".join([goal[0], " and ".join(amounts)]).strip()


def longer(
    name: str, world: naive.World, closed: list[dict[str, Any]], shown: list[dict[str, Any]]
) -> dict[str, Any]:
    """Roll up what rolls up: the last few periods, and the months and quarters of those shown."""
    measurable = world.measurables[name]
    if measurable["rollup"] is None:
        return {"trailing": {}, "longer": {}}
    lengths = ["day", "week", "month", "quarter"]
    wider = [
        each for each in ("month", "quarter") if is_shorter(measurable["every"], each, lengths)
    ]
    groups = {
        longer: naive.in_longer(name, world, every).get(longer, [])
        for every in wider
        for longer in (naive.name_of(each["span"].decides, every, world.starts) for each in shown)
    }
    return {
        "trailing": {count: summed(name, world, closed[-count:]) for count in (4, 13)},
        "longer": {longer: summed(name, world, periods) for longer, periods in groups.items()},
    }


def is_shorter(one: str, other: str, lengths: list[str]) -> bool:
    return lengths.index(one) < lengths.index(other)


def summed(
    name: str, world: naive.World, periods: list[dict[str, Any]]
) -> tuple[Fraction | None, int, int]:
    value, counted, due = naive.rolled_up(name, world, periods)
    method = world.measurables[name]["rollup"]
    if method.startswith("mean by "):
        other = world.measurables[method.removeprefix("mean by ")]
        if other["every"] != world.measurables[name]["every"]:
            return None, 0, due
    return value, counted if value is not None else 0, due


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_both_implementations_agree_on_every_figure_of_random_scorecards(portion: int) -> None:
    for seed in range(portion, WORLDS, PORTIONS):
        random = Random(seed)
        world, count = world_of(random), random.choice(COUNTS)
        assert (seed, of_opsctl(world, count)) == (seed, of_the_design(world, count))


def test_the_random_scorecards_hold_every_verdict_and_every_reason() -> None:
    seen: set[str] = set()
    for seed in range(0, WORLDS, 5):
        world = world_of(Random(seed))
        for name in NAMES:
            seen |= {period["verdict"] for period in naive.shown(name, world, 13)}
            seen |= set(naive.attention(name, world))
    assert seen == {*naive.KINDS_IN_ORDER} | {
        "hit", "miss", "missing", "n/a", "open", "no-goal", "none"
    }  # fmt: skip
