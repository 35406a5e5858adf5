"""How far a Rock is, and how far it would be by its dates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.progress import (
    Band,
    band,
    expected_progress,
    names_a_figure,
    newest_now,
    progress,
    working_days,
)
from opsctl.model.period import Calendar, Days
from opsctl.model.rock import LogEntry, Outcome, Status
from tests.factories import Q4, day, ended, figure, milestone, outcome, rock, workspace

CALENDAR = Calendar()
MONDAY = day("11-16")


# Progress


def test_a_rock_that_is_done_is_all_the_way_there_whatever_its_milestones() -> None:
    finished = ended("page", Status.DONE, "11-20", milestones=(milestone("11-13"),))
    assert progress(finished, workspace(), day("11-20")) == 1


def test_a_result_dated_later_does_not_count_as_progress_yet() -> None:
    finished = ended("page", Status.DONE, "11-20", milestones=(milestone("11-13"),))
    assert progress(finished, workspace(), day("11-19")) == 0


def test_a_result_without_a_date_counts_at_once() -> None:
    assert progress(ended("page", Status.DONE), workspace(), day("10-01")) == 1


@pytest.mark.parametrize("status", [Status.PLANNED, Status.MISSED, Status.DROPPED])
def test_any_other_status_leaves_progress_to_the_milestones(status: Status) -> None:
    milestones = (milestone("10-16", "10-14"), milestone("11-13"))
    assert progress(
        rock(status=status, milestones=milestones), workspace(), day("11-20")
    ) == Fraction(1, 2)


def test_progress_is_the_share_of_weight_that_is_done() -> None:
    milestones = (milestone("10-16", "10-14", "1.5"), milestone("11-13", weight="4.5"))
    assert progress(rock(milestones=milestones), workspace(), day("11-20")) == Fraction(1, 4)


def test_a_milestone_counts_from_the_day_it_was_done() -> None:
    half = rock(milestones=(milestone("10-16", "10-14"), milestone("11-13")))
    assert progress(half, workspace(), day("10-13")) == 0
    assert progress(half, workspace(), day("10-14")) == Fraction(1, 2)


def test_milestones_come_before_the_outcome() -> None:
    both = rock(
        milestones=(milestone("11-13"),), outcome=outcome("0", "10"), log=(figure("11-16", "9"),)
    )
    assert progress(both, workspace(), day("11-20")) == 0


def test_without_milestones_progress_is_how_far_the_outcome_has_come() -> None:
    moving = rock(outcome=outcome("4", "12"), log=(figure("11-16", "6"),))
    assert progress(moving, workspace(), day("11-20")) == Fraction(1, 4)


def test_an_outcome_may_go_down() -> None:
    falling = rock(outcome=outcome("12", "4"), log=(figure("11-16", "6"),))
    assert progress(falling, workspace(), day("11-20")) == Fraction(3, 4)


@pytest.mark.parametrize(("now", "share"), [("3.9", 0), ("4", 0), ("12", 1), ("12.1", 1)])
def test_an_outcome_is_clamped_at_both_ends(now: str, share: int) -> None:
    moving = rock(outcome=outcome("4", "12"), log=(figure("11-16", now),))
    assert progress(moving, workspace(), day("11-20")) == share


def test_progress_is_exact_where_a_float_is_not() -> None:
    moving = rock(outcome=outcome("0", "0.3"), log=(figure("11-16", "0.1"),))
    assert progress(moving, workspace(), day("11-20")) == Fraction(1, 3)


def test_without_milestones_and_outcome_progress_is_unknown() -> None:
    assert progress(rock(), workspace(), day("11-20")) is None


def test_an_outcome_without_a_figure_is_unknown_and_not_zero() -> None:
    assert progress(rock(outcome=outcome("0", "10")), workspace(), day("11-20")) is None


def test_an_outcome_that_goes_nowhere_is_unknown() -> None:
    still = rock(outcome=outcome("5", "5"), log=(figure("11-16", "5"),))
    assert progress(still, workspace(), day("11-20")) is None


# The newest figure


def test_a_figure_counts_from_its_day_on() -> None:
    moving = rock(outcome=outcome("0", "10"), log=(figure("11-09", "3"), figure("11-16", "6")))
    assert newest_now(moving, workspace(), day("11-15")) == 3
    assert newest_now(moving, workspace(), day("11-16")) == 6


def test_of_one_day_the_later_figure_in_the_file_is_the_newest() -> None:
    moving = rock(outcome=outcome("0", "10"), log=(figure("11-16", "6"), figure("11-16", "5")))
    assert newest_now(moving, workspace(), day("11-20")) == 5


def test_the_newest_figure_is_the_one_of_the_latest_day_wherever_it_stands() -> None:
    moving = rock(outcome=outcome("0", "10"), log=(figure("11-16", "6"), figure("11-09", "3")))
    assert newest_now(moving, workspace(), day("11-20")) == 6


def test_an_entry_without_a_figure_leaves_the_one_before_in_force() -> None:
    later = LogEntry(day("11-18"), "maya", note="No news")
    moving = rock(outcome=outcome("0", "10"), log=(figure("11-09", "3"), later))
    assert newest_now(moving, workspace(), day("11-20")) == 3


def test_an_outcome_that_names_a_measurable_is_not_read_from_the_log() -> None:
    measured = Outcome(to=Decimal(10), measurable="leadership/repeat-rate")
    moving = rock(outcome=measured, log=(figure("11-16", "6"),))
    assert newest_now(moving, workspace(), day("11-20")) is None
    assert progress(moving, workspace(), day("11-20")) is None


# Expected progress


def test_a_milestone_is_expected_from_the_day_after_it_is_due() -> None:
    steps = rock(milestones=(milestone("11-13", weight="3"), milestone("12-11", weight="7")))
    assert expected_progress(steps, CALENDAR, day("11-13")) == 0
    assert expected_progress(steps, CALENDAR, day("11-14")) == Fraction(3, 10)


def test_a_milestone_that_is_done_is_still_expected_by_its_date() -> None:
    steps = rock(milestones=(milestone("11-13", "10-05"), milestone("12-11")))
    assert expected_progress(steps, CALENDAR, day("11-20")) == Fraction(1, 2)


def test_nothing_is_expected_on_the_first_day_of_a_quarter() -> None:
    assert expected_progress(rock(), CALENDAR, day("10-01")) == 0


def test_nothing_is_expected_before_the_quarter() -> None:
    assert expected_progress(rock(), CALENDAR, day("09-01")) == 0


def test_a_working_day_is_expected_once_it_is_over() -> None:
    assert expected_progress(rock(), CALENDAR, day("10-02")) == Fraction(1, 66)


def test_a_weekend_adds_nothing() -> None:
    for text in ("10-03", "10-04", "10-05"):
        assert expected_progress(rock(), CALENDAR, day(text)) == Fraction(2, 66)
    assert expected_progress(rock(), CALENDAR, day("10-06")) == Fraction(3, 66)


def test_half_of_the_working_days_of_the_quarter_are_over_on_17_november() -> None:
    assert expected_progress(rock(), CALENDAR, day("11-16")) == Fraction(32, 66)
    assert expected_progress(rock(), CALENDAR, day("11-17")) == Fraction(1, 2)


def test_the_day_it_is_due_is_still_ahead_on_that_day() -> None:
    soon = rock(due=day("10-08"))
    assert expected_progress(soon, CALENDAR, day("10-08")) == Fraction(5, 6)
    assert expected_progress(soon, CALENDAR, day("10-09")) == 1


def test_no_more_than_all_of_it_is_ever_expected() -> None:
    assert expected_progress(rock(due=day("10-08")), CALENDAR, day("12-31")) == 1


def test_without_a_working_day_all_of_it_is_expected_after_its_due_day() -> None:
    weekend = Calendar(listed={Q4: Days(day("10-03"), day("12-31"))})
    short = rock(due=day("10-04"))
    assert expected_progress(short, weekend, day("10-04")) == 0
    assert expected_progress(short, weekend, day("10-05")) == 1


def test_a_rock_of_a_year_that_starts_in_april_expects_by_the_days_of_its_own_quarter() -> None:
    april = Calendar(first_month=4)
    assert expected_progress(rock(), april, day("01-01")) == 0
    assert expected_progress(rock(), april, day("04-01")) == 1


@given(st.dates(day("10-01"), day("12-31")), st.dates(day("09-01"), day("2027-01-31")))
def test_expected_progress_never_falls_and_stays_a_share(due: date, as_of: date) -> None:
    promised = rock(due=due)
    today = expected_progress(promised, CALENDAR, as_of)
    tomorrow = expected_progress(promised, CALENDAR, as_of + timedelta(days=1))
    assert 0 <= today <= tomorrow <= 1


# Working days


@pytest.mark.parametrize(
    ("length", "count"), [(0, 0), (1, 1), (5, 5), (6, 5), (7, 5), (8, 6), (14, 10)]
)
def test_working_days_are_mondays_to_fridays_with_both_ends(length: int, count: int) -> None:
    assert working_days(MONDAY, MONDAY + timedelta(days=length - 1)) == count


def test_a_run_of_days_that_ends_before_it_starts_has_no_working_day() -> None:
    assert working_days(MONDAY, MONDAY - timedelta(days=10)) == 0


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 120))
def test_working_days_are_those_that_a_count_by_hand_gives(first: date, length: int) -> None:
    by_hand = sum(
        (first + timedelta(days=each)).isoweekday() in range(1, 6) for each in range(length)
    )
    assert working_days(first, first + timedelta(days=length - 1)) == by_hand


# Bands


@pytest.mark.parametrize(
    ("share", "name"),
    [
        (Fraction(1), Band.FULLY),
        (Fraction(999_999, 1_000_000), Band.SUBSTANTIALLY),
        (Fraction(3, 4), Band.SUBSTANTIALLY),
        (Fraction(749_999, 1_000_000), Band.PARTIALLY),
        (Fraction(1, 2), Band.PARTIALLY),
        (Fraction(499_999, 1_000_000), Band.STARTED),
        (Fraction(1, 1_000_000), Band.STARTED),
        (Fraction(0), Band.NOT_STARTED),
        (None, None),
    ],
)
def test_a_band_starts_at_its_least_share(share: Fraction | None, name: Band | None) -> None:
    assert band(share) is name


# Figures in a text


@pytest.mark.parametrize("text", ["one in 10", "Umsatz +5 %", "٣ stores"])
def test_a_text_with_a_digit_names_a_figure(text: str) -> None:
    assert names_a_figure(None, text)


@pytest.mark.parametrize("text", ["", "as good as we can", "m²"])
def test_a_text_without_a_digit_names_none(text: str) -> None:
    assert not names_a_figure(None, text)
