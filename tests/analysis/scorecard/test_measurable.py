"""When a measurable begins and ends, and what is shown of it."""

from __future__ import annotations

import pytest

from tests.scorecards import load, orders, verdicts, view, weeks


def lived(rest: str, as_of: str = "2026-11-20") -> list[str]:
    return [str(each.period) for each in view(orders(rest), as_of).closed]


class TestBeginning:
    def test_is_since_whatever_has_a_value_before(self) -> None:
        rest = f"since: 2026-W45\n{weeks(43, '4', '4', '4')}"
        assert lived(rest) == ["2026-W45", "2026-W46"]

    def test_is_since_and_what_comes_after_is_missing(self) -> None:
        shown = view(orders(f"since: 2026-W44\n{weeks(46, '4')}"), "2026-11-20", count=4).shown
        assert verdicts(shown) == [
            "2026-W43 none",
            "2026-W44 missing",
            "2026-W45 missing",
            "2026-W46 no-goal",
        ]

    def test_is_the_first_value(self) -> None:
        assert lived(weeks(45, "4")) == ["2026-W45", "2026-W46"]

    def test_is_the_first_n_a(self) -> None:
        assert lived(weeks(45, "x")) == ["2026-W45", "2026-W46"]

    def test_is_the_first_dated_goal_where_that_is_earlier(self) -> None:
        assert lived(f"goal: {{2026-W44: at least 4}}\n{weeks(46, '4')}")[0] == "2026-W44"

    def test_is_the_first_value_where_that_is_earlier(self) -> None:
        assert lived(f"goal: {{2026-W46: at least 4}}\n{weeks(44, '4')}")[0] == "2026-W44"

    def test_is_not_told_by_a_goal_that_holds_always(self) -> None:
        shown = view(orders("goal: at least 4\n"), "2026-11-20")
        assert shown.closed == ()
        assert {each.verdict for each in (*shown.shown, shown.open)} == {"none"}
        assert shown.attention == ()

    def test_is_not_told_by_a_value_that_is_not_seen_yet(self) -> None:
        assert view(orders(weeks(48, "4")), "2026-11-20").closed == ()

    def test_over_the_turn_of_the_year_there_is_a_week_53(self) -> None:
        closed = lived("since: 2026-W52\n", "2027-01-20")
        assert closed == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]

    def test_after_a_year_of_52_weeks_there_is_none(self) -> None:
        assert lived("since: 2025-W52\n", "2026-01-12") == ["2025-W52", "2026-W01", "2026-W02"]

    def test_of_2020_there_is_a_week_53(self) -> None:
        assert lived("since: 2020-W53\n", "2021-01-11") == ["2020-W53", "2021-W01"]

    def test_in_the_open_period_nothing_is_closed(self) -> None:
        shown = view(orders("since: 2026-W47\n"), "2026-11-20")
        assert shown.closed == ()
        assert shown.open.verdict == "open"


class TestEnd:
    @pytest.mark.parametrize(
        ("archived", "last"),
        [("2026-11-07", "2026-W44"), ("2026-11-08", "2026-W45"), ("2026-11-09", "2026-W45")],
    )
    def test_is_the_last_period_that_was_over_by_the_day_of_archived(
        self, archived: str, last: str
    ) -> None:
        assert lived(f"since: 2026-W40\narchived: {archived}\n")[-1] == last

    def test_leaves_what_comes_after_without_a_verdict(self) -> None:
        rest = f"since: 2026-W44\narchived: 2026-11-08\n{weeks(44, '4', '.', '4')}"
        shown = view(orders(rest), "2026-11-20", count=3)
        assert verdicts(shown.shown) == ["2026-W44 no-goal", "2026-W45 missing", "2026-W46 none"]
        assert shown.open.verdict == "none"

    @pytest.mark.parametrize(
        ("archived", "ended"),
        [("2026-11-08", True), ("2026-11-14", True), ("2026-11-15", False), ("2027-06-30", False)],
    )
    def test_has_come_where_the_newest_closed_period_lies_after_it(
        self, archived: str, ended: bool
    ) -> None:
        rest = f"since: 2026-W40\narchived: {archived}\n"
        assert view(orders(rest), "2026-11-20").ended is ended

    def test_to_come_changes_nothing_yet(self) -> None:
        shown = view(orders("since: 2026-W40\narchived: 2026-12-31\n"), "2026-11-20")
        assert shown.open.verdict == "open"
        assert str(shown.closed[-1].period) == "2026-W46"

    def test_before_the_beginning_leaves_nothing(self) -> None:
        shown = view(orders("since: 2026-W45\narchived: 2026-10-01\n"), "2026-11-20")
        assert shown.closed == ()


class TestShown:
    def test_are_13_closed_periods_and_the_open_one(self) -> None:
        shown = view(orders("since: 2026-W01\n"), "2026-11-20")
        assert [str(each.period) for each in shown.shown][::12] == ["2026-W34", "2026-W46"]
        assert len(shown.shown) == 13
        assert str(shown.open.period) == "2026-W47"

    @pytest.mark.parametrize(("asked", "count"), [(1, 1), (26, 26), (0, 1), (-3, 1)])
    def test_are_as_many_as_asked_for_and_at_least_one(self, asked: int, count: int) -> None:
        assert len(view(orders(), "2026-11-20", count=asked).shown) == count

    def test_go_over_the_turn_of_the_year(self) -> None:
        shown = view(orders(), "2027-01-12", count=3)
        assert [str(each.period) for each in (*shown.shown, shown.open)] == [
            "2026-W52",
            "2026-W53",
            "2027-W01",
            "2027-W02",
        ]

    def test_are_quarters_of_the_fiscal_year(self) -> None:
        settings = "fiscal_year_starts: april\n"
        shown = view(orders("every: quarter\n", settings=settings), "2026-11-20", count=1)
        assert [str(each.period) for each in (*shown.shown, shown.open)] == ["2027-Q2", "2027-Q3"]


def test_a_measurable_of_another_scorecard_is_the_same_one() -> None:
    files = {
        "scorecards/a/scorecard.yaml": "title: A\nshow: [b/orders]\n",
        "scorecards/b/orders.yaml": f"title: Orders\nowner: leo\n{weeks(46, '5')}",
    }
    workspace = load(files)
    (shown,) = workspace.shown_on(workspace.scorecards_by_id["a"])
    assert shown is workspace.find_measurable("b/orders", "")
