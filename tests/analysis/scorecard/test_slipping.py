"""Which numbers slip, and since when, on both sides of every boundary."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.scorecard.attention import AttentionKind, attention
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.slipping import LONGEST_LOOK, Slip, slip_of
from opsctl.analysis.scorecard.verdict import PeriodView
from opsctl.model.workspace import Workspace
from tests.scorecards import only, orders, view, weeks

GOAL = "goal: at least 10\n"


def slip(workspace: Workspace, as_of: str = "2026-11-20") -> Slip | None:
    return slip_of(only(workspace), Readings(workspace, date.fromisoformat(as_of)))


def since(rest: str, as_of: str = "2026-11-20", settings: str = "") -> str | None:
    """Give the day since which Leo's orders slip, none where they do not."""
    found = slip(orders(GOAL + rest, settings=settings), as_of)
    return str(found.since) if found else None


@pytest.mark.parametrize(
    ("values", "day"),
    [
        (("12", "12", "9", "9"), None),
        (("12", "9", "9", "9"), "2026-11-16"),
        (("9", "9", "9", "9"), "2026-11-09"),
        (("9", "9", "9", "12"), None),
        (("9", "9", "9", "x"), "2026-11-09"),
        (("9", "9", "9", "."), "2026-11-09"),
        (("9", "x", "9", "9"), "2026-11-16"),
    ],
)
def test_it_slips_from_the_day_after_the_third_miss_in_a_row(
    values: tuple[str, ...], day: str | None
) -> None:
    assert since(weeks(43, *values)) == day


def test_the_day_after_a_hit_begins_it_anew() -> None:
    hits = ("12",) * 6
    assert since(weeks(35, "9", "9", "9", *hits, "9", "9", "9")) == "2026-11-16"


def test_how_many_misses_a_company_allows_is_its_own_standard() -> None:
    values = weeks(43, "12", "12", "9", "9")
    assert since(values, settings="standards: {misses_in_a_row: 2}\n") == "2026-11-16"


def test_a_week_counts_once_it_is_over() -> None:
    values = weeks(44, "9", "9", "9")
    assert since(values, "2026-11-15") is None
    assert since(values, "2026-11-16") == "2026-11-16"


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (("9", "9", "12", "9", "9", "12"), "misses-often"),
        (("20", "19", "18", "17", "16", "15"), "worsening"),
    ],
)
def test_it_slips_by_every_sign_that_is_about_the_work(values: tuple[str, ...], kind: str) -> None:
    found = slip(orders(GOAL + weeks(41, *values)))
    assert found is not None
    assert [each.kind.value for each in found.reasons] == [kind]


def test_a_number_that_is_missing_or_whose_goal_was_set_late_does_not_slip() -> None:
    assert since(weeks(43, "12", "12", "12")) is None
    late = "goal: {2026-W40: {is: at least 10, set: 2026-11-01}}\n"
    assert slip(orders(late + weeks(43, "12", "12", "12", "12"))) is None


def test_a_number_that_has_ended_does_not_slip() -> None:
    values = weeks(43, "9", "9", "9", "9")
    assert since(values + "archived: 2026-11-19\n") == "2026-11-09"
    assert since(values + "archived: 2026-11-08\n") is None


@pytest.mark.parametrize(("misses", "back"), [(LONGEST_LOOK + 2, 52), (LONGEST_LOOK + 9, 52)])
def test_its_beginning_is_looked_for_a_year_back(misses: int, back: int) -> None:
    days = [date.fromordinal(date(2026, 11, 19).toordinal() - n) for n in range(misses)]
    values = "".join(f"  {day}: 9\n" for day in sorted(days))
    found = since(f"every: day\nvalues:\n{values}")
    assert found == str(date.fromordinal(date(2026, 11, 20).toordinal() - back))


def test_what_is_not_judged_hides_no_older_period() -> None:
    gap = ("x",) * 14
    assert since(weeks(30, "9", "9", "9", *gap)) == "2026-08-10"
    assert since(weeks(30, "12", "9", "9", *gap)) is None
    assert since(weeks(28, "20", "19", "18", "17", "16", *gap)) == "2026-08-10"
    assert since(weeks(28, "16", "19", "18", "17", "16", *gap)) is None


def test_a_row_of_misses_is_counted_to_its_beginning() -> None:
    found = slip(orders(GOAL + weeks(20, "12", *("9",) * 26)))
    assert found is not None
    assert [each.text for each in found.reasons] == [
        "missed 26 in a row", "missed 13 of the last 13 judged"
    ]  # fmt: skip


OF_THE_WORK = frozenset(AttentionKind) - {AttentionKind.MISSING, AttentionKind.RETROACTIVE_GOAL}


@given(
    st.lists(st.sampled_from(["9", "9", "12", "13", "14", "15", "x", "."]), max_size=40),
    st.integers(0, 7),
)
def test_it_slips_as_all_of_its_periods_say(values: list[str], misses: int) -> None:
    settings = f"standards: {{misses_in_a_row: {misses}}}\n"
    workspace = orders(GOAL + weeks(47 - len(values), *values), settings=settings)
    closed = view(workspace, "2026-11-20").closed

    def reasons(periods: tuple[PeriodView, ...]) -> list[str]:
        found = attention(only(workspace), periods, (), misses, ended=False)
        return [each.text for each in found if each.kind in OF_THE_WORK]

    found = slip(workspace)
    assert reasons(closed) == ([each.text for each in found.reasons] if found else [])
    if found:
        ends = [each.days.last for each in closed]
        brought_by = ends.index(found.since - timedelta(days=1))
        assert all(reasons(closed[: count + 1]) for count in range(brought_by, len(closed)))
        assert not reasons(closed[:brought_by])
