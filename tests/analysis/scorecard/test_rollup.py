"""Several periods as one number: over the values there are, and how many these are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.rollup import RolledUp
from tests.scorecards import orders, view, weeks


def months(shown: MeasurableView) -> dict[str, RolledUp]:
    return {str(each.period): each for each in shown.months}


def quarters(shown: MeasurableView) -> dict[str, RolledUp]:
    return {str(each.period): each for each in shown.quarters}


def figures(rolled: RolledUp) -> tuple[object, int, int]:
    """Give the value, how many it is made of, and how many it should be made of."""
    return rolled.value, rolled.counted, rolled.due


def trailing(rest: str, as_of: str = "2026-11-20", count: int = 4) -> RolledUp:
    return dict(view(orders(rest), as_of).trailing)[count]


@pytest.mark.parametrize(
    ("rollup", "value"),
    [
        ("sum", Decimal("10.5")),
        ("mean", Fraction(21, 8)),
        ("last", Decimal("4.5")),
        ("min", Decimal(1)),
        ("max", Decimal("4.5")),
    ],
)
def test_each_way_has_its_result(rollup: str, value: object) -> None:
    rolled = trailing(f"rollup: {rollup}\n{weeks(43, '1', '2', '3', '4.5')}")
    assert figures(rolled) == (value, 4, 4)


def test_a_number_is_added_and_a_percent_averaged_by_default() -> None:
    values = weeks(45, "1", "2")
    assert trailing(values).value == 3
    assert trailing(f"unit: currency EUR\n{values}").value == 3
    assert trailing(f"unit: percent\n{values}").value == Fraction(3, 2)


def test_a_duration_is_averaged_by_default() -> None:
    assert trailing(f"unit: duration\n{weeks(45, '1 min', '2 min')}").value == 90


def test_yes_and_no_are_not_rolled_up() -> None:
    shown = view(orders(f"unit: yes-no\n{weeks(45, 'yes', 'no')}"), "2026-11-20")
    assert (shown.trailing, shown.months, shown.quarters) == ((), (), ())


def test_yes_counts_as_1_where_a_way_is_asked_for() -> None:
    rest = f"unit: yes-no\nrollup: mean\n{weeks(44, 'yes', 'no', 'yes')}"
    assert trailing(rest).value == Fraction(2, 3)


def test_a_sum_is_exact() -> None:
    assert str(trailing(weeks(45, "0.1", "0.2")).value) == "0.3"
    long = weeks(45, "1e22", "12345678901234567890.1")
    assert trailing(long).value == Decimal("10012345678901234567890.1")


def test_a_mean_is_an_exact_fraction() -> None:
    rest = f"rollup: mean\n{weeks(44, '1', '0', '0')}"
    assert trailing(rest).value == Fraction(1, 3)


def test_what_is_missing_is_not_zero_but_lacks() -> None:
    rolled = trailing(f"rollup: mean\n{weeks(43, '4', '.', '.', '2')}")
    assert figures(rolled) == (3, 2, 4)


def test_n_a_is_not_due() -> None:
    rolled = trailing(weeks(43, "4", "x", "x", "2"))
    assert figures(rolled) == (6, 2, 2)


def test_with_no_value_at_all_it_is_missing() -> None:
    rolled = trailing("since: 2026-W43\n")
    assert figures(rolled) == (None, 0, 4)


def test_the_open_period_does_not_count() -> None:
    assert trailing(weeks(45, "1", "2", "100")).value == 3


def test_trailing_periods_are_the_last_of_its_life() -> None:
    rest = weeks(30, *[str(each) for each in range(1, 18)])
    assert trailing(rest).value == 14 + 15 + 16 + 17
    assert trailing(rest, count=13).value == sum(range(5, 18))


def test_the_last_is_that_of_the_newest_period_with_a_value() -> None:
    assert trailing(f"rollup: last\n{weeks(43, '4', '3', '.', '.')}").value == 3


class TestMonthsAndQuarters:
    def test_a_week_counts_by_its_thursday(self) -> None:
        shown = view(orders(weeks(39, "1", "10", "100", "1000", "10000", "7")), "2026-11-20")
        assert months(shown)["2026-09"].value == 1
        assert months(shown)["2026-10"].value == 10 + 100 + 1000 + 10000 + 7
        assert quarters(shown)["2026-Q3"].value == 1
        assert quarters(shown)["2026-Q4"].value == 11117

    def test_a_quarter_may_have_14_weeks(self) -> None:
        shown = view(orders(weeks(40, *["1"] * 14)), "2027-01-04")
        assert figures(quarters(shown)["2026-Q4"]) == (14, 14, 14)

    def test_week_53_belongs_to_the_year_of_its_thursday(self) -> None:
        others = "  2027-W01: 7\n"
        shown = view(orders(weeks(52, "1", "2") + others), "2027-01-12")
        assert months(shown)["2026-12"].value == 3
        assert months(shown)["2027-01"].value == 7
        assert quarters(shown)["2026-Q4"].value == 3
        assert quarters(shown)["2027-Q1"].value == 7

    def test_a_month_shown_in_part_is_counted_whole(self) -> None:
        shown = view(orders(weeks(40, "1", "2", "4", "8", "16")), "2026-11-02", count=1)
        assert months(shown)["2026-10"].value == 31

    def test_a_month_counts_in_its_quarter(self) -> None:
        rest = "every: month\nvalues: {2026-09: 1, 2026-10: 2, 2026-11: 4}\n"
        shown = view(orders(rest), "2026-12-20")
        assert quarters(shown)["2026-Q3"].value == 1
        assert quarters(shown)["2026-Q4"].value == 6
        assert shown.months == ()

    def test_a_quarter_counts_in_nothing_longer(self) -> None:
        rest = "every: quarter\nvalues: {2026-Q3: 1}\n"
        shown = view(orders(rest), "2026-12-20")
        assert (shown.months, shown.quarters) == ((), ())

    def test_a_day_counts_in_the_month_that_holds_it(self) -> None:
        rest = "every: day\nvalues: {2026-10-31: 1, 2026-11-01: 2, 2026-11-02: 4}\n"
        shown = view(orders(rest), "2026-11-03")
        assert months(shown)["2026-10"].value == 1
        assert months(shown)["2026-11"].value == 6


class TestMeanByAnother:
    def share(self, rest: str, visits: str, **asked: str) -> RolledUp:
        text = f"title: Visits\nowner: leo\n{visits}"
        workspace = orders(
            f"unit: percent\nrollup: mean by visits\n{rest}",
            {"scorecards/team/visits.yaml": text},
        )
        return dict(view(workspace, asked.get("as_of", "2026-11-20")).trailing)[4]

    def test_of_a_share_by_its_denominator_is_the_ratio_of_sums(self) -> None:
        bought, visited = (10, 150, 30), (100, 300, 80)
        percents = ["10", "50", "37.5"]
        rolled = self.share(weeks(44, *percents), weeks(44, *[str(each) for each in visited]))
        assert rolled.value == Fraction(100 * sum(bought), sum(visited))

    def test_takes_the_periods_in_which_both_are_there(self) -> None:
        rolled = self.share(weeks(43, "10", "50", ".", "90"), weeks(43, "100", "300", "9", "."))
        assert figures(rolled) == (40, 2, 4)

    def test_is_missing_where_the_other_adds_up_to_nothing(self) -> None:
        rolled = self.share(weeks(45, "10", "50"), weeks(45, "0", "0"))
        assert (rolled.value, rolled.problem) == (None, "`visits` adds up to 0")

    def test_is_missing_without_a_problem_where_no_number_is_there(self) -> None:
        rolled = self.share("since: 2026-W45\n", weeks(45, "1", "2"))
        assert (rolled.value, rolled.counted, rolled.problem) == (None, 0, None)

    @pytest.mark.parametrize("visits", ["every: month\n", "every: day\n"])
    def test_needs_the_other_for_the_same_periods(self, visits: str) -> None:
        rolled = self.share(weeks(45, "10", "50"), visits)
        assert rolled.value is None
        assert rolled.problem == "there is no `visits` for every week to weight by"

    def test_needs_another_that_there_is(self) -> None:
        rolled = trailing(f"rollup: mean by visits\n{weeks(45, '10')}")
        assert rolled.problem == "there is no `visits` for every week to weight by"
