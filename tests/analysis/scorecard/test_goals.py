"""Which goal was in force when, and which was set after the fact."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.scorecard.goals import goal_in_force, retroactive_goals
from opsctl.model.cadence import parse_period
from opsctl.model.period import Calendar
from opsctl.model.workspace import Workspace
from tests.scorecards import only, orders

DATED = """\
goal:
  2026-W40: at least 22
  2026-W48: {is: at least 25, stretch: at least 28, why: Launch, set: 2026-11-20}
exceptions:
  2026-W52: {is: at least 15, why: Holidays}
"""


def in_force(workspace: Workspace, period: str, as_of: str = "2026-12-31") -> str | None:
    parsed = parse_period(period)
    assert parsed is not None
    goal = goal_in_force(only(workspace), parsed, date.fromisoformat(as_of))
    return goal.words if goal else None


def retroactive(goal: str, as_of: str = "2026-12-31") -> list[str]:
    measurable = only(orders(f"goal:\n  {goal}\n"))
    found = retroactive_goals(measurable, date.fromisoformat(as_of), Calendar())
    return [str(each.since) for each in found]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-W39", None),
        ("2026-W40", "at least 22"),
        ("2026-W47", "at least 22"),
        ("2026-W48", "at least 25"),
        ("2026-W51", "at least 25"),
        ("2026-W52", "at least 15"),
        ("2026-W53", "at least 25"),
        ("2027-W01", "at least 25"),
    ],
)
def test_a_goal_holds_from_its_period_on_and_an_exception_for_its_own(
    period: str, words: str | None
) -> None:
    assert in_force(orders(DATED), period) == words


def test_goals_come_into_force_by_their_periods_whatever_the_order_in_the_file() -> None:
    workspace = orders("goal:\n  2026-W48: at least 25\n  2026-W40: at least 22\n")
    assert in_force(workspace, "2026-W45") == "at least 22"
    assert in_force(workspace, "2026-W50") == "at least 25"


def test_one_goal_without_a_period_holds_always() -> None:
    assert in_force(orders("goal: at least 4\n"), "1990-W01") == "at least 4"


def test_a_goal_is_seen_from_the_day_on_which_it_was_set() -> None:
    assert in_force(orders(DATED), "2026-W48", "2026-11-19") == "at least 22"
    assert in_force(orders(DATED), "2026-W48", "2026-11-20") == "at least 25"


def test_a_goal_that_cannot_be_read_is_none_and_the_one_before_holds() -> None:
    workspace = orders("goal:\n  2026-W40: at least 22\n  2026-W48: at least 25%\n")
    assert in_force(workspace, "2026-W50") == "at least 22"


def test_an_exception_that_cannot_be_read_leaves_the_goal_in_force() -> None:
    workspace = orders("goal: at least 4\nexceptions:\n  2026-W52: {is: none, why: Closed}\n")
    assert in_force(workspace, "2026-W52") == "at least 4"


def test_a_goal_of_another_length_is_none() -> None:
    assert in_force(orders("goal:\n  2026-01: at least 4\n"), "2026-W50") is None


def test_a_goal_knows_its_place_its_reason_and_its_stretch() -> None:
    goal = goal_in_force(only(orders(DATED)), parse_period("2026-W48"), date(2026, 12, 31))  # type: ignore[arg-type]
    assert goal is not None
    assert (goal.why, goal.set, str(goal.since)) == ("Launch", date(2026, 11, 20), "2026-W48")
    assert goal.stretch is not None
    assert (goal.place.span.line, goal.place.span.column) == (5, 18)


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("2026-W46: {is: at least 4, set: 2026-11-08}", []),
        ("2026-W46: {is: at least 4, set: 2026-11-09}", []),
        ("2026-W46: {is: at least 4, set: 2026-11-15}", []),
        ("2026-W46: {is: at least 4, set: 2026-11-16}", ["2026-W46"]),
        ("2026-W53: {is: at least 4, set: 2027-01-03}", []),
        ("2026-W46: at least 4", []),
    ],
)
def test_a_goal_is_retroactive_from_the_day_after_its_first_period(
    goal: str, found: list[str]
) -> None:
    assert retroactive(goal, "2027-12-31") == found


def test_a_goal_that_holds_always_is_not_retroactive() -> None:
    measurable = only(orders("goal: {is: at least 4, set: 2026-11-16}\n"))
    assert retroactive_goals(measurable, date(2026, 12, 31), Calendar()) == ()


def test_a_retroactive_goal_is_not_seen_before_it_was_set() -> None:
    goal = "2026-W46: {is: at least 4, set: 2026-11-20}"
    assert retroactive(goal, "2026-11-19") == []
    assert retroactive(goal, "2026-11-20") == ["2026-W46"]
