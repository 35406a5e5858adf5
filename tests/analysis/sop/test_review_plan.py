"""Reviews spread over weeks, on cases by hand."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sop.review_plan import Owed, Proposal, proposals

FRIDAY = date(2026, 11, 20)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def owed(*days: str | None, owner: str | None = "omar") -> list[Owed]:
    """Make reviews called a, b, c … that are due on days of 2026."""
    return [
        Owed(chr(ord("a") + at), owner, day(each) if each else None) for at, each in enumerate(days)
    ]


def planned(reviews: list[Owed], per_week: int = 1, as_of: date = FRIDAY) -> dict[str, str]:
    found = proposals(reviews, per_week, as_of)
    return {path: f"{each.day:%m-%d}" for path, each in sorted(found.items())}


def test_what_is_not_late_goes_into_the_week_that_it_is_due_in() -> None:
    assert planned(owed("12-16", "12-09")) == {"a": "12-14", "b": "12-07"}


def test_a_full_week_sends_it_to_the_latest_one_before() -> None:
    assert planned(owed("12-16", "12-17", "12-18")) == {"a": "12-14", "b": "12-07", "c": "11-30"}


def test_late_ones_take_the_earliest_weeks_with_room_by_their_day() -> None:
    found = planned(owed("10-14", "09-01", "11-25", None))
    assert found == {"a": "11-30", "b": "11-20", "c": "11-23", "d": "12-07"}


def test_what_finds_no_room_before_its_day_comes_after_it() -> None:
    found = proposals(owed("11-20", "11-20", "11-27"), 1, FRIDAY)
    assert {path: (each.day, each.in_time) for path, each in found.items()} == {
        "a": (FRIDAY, True),
        "c": (day("11-23"), True),
        "b": (day("11-30"), False),
    }


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("11-20", "11-20"), ("11-21", "11-23"), ("11-22", "11-23"), ("11-23", "11-23")],
)
def test_a_week_begins_today_and_on_a_weekend_with_the_next(as_of: str, expected: str) -> None:
    assert planned(owed("10-01"), as_of=day(as_of)) == {"a": expected}


def test_what_is_due_on_the_weekend_that_it_is_comes_too_late() -> None:
    found = proposals(owed("11-22"), 1, day("11-21"))
    assert found == {"a": Proposal(day("11-23"), in_time=False)}


def test_what_is_due_on_a_sunday_is_done_by_its_friday() -> None:
    found = planned(owed("11-29", "11-29", "11-29", "11-29", "11-29", "11-29"), per_week=6)
    assert list(found.values()) == ["11-23", "11-24", "11-25", "11-26", "11-27", "11-23"]


def test_a_day_is_never_behind_the_one_that_it_is_due_on() -> None:
    assert planned(owed("11-24", "11-24", "11-24"), 3) == {"a": "11-23", "b": "11-24", "c": "11-23"}


def test_each_owner_has_weeks_of_their_own_and_so_has_nobody() -> None:
    mine = owed("10-01", "10-02")
    nobodys = [Owed("x", None, day("10-01")), Owed("y", "ana", None)]
    assert planned([*mine, *nobodys]) == {"a": "11-20", "b": "11-23", "x": "11-20", "y": "11-20"}


def test_what_was_never_reviewed_is_neither_in_time_nor_too_late() -> None:
    assert proposals(owed(None), 1, FRIDAY)["a"].in_time is None
