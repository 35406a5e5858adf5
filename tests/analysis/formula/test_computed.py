"""Numbers that are computed from others."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.analysis.scorecard.measurable import view_measurable
from opsctl.analysis.scorecard.verdict import Verdict
from tests.analysis.formula.worlds import period, reading, readings, typed

DAYS = "every: day\nvalues: {{{}}}"


def days(*numbers: object) -> str:
    """Write a daily measurable for the week of 2026-11-09, an empty text for no number."""
    given = ((9 + at, number) for at, number in enumerate(numbers) if number != "")
    return DAYS.format(", ".join(f"2026-11-{day:02}: {number}" for day, number in given))


# What is exact


def test_a_tenth_and_two_tenths_are_exactly_three_tenths() -> None:
    value = reading({"a": typed(0.1), "b": typed(0.2), "x": "formula: a + b"}).value
    assert (value, type(value)) == (Decimal("0.3"), Decimal)


def test_twenty_digits_and_a_large_power_of_ten_stay_whole() -> None:
    given = {"a": typed("12345678901234567890.5"), "b": typed("1e22"), "x": "formula: a + b * 3"}
    assert reading(given).value == Decimal("30012345678901234567890.5")


def test_what_was_divided_is_a_fraction_and_multiplies_back_exactly() -> None:
    value = reading({"a": typed(1), "x": "formula: a / 3 * 3"}).value
    assert (value, type(value)) == (Fraction(1), Fraction)


def test_a_share_of_several_weeks_weighted_by_its_whole_is_the_ratio_of_sums() -> None:
    given = {
        "part": typed(1, 5, 2),
        "whole": typed(3, 7, 90),
        "x": "unit: percent\nformula: part / whole * 100\nrollup: mean by whole",
    }
    found = readings(given)
    share = found.workspace.find_measurable("x", "shop")
    assert share is not None
    trailing = dict(view_measurable(share, found).trailing)
    assert trailing[4].value == Fraction(8, 100) * 100


# What the signs and functions do


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("a + b * 2", 14),
        ("(a + b) * 2", 20),
        ("a - b - 1", 1),
        ("a / b / 3", Fraction(1, 2)),
        ("-a + b", -2),
        ("0 - -a", 6),
        ("2 * -b", -8),
        ("sum(a, b, 1.5)", Decimal("11.5")),
        ("mean(a, b, 2)", 4),
        ("min(a, b + 5)", 6),
        ("max(a, b + 5)", 9),
        ("last(a, b)", 4),
        ("last(a)", 6),
        ("max((a))", 6),
        ("7", 7),
    ],
)
def test_a_formula_comes_to(formula: str, value: object) -> None:
    assert reading({"a": typed(6), "b": typed(4), "x": f"formula: {formula}"}).value == value


def test_zero_has_no_sign() -> None:
    assert str(reading({"a": typed(0), "x": "formula: -a"}).value) == "0"


def test_names_stand_for_ids_and_for_other_scorecards() -> None:
    given = {"first-order": typed(2), "care/first-reply": typed(3)}
    formula = "formula: first_order * care.first_reply"
    assert reading({**given, "x": formula}).value == 6


@pytest.mark.parametrize(
    ("function", "value"),
    [("sum", 28), ("mean", 4), ("min", 1), ("max", 7), ("last", 7)],
)
def test_a_function_of_one_name_runs_over_its_periods(function: str, value: int) -> None:
    given = {"visits": days(1, 2, 3, 4, 5, 6, 7), "x": f"formula: {function}(visits)"}
    assert reading(given).value == value


def test_weeks_count_in_the_month_and_the_quarter_of_their_thursday() -> None:
    weeks = "values: {2026-W40: 1, 2026-W41: 10, 2026-W42: 100, 2026-W43: 1000, 2026-W44: 10000}"
    given = {"orders": weeks, "x": "every: month\nformula: sum(orders)"}
    assert reading(given, "2026-10").value == 11111  # W40 has Thursday 1 October, W44 the 29th
    assert reading(given, "2026-09").value is None


# What is missing


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"a": typed(""), "b": typed(1)}, "a is missing for 2026-W46"),
        ({"a": typed("{na: Stocktaking}"), "b": typed(1)}, "Stocktaking"),
        ({"a": typed("1 000"), "b": typed(1)}, "a cannot be read for 2026-W46"),
        ({"a": typed(1), "b": typed(0)}, "division by zero: b is 0 for 2026-W46"),
        ({"a": "formula: c", "c": typed(""), "b": typed(1)}, "c is missing for 2026-W46"),
        ({"a": "formula: 1 + ordrs", "b": typed(1)}, "there is no measurable `ordrs`"),
    ],
)
def test_missing_in_is_missing_out_with_its_reason(given: dict[str, str], reason: str) -> None:
    found = reading({**given, "x": "formula: a / b"})
    assert found.value is None
    assert reason in str(found.problem)


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ((1, 2, "", 4, 5, "", 7), "2 of 7 days of visits are missing"),
        ((1, 2, "{na: closed}", 4, 5, 6, 7), "1 of 7 days of visits is missing"),
    ],
)
def test_a_week_with_days_missing_is_missing(numbers: tuple[object, ...], reason: str) -> None:
    found = reading({"visits": days(*numbers), "x": "formula: sum(visits)"})
    assert (found.value, found.problem) == (None, reason)


def test_the_last_of_a_week_needs_its_last_day_alone() -> None:
    assert (
        reading({"stock": days("", "", "", "", "", "", 9), "x": "formula: last(stock)"}).value == 9
    )


def test_values_beside_a_formula_are_not_looked_at() -> None:
    given = {"a": typed(2), "x": "formula: a * 2\nvalues: {2026-W46: 99, 2026-W45: 99}"}
    assert reading(given).value == 4
    assert reading(given, "2026-W45").value is None


def test_units_that_do_not_go_together_give_no_number() -> None:
    given = {"a": typed(1, unit="currency EUR"), "b": typed(1, unit="currency USD")}
    found = reading({**given, "x": "unit: currency EUR\nformula: a + b"})
    assert "currency USD" in str(found.problem)


def test_what_is_dated_later_is_not_seen() -> None:
    given = {"a": "values: {2026-W46: {value: 1, on: 2026-11-25, from: a.csv}}"}
    assert reading({**given, "x": "formula: a"}).value is None
    assert reading({"x": "formula: 7"}, "2026-W50").value is None


# When a number begins


def test_a_computed_number_begins_with_its_first_value() -> None:
    given = {
        "a": typed(1, 2, 3, 4),
        "b": typed("", 0, 5, 6),
        "x": "goal: at least 0\nformula: a / b",
    }
    found = readings(given)
    measurable = found.workspace.find_measurable("x", "shop")
    assert measurable is not None
    assert found.first(measurable) == period("2026-W45")
    shown = view_measurable(measurable, found).shown
    assert [each.verdict for each in shown[-3:]] == [Verdict.NONE, Verdict.HIT, Verdict.HIT]


def test_a_computed_number_without_any_value_has_not_begun() -> None:
    for formula in ("x + 1", "b", "1", "sum(a"):
        found = readings({"a": typed(1), "x": f"formula: {formula}"})
        measurable = found.workspace.find_measurable("x", "shop")
        assert measurable is not None
        assert found.first(measurable) is None


# What nobody meant well


@pytest.mark.parametrize("start", ["a", "b", "x"])
def test_a_circle_is_missing_wherever_it_is_entered(start: str) -> None:
    given = {"a": "formula: b + 1", "b": "formula: a + 1", "x": "formula: a * 2"}
    found = reading(given, name=start)
    of_the_circle = "a" if start == "x" else start
    assert found.problem == f"{of_the_circle} cannot be computed: its formula needs its own result"


def test_formulas_may_stand_on_five_hundred_others() -> None:
    chain = {f"a{at}": f"formula: a{at + 1} + 1" for at in range(500)}
    given = {**chain, "a500": typed(1), "x": "formula: a0"}
    assert reading(given).value == 501
    assert readings(given).first(readings(given).workspace.measurables[-1]) == period("2026-W46")


def test_a_number_that_squares_itself_again_and_again_ends() -> None:
    chain = {f"a{at}": f"formula: a{at + 1} * a{at + 1}" for at in range(60)}
    found = reading({**chain, "a60": typed("1.1"), "x": "formula: a0"})
    assert found.problem == "the number for 2026-W46 becomes too long to be a figure"
