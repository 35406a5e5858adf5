"""Periods of every length, and how they lie in each other."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.model.cadence import (
    Cadence,
    Month,
    belongs_to,
    cadence_of,
    days_of,
    following,
    is_after,
    last_closed,
    last_ended_by,
    parse_period,
    period_of,
    periods_back,
    periods_between,
    periods_within,
    preceding,
)
from opsctl.model.period import Calendar, Days, Quarter, Week

CALENDAR = Calendar()
APRIL = Calendar(first_month=4)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-W01", Week(2026, 1)),
        ("2026-W53", Week(2026, 53)),
        ("2020-W53", Week(2020, 53)),
        ("2026-01", Month(2026, 1)),
        ("2026-12", Month(2026, 12)),
        ("2026-Q4", Quarter(2026, 4)),
        ("1901-Q1", Quarter(1901, 1)),
        ("2998-12-31", date(2998, 12, 31)),
    ],
)
def test_a_period_is_read_and_written_alike(text: str, period: object) -> None:
    assert parse_period(text) == period
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-W54",
        "2025-W53",
        "2026-W00",
        "2026-W1",
        "2026-w01",
        "2026W01",
        "2026-00",
        "2026-13",
        "2026-1",
        "2026-Q0",
        "2026-Q5",
        "2026-02-29",
        "2026-02-30",
        "20261120",
        "2026-11-20T10:00",
        "1900-W10",
        "2999-01",
        "２０２６-W01",
        "2026-W٠١",
        "",
        "W46",
        "2026",
        " 2026-W46",
        "2026-W46\n",
    ],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2020-12-27", "2020-W52"),
        ("2020-12-28", "2020-W53"),
        ("2021-01-03", "2020-W53"),
        ("2021-01-04", "2021-W01"),
        ("2025-12-28", "2025-W52"),
        ("2025-12-29", "2026-W01"),
        ("2026-12-27", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
    ],
)
def test_the_week_of_a_day_at_the_turn_of_a_year(day: str, week: str) -> None:
    assert str(period_of(date.fromisoformat(day), Cadence.WEEK, CALENDAR)) == week


@pytest.mark.parametrize(
    "period", ["2026-11-20", "2026-02-28", "2020-W53", "2026-W52", "2026-W53", "2026-12", "2026-Q4"]
)
def test_the_period_before_the_one_after_is_the_same(period: str) -> None:
    parsed = parse_period(period)
    assert parsed is not None
    assert preceding(following(parsed)) == parsed
    assert following(preceding(parsed)) == parsed
    assert is_after(following(parsed), parsed)
    assert days_of(following(parsed), CALENDAR).first > days_of(parsed, CALENDAR).last


@pytest.mark.parametrize(
    ("period", "after"),
    [
        ("2020-W53", "2021-W01"),
        ("2025-W52", "2026-W01"),
        ("2026-W52", "2026-W53"),
        ("2026-W53", "2027-W01"),
        ("2026-12", "2027-01"),
        ("2026-Q4", "2027-Q1"),
        ("2024-02-28", "2024-02-29"),
        ("2026-12-31", "2027-01-01"),
    ],
)
def test_the_period_after_one(period: str, after: str) -> None:
    parsed = parse_period(period)
    assert parsed is not None
    assert str(following(parsed)) == after


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026-11-20", "2026-11-20", "2026-11-20"),
        ("2026-W53", "2026-12-28", "2027-01-03"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
    ],
)
def test_the_days_of_a_period(period: str, first: str, last: str) -> None:
    parsed = parse_period(period)
    assert parsed is not None
    assert days_of(parsed, CALENDAR) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("as_of", "cadence", "closed"),
    [
        ("2026-11-15", Cadence.WEEK, "2026-W45"),
        ("2026-11-16", Cadence.WEEK, "2026-W46"),
        ("2027-01-03", Cadence.WEEK, "2026-W52"),
        ("2027-01-04", Cadence.WEEK, "2026-W53"),
        ("2026-11-30", Cadence.MONTH, "2026-10"),
        ("2026-12-01", Cadence.MONTH, "2026-11"),
        ("2026-12-31", Cadence.QUARTER, "2026-Q3"),
        ("2027-01-01", Cadence.QUARTER, "2026-Q4"),
        ("2026-11-20", Cadence.DAY, "2026-11-19"),
    ],
)
def test_the_newest_closed_period_on_a_day(as_of: str, cadence: Cadence, closed: str) -> None:
    assert str(last_closed(date.fromisoformat(as_of), cadence, CALENDAR)) == closed


@pytest.mark.parametrize(
    ("sunday", "cadence", "ended"),
    [
        ("2026-11-15", Cadence.WEEK, "2026-W46"),
        ("2026-05-31", Cadence.MONTH, "2026-05"),
        ("2026-05-30", Cadence.MONTH, "2026-04"),
        ("2027-01-03", Cadence.QUARTER, "2026-Q4"),
        ("2026-12-27", Cadence.QUARTER, "2026-Q3"),
        ("2026-05-31", Cadence.DAY, "2026-05-31"),
    ],
)
def test_the_newest_period_that_ended_by_a_day(sunday: str, cadence: Cadence, ended: str) -> None:
    assert str(last_ended_by(date.fromisoformat(sunday), cadence, CALENDAR)) == ended


@pytest.mark.parametrize(
    ("week", "month", "quarter"),
    [
        ("2026-W39", "2026-09", "2026-Q3"),
        ("2026-W40", "2026-10", "2026-Q4"),
        ("2026-W53", "2026-12", "2026-Q4"),
        ("2027-W01", "2027-01", "2027-Q1"),
        ("2026-W01", "2026-01", "2026-Q1"),
        ("2020-W53", "2020-12", "2020-Q4"),
        ("2021-W01", "2021-01", "2021-Q1"),
        ("2026-W18", "2026-04", "2026-Q2"),
        ("2026-W31", "2026-07", "2026-Q3"),
    ],
)
def test_the_thursday_says_where_a_week_counts(week: str, month: str, quarter: str) -> None:
    parsed = parse_period(week)
    assert parsed is not None
    assert str(belongs_to(parsed, Cadence.MONTH, CALENDAR)) == month
    assert str(belongs_to(parsed, Cadence.QUARTER, CALENDAR)) == quarter


@pytest.mark.parametrize(
    ("quarter", "first", "last", "count"),
    [
        ("2026-Q1", "2026-W01", "2026-W13", 13),
        ("2026-Q2", "2026-W14", "2026-W26", 13),
        ("2026-Q3", "2026-W27", "2026-W39", 13),
        ("2026-Q4", "2026-W40", "2026-W53", 14),
        ("2027-Q1", "2027-W01", "2027-W12", 12),
    ],
)
def test_a_quarter_has_12_to_14_weeks(quarter: str, first: str, last: str, count: int) -> None:
    parsed = parse_period(quarter)
    assert parsed is not None
    weeks = periods_within(parsed, Cadence.WEEK, CALENDAR)
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == (first, last, count)


def test_every_week_of_some_years_counts_in_one_month_and_one_quarter() -> None:
    months = [Month(year, number) for year in range(2019, 2029) for number in range(1, 13)]
    weeks = [week for month in months for week in periods_within(month, Cadence.WEEK, CALENDAR)]
    assert weeks == list(periods_between(Week(2019, 1), Week(2028, 52)))


def test_a_month_counts_in_the_fiscal_quarter_that_holds_its_middle() -> None:
    assert belongs_to(Month(2026, 4), Cadence.QUARTER, APRIL) == Quarter(2027, 1)
    assert belongs_to(Month(2026, 3), Cadence.QUARTER, APRIL) == Quarter(2026, 4)
    within = periods_within(Quarter(2027, 1), Cadence.MONTH, APRIL)
    assert within == (Month(2026, 4), Month(2026, 5), Month(2026, 6))


def test_a_day_counts_in_the_week_and_month_that_hold_it() -> None:
    day = date(2027, 1, 1)
    assert belongs_to(day, Cadence.WEEK, CALENDAR) == Week(2026, 53)
    assert belongs_to(day, Cadence.MONTH, CALENDAR) == Month(2027, 1)


def test_a_quarter_of_its_own_days_holds_the_weeks_of_these() -> None:
    before = Days(date(2026, 7, 1), date(2026, 10, 4))
    after = Days(date(2026, 12, 28), date(2027, 3, 31))
    own = Days(date(2026, 10, 5), date(2026, 12, 27))
    quarters = {Quarter(2026, 3): before, Quarter(2026, 4): own, Quarter(2027, 1): after}
    listed = Calendar(listed=quarters)
    weeks = periods_within(Quarter(2026, 4), Cadence.WEEK, listed)
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == ("2026-W41", "2026-W52", 12)


def test_some_periods_back_end_with_the_one_named() -> None:
    assert [str(each) for each in periods_back(Week(2027, 1), 3)] == [
        "2026-W52",
        "2026-W53",
        "2027-W01",
    ]


def test_between_a_later_and_an_earlier_period_lies_nothing() -> None:
    assert list(periods_between(Week(2027, 1), Week(2026, 53))) == []


@pytest.mark.parametrize("text", ["2026-11-20", "2026-W46", "2026-11", "2026-Q4"])
def test_a_period_knows_its_length(text: str) -> None:
    parsed = parse_period(text)
    assert parsed is not None
    cadences = {"2026-11-20": "day", "2026-W46": "week", "2026-11": "month", "2026-Q4": "quarter"}
    assert cadence_of(parsed) == cadences[text]


def test_lengths_are_ordered() -> None:
    assert [each.rank for each in Cadence] == [0, 1, 2, 3]
