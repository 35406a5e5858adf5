"""What holds of every plan of reviews, whatever is owed."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.sop.review_plan import Owed, proposals
from opsctl.model.period import Week

DAYS = st.dates(date(2026, 10, 1), date(2027, 2, 28))
OWNERS = st.sampled_from(["omar", "ana", None])
REVIEWS = st.lists(st.tuples(OWNERS, st.none() | DAYS), max_size=30).map(
    lambda listed: [Owed(f"{at:02}", owner, due) for at, (owner, due) in enumerate(listed)]
)


def first_working_day(day: date) -> date:
    return day if day.weekday() < 5 else day + timedelta(days=7 - day.weekday())


@given(REVIEWS, st.integers(1, 7), DAYS)
def test_a_plan_holds_to_its_word(owed: list[Owed], per_week: int, as_of: date) -> None:
    found = proposals(owed, per_week, as_of)
    assert set(found) == {each.path for each in owed}
    load = Counter((each.owner, found[each.path].week) for each in owed)
    assert all(count <= per_week for count in load.values())
    first = first_working_day(as_of)
    assert all(each.day >= first and each.day.weekday() < 5 for each in found.values())
    assert proposals(owed[::-1], per_week, as_of) == found


@given(REVIEWS, st.integers(1, 7), DAYS)
def test_only_what_is_late_or_found_every_week_full_comes_after_its_day(
    owed: list[Owed], per_week: int, as_of: date
) -> None:
    found = proposals(owed, per_week, as_of)
    load = Counter((each.owner, found[each.path].week) for each in owed)
    first = first_working_day(as_of)
    for each in owed:
        if each.due is None:
            assert found[each.path].in_time is None
            continue
        assert found[each.path].in_time is (found[each.path].day <= each.due)
        if each.due < as_of or found[each.path].in_time:
            continue
        monday = Week.of(first).monday
        while monday <= each.due and first <= each.due:
            assert load[each.owner, Week.of(monday)] == per_week
            monday += timedelta(days=7)


@given(REVIEWS, st.integers(1, 7), DAYS)
def test_what_comes_late_leaves_no_earlier_week_with_room(
    owed: list[Owed], per_week: int, as_of: date
) -> None:
    found = proposals(owed, per_week, as_of)
    load = Counter((each.owner, found[each.path].week) for each in owed)
    for each in owed:
        if each.due is None or not found[each.path].in_time:
            monday = Week.of(first_working_day(as_of)).monday
            while monday < found[each.path].week.monday:
                assert load[each.owner, Week.of(monday)] == per_week
                monday += timedelta(days=7)
