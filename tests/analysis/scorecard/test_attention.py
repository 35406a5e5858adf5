"""What needs attention: each reason on both sides of its boundary."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.scorecard import by_urgency, view_scorecard
from tests.scorecards import load, orders, view, weeks

AS_OF = "2026-11-20"
"""A Friday in 2026-W47; the newest closed week is 2026-W46."""


def until_w46(goal: str, *values: str, settings: str = "", rest: str = "") -> MeasurableView:
    text = f"goal: {goal}\n{rest}{weeks(47 - len(values), *values)}"
    return view(orders(text, settings=settings), AS_OF)


def kinds(shown: MeasurableView) -> list[str]:
    return [each.kind for each in shown.attention]


class TestMissesInARow:
    def test_three_are_enough_and_two_are_not(self) -> None:
        assert kinds(until_w46("at least 4", "5", "5", "3", "3")) == []
        assert kinds(until_w46("at least 4", "5", "3", "3", "3")) == ["misses-in-a-row"]

    def test_missing_and_n_a_between_them_change_nothing(self) -> None:
        shown = until_w46("at least 4", "5", "3", ".", "3", "x", "3")
        assert [each.text for each in shown.attention] == ["missed 3 in a row"]

    def test_a_hit_at_the_end_is_the_end_of_it(self) -> None:
        assert kinds(until_w46("at least 4", "3", "3", "3", "5")) == []

    @pytest.mark.parametrize(("least", "found"), [(1, True), (2, True), (3, False), (0, True)])
    def test_are_as_many_as_the_settings_say_and_at_least_one(
        self, least: int, found: bool
    ) -> None:
        settings = f"standards:\n  misses_in_a_row: {least}\n"
        shown = until_w46("at least 4", "5", "3", "3", settings=settings)
        assert ("misses-in-a-row" in kinds(shown)) is found

    def test_count_beyond_the_13_shown(self) -> None:
        shown = until_w46("at least 4", *["3"] * 20)
        assert shown.attention[0].text == "missed 20 in a row"


class TestMissesOften:
    @pytest.mark.parametrize(
        ("values", "found"),
        [
            ("3 5 3 5 3 5", False),
            ("3 3 3 5 3 5", True),
            ("3 3 5 3 5", False),
            ("3 3 5 3 . 5", False),
            ("3 3 5 3 x 5 . 3 5 5", False),
            ("3 3 5 3 . 3 x 5", True),
            ("3 5 3 5 3 5 3 5 3 5 3 5 3 5", False),
            ("5 3 5 3 5 3 5 3 5 3 3 5 3 5", True),
        ],
    )
    def test_are_more_than_half_of_at_least_six_judged(self, values: str, found: bool) -> None:
        shown = until_w46("at least 4", *values.split())
        assert ("misses-often" in kinds(shown)) is found

    def test_look_at_the_last_13_closed_periods_and_not_at_those_judged(self) -> None:
        old = ["3"] * 8
        assert "misses-often" not in kinds(until_w46("at least 4", *old, *["."] * 8, *["5"] * 5))
        assert "misses-often" not in kinds(until_w46("at least 4", *old, *["5"] * 7))
        assert "misses-often" in kinds(until_w46("at least 4", *old, *["5"] * 6))

    def test_say_of_how_many(self) -> None:
        shown = until_w46("at least 4", "3", "3", "3", "5", "3", "5")
        assert [each.text for each in shown.attention] == ["missed 4 of the last 6 judged"]


class TestWorsening:
    @pytest.mark.parametrize(
        ("goal", "values", "found"),
        [
            ("at least 4", "9 8 7 6", False),
            ("at least 4", "9 8 7 6 5", True),
            ("above 4", "9 8 7 6 5", True),
            ("at least 4", "9 8 7 6 4", True),
            ("at least 4", "9 8 7 6 3", False),
            ("at least 4", "9 8 7 7 5", False),
            ("at least 4", "5 6 7 8 9", False),
            ("at least 4", "1 9 8 7 6 5", True),
            ("at least 4", "9 8 7 6 5 5", False),
            ("at least 4", "9 8 . 7 x 6 5", True),
            ("at most 9", "1 2 3 4 5", True),
            ("below 9", "1 2 3 4 5", True),
            ("at most 9", "5 4 3 2 1", False),
            ("between 1 and 9", "9 8 7 6 5", False),
            ("outside 0 and 1", "9 8 7 6 5", False),
            ("at least 4", "9.5 9.4 9.3 9.2 9.1", True),
        ],
    )
    def test_is_four_moves_for_the_worse_up_to_a_hit(
        self, goal: str, values: str, found: bool
    ) -> None:
        assert ("worsening" in kinds(until_w46(goal, *values.split()))) is found

    def test_goes_on_from_misses_as_long_as_the_newest_is_a_hit(self) -> None:
        rest = "exceptions:\n  2026-W42: {is: at least 10, why: Launch}\n"
        assert kinds(until_w46("at least 4", "9", "8", "7", "6", "5", rest=rest)) == ["worsening"]

    def test_says_which_way(self) -> None:
        fallen = until_w46("at least 4", "9", "8", "7", "6", "5").attention[0].text
        risen = until_w46("at most 9", "1", "2", "3", "4", "5").attention[0].text
        assert fallen == "still a hit, but has fallen 4 times in a row"
        assert risen == "still a hit, but has risen 4 times in a row"


class TestMissing:
    def test_is_told_of_the_newest_closed_period_alone(self) -> None:
        shown = until_w46("at least 4", "5", ".")
        assert [each.text for each in shown.attention] == ["the number for 2026-W46 is missing"]
        assert kinds(until_w46("at least 4", "5", ".", "5")) == []

    def test_is_not_told_of_n_a(self) -> None:
        assert kinds(until_w46("at least 4", "5", "x")) == []

    def test_says_why_a_number_cannot_be_told(self) -> None:
        (found,) = until_w46("at least 4", "5", "5%").attention
        assert found.text == "the number for 2026-W46 cannot be told: `5%` is not a number"

    def test_of_a_number_without_a_goal_is_told_too(self) -> None:
        assert kinds(view(orders(weeks(45, "4")), AS_OF)) == ["missing"]


class TestRetroactiveGoal:
    def test_is_told_for_ever(self) -> None:
        rest = "goal: {2026-W10: {is: at least 4, set: 2026-03-09}}\nsince: 2026-W46\n"
        (found,) = view(orders(f"{rest}{weeks(46, '5')}"), AS_OF).attention
        assert found.kind == "retroactive-goal"
        assert found.text == (
            "goal “at least 4” for 2026-W10 on was set on 2026-03-09, after the fact"
        )

    def test_set_on_the_last_day_of_its_first_period_is_none(self) -> None:
        rest = "goal: {2026-W10: {is: at least 4, set: 2026-03-08}}\nsince: 2026-W46\n"
        assert view(orders(f"{rest}{weeks(46, '5')}"), AS_OF).attention == ()

    def test_is_told_of_a_number_that_has_ended(self) -> None:
        rest = (
            "goal: {2026-W10: {is: at least 4, set: 2026-03-09}}\narchived: 2026-03-29\n"
            + weeks(10, "3", "3", "3")
        )
        assert kinds(view(orders(rest), AS_OF)) == ["retroactive-goal"]


def test_a_number_that_has_ended_needs_no_other_attention() -> None:
    rest = f"goal: at least 4\narchived: 2026-11-01\n{weeks(40, '3', '3', '3', '3', '.')}"
    assert view(orders(rest), AS_OF).attention == ()


def test_reasons_come_in_their_order() -> None:
    rest = "goal: {2026-W39: {is: at least 4, set: 2026-11-16}}\n" + weeks(
        39, "3", "3", "3", "3", "3", "3", ".", "."
    )
    assert kinds(view(orders(rest), AS_OF)) == [
        "misses-in-a-row",
        "misses-often",
        "missing",
        "retroactive-goal",
    ]


def test_numbers_come_by_their_first_reason_then_by_the_length_of_their_streak() -> None:
    def text(*values: str) -> str:
        goal = "title: A number\nowner: leo\ngoal: at least 4\n"
        return f"{goal}{weeks(47 - len(values), *values)}"

    files = {
        "scorecards/a/fine.yaml": text("5", "5"),
        "scorecards/a/missing.yaml": text("5", "."),
        "scorecards/a/three.yaml": text("5", "3", "3", "3"),
        "scorecards/a/four.yaml": text("5", "3", "3", "3", "3"),
        "scorecards/a/also-three.yaml": text("5", "3", "3", "3"),
    }
    workspace = load(files)
    shown = view_scorecard(workspace.scorecards[0], Readings(workspace, date.fromisoformat(AS_OF)))
    assert [each.measurable.id for each in by_urgency(shown.measurables)] == [
        "four",
        "also-three",
        "three",
        "missing",
    ]
