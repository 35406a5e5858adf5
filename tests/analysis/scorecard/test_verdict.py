"""How periods are judged, and what follows from a row of verdicts."""

from __future__ import annotations

from fractions import Fraction

import pytest

from opsctl.analysis.scorecard.verdict import Tally
from tests.scorecards import orders, verdicts, view, weeks


def test_each_verdict_has_its_case() -> None:
    rest = f"since: 2026-W40\ngoal:\n  2026-W41: at least 4\n{weeks(40, '3', '4', '3', 'x', '4%')}"
    shown = view(orders(rest), "2026-11-09", count=7)
    assert verdicts(shown.shown) == [
        "2026-W39 none",
        "2026-W40 no-goal",
        "2026-W41 hit",
        "2026-W42 miss",
        "2026-W43 n/a",
        "2026-W44 missing",
        "2026-W45 missing",
    ]
    assert verdicts((shown.open,)) == ["2026-W46 open"]


def test_a_period_is_judged_by_the_goal_in_force_then() -> None:
    rest = (
        "goal:\n  2026-W43: at least 2\n  2026-W45: at least 4\n"
        "exceptions:\n  2026-W46: {is: at least 3, why: Holidays}\n" + weeks(43, "3", "3", "3", "3")
    )
    assert verdicts(view(orders(rest), "2026-11-20", count=4).shown) == [
        "2026-W43 hit",
        "2026-W44 hit",
        "2026-W45 miss",
        "2026-W46 hit",
    ]


def test_the_open_period_is_shown_and_not_judged() -> None:
    shown = view(orders(f"goal: at least 4\n{weeks(46, '5', '1')}"), "2026-11-20")
    assert shown.open.verdict == "open"
    assert shown.open.reading.value == 1
    assert (shown.tally.hits, shown.tally.misses) == (1, 0)


def test_a_period_closes_on_the_day_after_its_last() -> None:
    workspace = orders(f"goal: at least 4\n{weeks(46, '1')}")
    assert view(workspace, "2026-11-15").streak is None
    streak = view(workspace, "2026-11-16").streak
    assert streak is not None
    assert (streak.verdict, streak.length) == ("miss", 1)


def test_zero_is_a_value() -> None:
    rest = f"goal: at least 4\n{weeks(46, '0')}"
    assert view(orders(rest), "2026-11-20").newest.verdict == "miss"


def test_yes_and_no_are_judged_like_any_other() -> None:
    rest = f"unit: yes-no\ngoal: yes\n{weeks(45, 'yes', 'no')}"
    assert verdicts(view(orders(rest), "2026-11-20", count=2).shown) == [
        "2026-W45 hit",
        "2026-W46 miss",
    ]


def test_a_stretch_changes_no_verdict() -> None:
    rest = f"goal: {{is: at least 4, stretch: at least 6}}\n{weeks(45, '5', '6')}"
    shown = view(orders(rest), "2026-11-20", count=2).shown
    assert [(each.verdict, each.stretched) for each in shown] == [("hit", False), ("hit", True)]


@pytest.mark.parametrize(
    ("values", "verdict", "length"),
    [
        (("5",), "hit", 1),
        (("5", "5", "3"), "miss", 1),
        (("3", "5", "5"), "hit", 2),
        (("5", ".", "5"), "hit", 2),
        (("5", "x", "5", "."), "hit", 2),
        (("5", "3", ".", "x", "3", "."), "miss", 2),
        (("3", ".", "5", ".", "3"), "miss", 1),
    ],
)
def test_missing_and_n_a_neither_break_nor_extend_a_streak(
    values: tuple[str, ...], verdict: str, length: int
) -> None:
    first = 47 - len(values)
    streak = view(orders(f"goal: at least 4\n{weeks(first, *values)}"), "2026-11-20").streak
    assert streak is not None
    assert (streak.verdict, streak.length) == (verdict, length)


def test_a_streak_looks_at_all_closed_periods_whatever_is_shown() -> None:
    shown = view(orders(f"goal: at least 4\n{weeks(30, *['5'] * 17)}"), "2026-11-20", count=2)
    assert shown.streak is not None
    assert shown.streak.length == 17
    assert shown.tally.hits == 2


def test_without_anything_judged_there_is_no_streak_and_no_rate() -> None:
    shown = view(orders(weeks(45, "4", "x")), "2026-11-20")
    assert shown.streak is None
    assert shown.tally.rate is None


def test_the_rate_is_of_those_judged_and_coverage_of_those_due() -> None:
    rest = f"goal: at least 4\n{weeks(40, '5', '3', '.', 'x', '5', '.', '5')}"
    counted = view(orders(rest), "2026-11-20").tally
    assert counted == Tally(hits=3, misses=1, missing=2)
    assert counted.rate == Fraction(3, 4)
    assert (counted.judged, counted.due) == (4, 6)


def test_a_third_is_an_exact_rate() -> None:
    counted = view(orders(f"goal: at least 4\n{weeks(44, '5', '3', '3')}"), "2026-11-20").tally
    assert counted.rate == Fraction(1, 3)
