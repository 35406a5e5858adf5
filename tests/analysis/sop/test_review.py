"""When a procedure is to be looked at again, on both sides of every boundary."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sop.anatomy import anatomy_of
from opsctl.analysis.sop.review import Review, review_of
from opsctl.model.scalar import Interval
from opsctl.model.settings import Settings, Standards
from opsctl.text.span import Origin
from tests.analysis.sop.pages import settings, sop

DAY = date(2026, 11, 20)


def review(keys: str, as_of: date = DAY, standard: Settings | None = None) -> Review:
    company = standard or settings()
    return review_of(anatomy_of(sop(f"---\n{keys}\n---\n# A\n"), company), company, as_of)


@pytest.mark.parametrize(
    ("as_of", "days_left"),
    [
        ("2026-10-01", 182),
        ("2027-03-31", 1),
        ("2027-04-01", 0),
        ("2027-04-02", -1),
        ("2028-04-01", -366),
    ],
)
def test_the_days_left_are_counted_from_the_day(as_of: str, days_left: int) -> None:
    found = review("reviewed: 2026-10-01", date.fromisoformat(as_of))
    assert found == Review(date(2026, 10, 1), date(2027, 4, 1), days_left)


@pytest.mark.parametrize(
    ("reviewed", "every", "due"),
    [
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2027-08-31", "6 months", "2028-02-29"),
        ("2026-10-31", "1 month", "2026-11-30"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-02-28", "1 month", "2026-03-28"),
        ("2026-12-31", "12 months", "2027-12-31"),
        ("2026-11-15", "90 days", "2027-02-13"),
        ("2026-11-15", "2 weeks", "2026-11-29"),
        ("2026-12-15", "1 month", "2027-01-15"),
    ],
)
def test_months_end_where_the_calendar_ends_them(reviewed: str, every: str, due: str) -> None:
    as_of = date.fromisoformat(reviewed)
    found = review(f"reviewed: {reviewed}\nreview_every: {every}", as_of)
    assert found.due == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("as_of", "seen"), [("2026-10-31", False), ("2026-11-01", True), ("2026-11-02", True)]
)
def test_a_review_is_seen_from_its_day_on(as_of: str, seen: bool) -> None:
    found = review("reviewed: 2026-11-01", date.fromisoformat(as_of))
    assert (found.reviewed is not None, found.due is not None) == (seen, seen)


def test_without_a_review_nothing_is_due() -> None:
    assert review("status: approved") == Review()


@pytest.mark.parametrize(
    ("status", "is_owed"),
    [("approved", True), ("draft", False), ("in-review", False), ("retired", False)],
)
def test_a_review_is_owed_for_what_is_in_force(status: str, is_owed: bool) -> None:
    found = review(f"reviewed: 2020-01-01\nstatus: {status}")
    assert found.reviewed == date(2020, 1, 1)
    assert (found.due is not None, found.days_left is not None) == (is_owed, is_owed)


def test_a_page_without_a_status_is_in_force() -> None:
    assert review("reviewed: 2026-10-01").due == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("keys", "due"),
    [
        ("reviewed: 2026-10-01", date(2027, 1, 1)),
        ("reviewed: 2026-10-01\nreview_every: 1 year", date(2027, 10, 1)),
        ("reviewed: 2026-10-01\nreview_every: now and then", date(2027, 1, 1)),
    ],
)
def test_its_own_interval_goes_before_that_of_the_company(keys: str, due: date) -> None:
    quarterly = Standards(review_every=Interval(months=3))
    company = Settings(Origin("opsctl.yaml"), standards=quarterly)
    assert review(keys, standard=company).due == due


def test_a_day_in_the_text_is_a_review() -> None:
    company = settings()
    page = sop("# A\n\n**Last reviewed:** 1 October 2026\n")
    assert review_of(anatomy_of(page, company), company, DAY).due == date(2027, 4, 1)


def test_the_oldest_day_that_can_be_read_does_no_harm() -> None:
    company = settings()
    page = sop("# A\n\n**Last reviewed:** 0001-01-01\n")
    found = review_of(anatomy_of(page, company), company, DAY)
    assert found.days_left is not None
    assert found.days_left < 0
