"""Figures as people and programs read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.rendering.figures import (
    counted,
    days_left,
    long_date,
    percent,
    plain_number,
    rate,
    short_date,
)
from tests.factories import day


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(999_999, 1_000_000), "99 %"),
        (Fraction(1), "100 %"),
        (Fraction(2, 3), "66 %"),
        (Fraction(1, 1000), "0 %"),
        (Fraction(0), "0 %"),
        (Fraction(29, 100), "29 %"),
        (Decimal("0.999999"), "99 %"),
        (Decimal("0.29"), "29 %"),
        (Decimal("0.8"), "80 %"),
    ],
)
def test_a_percentage_is_rounded_down(share: Fraction | Decimal, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(1, 2_000_000), "0.000000"),
        (Fraction(3, 2_000_000), "0.000002"),
        (Fraction(5, 2_000_000), "0.000002"),
        (Fraction(7, 2_000_000), "0.000004"),
        (Fraction(10_000_001, 20_000_000_000_000), "0.000001"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(1_999_999, 2_000_000), "1.000000"),
        (Fraction(1_999_997, 2_000_000), "0.999998"),
        (Fraction(0), "0.000000"),
        (Fraction(1), "1.000000"),
        (Decimal("0.0000005"), "0.000000"),
        (Decimal("0.0000015"), "0.000002"),
        (Decimal("0.8"), "0.800000"),
    ],
)
def test_a_rate_has_six_places_half_to_even(share: Fraction | Decimal, shown: str) -> None:
    assert str(rate(share)) == shown


@given(st.fractions(0, 1))
def test_a_rate_is_never_further_off_than_half_of_the_last_place(share: Fraction) -> None:
    shown = rate(share)
    assert shown is not None
    assert abs(Fraction(shown) - share) <= Fraction(1, 2_000_000)


def test_an_unknown_rate_stays_unknown() -> None:
    assert rate(None) is None


def test_a_date_near_by_is_shown_without_its_year() -> None:
    assert short_date(day("2026-11-30"), day("2026-01-01")) == "30 Nov"


@pytest.mark.parametrize("near", ["2025-12-31", "2027-01-01"])
def test_a_date_of_another_year_is_shown_with_it(near: str) -> None:
    assert short_date(day("2026-01-05"), day(near)) == "5 Jan 2026"


def test_a_long_date_is_written_out() -> None:
    assert long_date(day("2026-09-05")) == "5 September 2026"


@pytest.mark.parametrize(("count", "shown"), [(0, "0 Rocks"), (1, "1 Rock"), (2, "2 Rocks")])
def test_only_one_thing_is_singular(count: int, shown: str) -> None:
    assert counted(count, "Rock") == shown


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (41, "41 days left"),
        (1, "1 day left"),
        (0, "the last day"),
        (-1, "over for 1 day"),
        (-3, "over for 3 days"),
    ],
)
def test_the_days_left_are_phrased_on_both_sides_of_the_last(days: int, shown: str) -> None:
    assert days_left(days) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("6.20", "6.20"), ("1E+3", "1000"), ("1E-7", "0.0000001"), ("-3", "-3"), ("0", "0")],
)
def test_a_number_is_shown_as_typed_without_an_exponent(number: str, shown: str) -> None:
    assert plain_number(Decimal(number)) == shown
