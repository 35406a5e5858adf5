"""The settings of a workspace and their defaults."""

from __future__ import annotations

from decimal import Decimal

import pytest

from opsctl.model.period import Quarter
from opsctl.model.scalar import Interval, Unreadable
from opsctl.model.settings import Bounds, QuarterDays, Settings, Standards
from opsctl.text.span import Origin
from tests.factories import day

ORIGIN = Origin("opsctl.yaml")


def test_the_standards_are_those_of_the_field_by_default() -> None:
    standards = Standards()
    assert standards.rocks_per_company == Bounds(3, 7)
    assert standards.rocks_per_owner == Bounds(1, 7)
    assert standards.rock_completion == Decimal("0.8")
    assert standards.measurables_per_scorecard == Bounds(5, 15)
    assert standards.misses_in_a_row == 3
    assert standards.silent_after == 14
    assert standards.review_every == Interval(months=6)


@pytest.mark.parametrize(("count", "within"), [(2, False), (3, True), (7, True), (8, False)])
def test_bounds_hold_both_their_ends(count: int, within: bool) -> None:
    assert (count in Bounds(3, 7)) is within


def test_bounds_may_name_one_number_only() -> None:
    assert 3 in Bounds(3, 3)


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(Unreadable, match="has min 8 above max 7"):
        Bounds(8, 7)


def test_a_quarter_may_last_a_single_day() -> None:
    assert QuarterDays(day("10-01"), day("10-01")).to == day("10-01")


def test_a_quarter_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Unreadable, match="ends before it starts"):
        QuarterDays(day("10-02"), day("10-01"))


def test_the_calendar_follows_the_month_that_the_fiscal_year_starts_in() -> None:
    calendar = Settings(ORIGIN, fiscal_year_starts=4).calendar
    assert calendar.days(Quarter(2026, 4)).first == day("01-01")


def test_the_calendar_has_the_quarters_that_are_listed() -> None:
    listed = {"2026-Q4": QuarterDays(day("09-28"), day("2027-01-03"))}
    assert Settings(ORIGIN, quarters=listed).calendar.days(Quarter(2026, 4)).first == day("09-28")


def test_a_listed_quarter_whose_name_cannot_be_read_is_left_out() -> None:
    listed = {"Q4": QuarterDays(day("09-28"), day("2027-01-03"))}
    assert not Settings(ORIGIN, quarters=listed).calendar.listed
