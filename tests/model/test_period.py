"""Weeks, quarters and the calendar that ties them to days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.model.period import Calendar, Days, Quarter, Week
from tests.factories import day

DATES = st.dates(date(1990, 1, 1), date(2100, 12, 31))
CALENDARS = st.integers(1, 12).map(Calendar)
JANUARY = Calendar()


def quarter(text: str) -> Quarter:
    parsed = Quarter.parse(text)
    assert parsed is not None
    return parsed


def days(calendar: Calendar, name: str) -> tuple[str, str]:
    found = calendar.days(quarter(name))
    return found.first.isoformat(), found.last.isoformat()


# The names of quarters


@pytest.mark.parametrize("text", ["2026-Q1", "2026-Q4", "1901-Q1", "2998-Q4"])
def test_a_quarter_is_written_as_it_is_read(text: str) -> None:
    assert str(quarter(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-Q0",
        "2026-Q5",
        "2026-q4",
        "2026Q4",
        "26-Q4",
        "2026-Q4 ",
        "2026-Q4\n",
        "1900-Q4",
        "2999-Q1",
        "0000-Q1",
        "２０２６-Q4",
        "2026-W46",
    ],
)
def test_anything_else_is_no_quarter(text: str) -> None:
    assert Quarter.parse(text) is None


def test_quarters_are_ordered_by_time() -> None:
    assert quarter("2025-Q4") < quarter("2026-Q1") < quarter("2026-Q2")


# ISO weeks


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("2025-12-28", "2025-W52"),
        ("2025-12-29", "2026-W01"),
        ("2026-01-01", "2026-W01"),
        ("2026-01-04", "2026-W01"),
        ("2026-01-05", "2026-W02"),
        ("2026-11-15", "2026-W46"),
        ("2026-11-16", "2026-W47"),
        ("2026-12-27", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2021-01-03", "2020-W53"),
        ("2024-12-30", "2025-W01"),
    ],
)
def test_a_week_is_named_by_the_year_of_its_thursday(text: str, week: str) -> None:
    assert str(Week.of(day(text))) == week


@given(DATES)
def test_a_week_holds_the_seven_days_from_its_monday(some: date) -> None:
    week = Week.of(some)
    assert week.monday.isoweekday() == 1
    assert 0 <= (some - week.monday).days < 7
    assert week.thursday == week.monday + timedelta(days=3)


@given(DATES)
def test_weeks_are_ordered_by_time(some: date) -> None:
    assert Week.of(some) < Week.of(some + timedelta(days=7))


# Quarters by the month that a fiscal year starts in


@pytest.mark.parametrize(
    ("first_month", "name", "first", "last"),
    [
        (1, "2026-Q1", "2026-01-01", "2026-03-31"),
        (1, "2026-Q4", "2026-10-01", "2026-12-31"),
        (2, "2026-Q1", "2025-02-01", "2025-04-30"),
        (2, "2026-Q4", "2025-11-01", "2026-01-31"),
        (4, "2026-Q1", "2025-04-01", "2025-06-30"),
        (4, "2026-Q4", "2026-01-01", "2026-03-31"),
        (7, "2026-Q1", "2025-07-01", "2025-09-30"),
        (7, "2026-Q3", "2026-01-01", "2026-03-31"),
        (10, "2026-Q1", "2025-10-01", "2025-12-31"),
        (10, "2026-Q2", "2026-01-01", "2026-03-31"),
        (12, "2026-Q1", "2025-12-01", "2026-02-28"),
        (12, "2024-Q1", "2023-12-01", "2024-02-29"),
        (12, "2026-Q4", "2026-09-01", "2026-11-30"),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_it_ends_in(
    first_month: int, name: str, first: str, last: str
) -> None:
    assert days(Calendar(first_month), name) == (first, last)


@pytest.mark.parametrize(
    ("first_month", "text", "name"),
    [
        (1, "2026-12-31", "2026-Q4"),
        (1, "2027-01-01", "2027-Q1"),
        (4, "2026-03-31", "2026-Q4"),
        (4, "2026-04-01", "2027-Q1"),
        (10, "2026-09-30", "2026-Q4"),
        (10, "2026-10-01", "2027-Q1"),
        (12, "2026-11-30", "2026-Q4"),
        (12, "2026-12-01", "2027-Q1"),
    ],
)
def test_a_new_fiscal_year_starts_on_the_first_of_its_month(
    first_month: int, text: str, name: str
) -> None:
    assert str(Calendar(first_month).quarter_of(day(text))) == name


@given(CALENDARS, DATES)
def test_a_day_lies_in_the_quarter_that_it_is_said_to(calendar: Calendar, some: date) -> None:
    assert some in calendar.days(calendar.quarter_of(some))


@given(CALENDARS, DATES)
def test_the_day_after_a_quarter_is_the_first_of_the_next(calendar: Calendar, some: date) -> None:
    last = calendar.days(calendar.quarter_of(some)).last
    following = calendar.quarter_of(last + timedelta(days=1))
    assert following > calendar.quarter_of(some)
    assert calendar.days(following).first == last + timedelta(days=1)


def test_a_run_of_days_holds_both_its_ends() -> None:
    run = Days(day("10-01"), day("12-31"))
    assert day("10-01") in run
    assert day("12-31") in run
    assert day("09-30") not in run
    assert day("2027-01-01") not in run


# Quarters listed with their days

LISTED = Calendar(listed={Quarter(2026, 4): Days(day("09-28"), day("2027-01-03"))})


def test_a_listed_quarter_has_the_days_that_are_listed() -> None:
    assert days(LISTED, "2026-Q4") == ("2026-09-28", "2027-01-03")


def test_a_quarter_that_is_not_listed_goes_by_the_months_up_to_a_listed_one() -> None:
    assert days(LISTED, "2026-Q2") == ("2026-04-01", "2026-06-30")
    assert days(LISTED, "2026-Q3") == ("2026-07-01", "2026-09-27")
    assert days(LISTED, "2027-Q1") == ("2027-01-04", "2027-03-31")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2026-09-27", "2026-Q3"),
        ("2026-09-28", "2026-Q4"),
        ("2027-01-03", "2026-Q4"),
        ("2027-01-04", "2027-Q1"),
    ],
)
def test_a_listed_quarter_comes_before_the_months(text: str, name: str) -> None:
    assert str(LISTED.quarter_of(day(text))) == name


def test_the_weeks_of_a_listed_quarter_go_by_its_days() -> None:
    weeks = LISTED.weeks(Quarter(2026, 4))
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == ("2026-W40", "2026-W53", 14)


# The weeks of a quarter


@pytest.mark.parametrize(
    ("name", "first", "last", "count"),
    [
        ("2026-Q4", "2026-W40", "2026-W53", 14),
        ("2026-Q1", "2026-W01", "2026-W13", 13),
        ("2027-Q1", "2027-W01", "2027-W12", 12),
        ("2021-Q1", "2021-W01", "2021-W12", 12),
        ("2020-Q4", "2020-W40", "2020-W53", 14),
    ],
)
def test_a_quarter_has_the_weeks_whose_thursday_it_holds(
    name: str, first: str, last: str, count: int
) -> None:
    weeks = JANUARY.weeks(quarter(name))
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == (first, last, count)


@given(CALENDARS, DATES)
def test_a_quarter_has_12_to_14_weeks(calendar: Calendar, some: date) -> None:
    assert 12 <= len(calendar.weeks(calendar.quarter_of(some))) <= 14


@given(CALENDARS, DATES)
def test_every_week_belongs_to_exactly_one_quarter(calendar: Calendar, some: date) -> None:
    week = Week.of(some)
    owner = calendar.quarter_of(week.thursday)
    around = {calendar.quarter_of(some + timedelta(days=each)) for each in (-100, -7, 0, 7, 100)}
    assert [each for each in around | {owner} if week in calendar.weeks(each)] == [owner]


def test_a_quarter_without_a_thursday_has_no_week() -> None:
    short = Calendar(listed={Quarter(2026, 4): Days(day("10-02"), day("10-04"))})
    assert short.weeks(Quarter(2026, 4)) == ()
    assert short.week_number(Quarter(2026, 4), day("10-03")) is None


# The number of a week within its quarter


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("2026-Q4", "2026-09-30", None),
        ("2026-Q4", "2026-10-01", 1),
        ("2026-Q4", "2026-10-04", 1),
        ("2026-Q4", "2026-10-05", 2),
        ("2026-Q4", "2026-11-20", 8),
        ("2026-Q4", "2026-12-27", 13),
        ("2026-Q4", "2026-12-28", 14),
        ("2026-Q4", "2026-12-31", 14),
        ("2026-Q4", "2027-01-01", None),
    ],
)
def test_weeks_are_counted_from_one_within_their_quarter(
    name: str, text: str, number: int | None
) -> None:
    assert JANUARY.week_number(quarter(name), day(text)) == number


def test_the_first_days_may_lie_in_a_week_of_the_quarter_before() -> None:
    friday = day("2027-01-01")
    assert Week.of(friday) not in JANUARY.weeks(quarter("2027-Q1"))
    assert JANUARY.week_number(quarter("2027-Q1"), friday) == 1
    assert JANUARY.week_number(quarter("2027-Q1"), day("2027-01-10")) == 1
    assert JANUARY.week_number(quarter("2027-Q1"), day("2027-01-11")) == 2


def test_the_last_days_may_lie_in_a_week_of_the_quarter_after() -> None:
    wednesday = day("2027-03-31")
    assert Week.of(wednesday) not in JANUARY.weeks(quarter("2027-Q1"))
    assert JANUARY.week_number(quarter("2027-Q1"), wednesday) == 12
    assert JANUARY.week_number(quarter("2027-Q1"), day("2027-03-22")) == 12
    assert JANUARY.week_number(quarter("2027-Q1"), day("2027-03-21")) == 11


BESIDE = Calendar(
    4,
    {
        quarter("2027-Q3"): Days(day("2026-10-05"), day("2027-01-03")),
        quarter("2027-Q4"): Days(day("2027-01-04"), day("2027-04-04")),
    },
)
"""Two listed quarters of a fiscal year that starts in April; its others go by months."""


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2026-10-01", "2027-Q2"),
        ("2026-10-04", "2027-Q2"),
        ("2026-10-05", "2027-Q3"),
        ("2027-04-04", "2027-Q4"),
        ("2027-04-05", "2028-Q1"),
    ],
)
def test_a_quarter_beside_a_listed_one_reaches_up_to_it(on: str, name: str) -> None:
    assert BESIDE.quarter_of(day(on)) == quarter(name)
    assert day(on) in BESIDE.days(quarter(name))


def test_no_week_counts_in_two_quarters_beside_a_listed_one() -> None:
    names = ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028-Q1", "2028-Q2")
    weeks = [week for name in names for week in BESIDE.weeks(quarter(name))]
    assert len(weeks) == len(set(weeks))
    assert weeks == sorted(weeks)


@given(CALENDARS, DATES)
def test_every_day_of_a_quarter_lies_in_one_of_its_weeks(calendar: Calendar, some: date) -> None:
    holder = calendar.quarter_of(some)
    number = calendar.week_number(holder, some)
    assert number is not None
    assert 1 <= number <= len(calendar.weeks(holder))
