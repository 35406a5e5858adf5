"""Where numbers stand, which are missing, and what becomes of those that a source gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.scorecard.pulling import Fate, Wanted, plan_pull
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import missing_periods, where_written, why_not_typed
from opsctl.loading.workspace import Nouns, load_workspace
from opsctl.model.cadence import Period, parse_period
from opsctl.model.pulled import PulledRow
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable
from opsctl.text.tree import OverlayTree

PATH = "scorecards/leadership/orders.yaml"


def loaded(
    text: str, as_of: str = "2027-01-12", checkins: Mapping[str, str] | None = None
) -> tuple[Measurable, Readings]:
    """Read one measurable as of a day: Tuesday of 2027-W02, after a year with 53 weeks."""
    files = {"opsctl.yaml": "format: 1\ncompany: Acme\n", PATH: f"title: A\nowner: leo\n{text}"}
    for place, values in (checkins or {}).items():
        files[f"checkins/{place}.yaml"] = f"date: 2027-01-04\nvalues: {values}\n"
    encoded = {path: content.encode() for path, content in files.items()}
    workspace = load_workspace(OverlayTree(None, encoded), Nouns.SCORECARDS)
    assert workspace.findings == ()
    return workspace.measurables[0], Readings(workspace, date.fromisoformat(as_of))


def period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def missing(text: str, as_of: str = "2027-01-12", since: str | None = None) -> list[str]:
    measurable, readings = loaded(text, as_of)
    start = period(since) if since else None
    return [str(each) for each in missing_periods(measurable, readings, start)]


def test_missing_weeks_go_over_the_end_of_a_year_with_53_weeks() -> None:
    assert missing("since: 2026-W52\n") == ["2026-W52", "2026-W53", "2027-W01"]


def test_the_open_week_is_not_missing_and_the_one_before_is_from_its_monday_on() -> None:
    assert missing("since: 2026-W53\n", "2027-01-03") == []
    assert missing("since: 2026-W53\n", "2027-01-04") == ["2026-W53"]


def test_a_number_and_a_reason_are_not_missing_and_an_unreadable_one_is() -> None:
    values = "values: {2026-W51: 5, 2026-W52: {na: Closed}, 2026-W53: 9 pm}\n"
    assert missing(values) == ["2026-W53", "2027-W01"]


def test_only_the_last_13_are_looked_at_unless_a_start_is_given() -> None:
    text = "since: 2026-W01\n"
    assert len(missing(text)) == 13
    assert missing(text)[0] == "2026-W42"
    assert missing(text, since="2026-Q4")[0] == "2026-W40"


def test_a_start_of_another_length_is_taken_by_its_first_day() -> None:
    assert missing("every: month\nsince: 2026-01\n", since="2026-W48") == ["2026-11", "2026-12"]


def test_what_nothing_has_begun_lacks_its_newest_number_and_what_has_ended_lacks_none() -> None:
    assert missing("") == ["2027-W01"]
    assert missing("archived: 2026-12-01\n") == []
    assert missing("since: 2026-W48\narchived: 2026-12-13\n") == [
        "2026-W48",
        "2026-W49",
        "2026-W50",
    ]


def test_a_goal_from_the_running_week_on_makes_nothing_missing() -> None:
    assert missing("goal:\n  2027-W02: {is: at least 5, set: 2027-01-12}\n") == []


def test_a_monthly_number_stands_in_the_check_in_of_the_week_that_ends_the_month() -> None:
    """2026-W53 ends on Sunday 3 January 2027; the last month that had ended then is December."""
    measurable, readings = loaded(
        "every: month\nvalues: {2026-11: 5}\n",
        checkins={
            "2026-W53/leo": "{leadership/orders: 6}",
            "2026-W52/leo": "{leadership/orders: 5}",
        },
    )
    december = where_written(measurable, period("2026-12"), readings.workspace)
    november = where_written(measurable, period("2026-11"), readings.workspace)
    assert [each.path for each in december] == ["checkins/2026-W53/leo.yaml"]
    assert [each.path for each in november] == [PATH, "checkins/2026-W52/leo.yaml"]


@pytest.mark.parametrize(
    ("week", "why"),
    [
        ("2026-W51", "lies before it began (`since: 2026-12-21`)"),
        ("2026-W52", None),
        ("2027-W01", None),
        ("2027-W02", "lies behind its end (`archived: 2027-01-12`)"),
        ("2027-W03", "is still to come: it begins on 2027-01-18"),
    ],
)
def test_a_number_can_be_typed_from_its_beginning_to_its_end(week: str, why: str | None) -> None:
    measurable, readings = loaded("since: 2026-12-21\narchived: 2027-01-12\n")
    said = why_not_typed(measurable, period(week), readings)
    assert said == (f"{week} {why}" if why else None)


WEEKS = ("2026-W50", "2026-W51", "2026-W52", "2026-W53", "2027-W01")
COUNTS = st.integers(0, 9).map(str)


@given(
    typed=st.dictionaries(st.sampled_from(WEEKS), COUNTS),
    given_=st.dictionaries(st.sampled_from((*WEEKS, "2027-W02")), COUNTS),
    replace=st.booleans(),
)
def test_what_was_typed_gives_way_only_when_told_to(
    typed: dict[str, str], given_: dict[str, str], replace: bool
) -> None:
    values = "".join(f"  {week}: {value}\n" for week, value in typed.items())
    measurable, readings = loaded(f"values:\n{values}" if values else "")
    rows = [PulledRow(week, Scalar(value), week) for week, value in given_.items()]
    pulling = plan_pull(measurable, rows, readings, Wanted("x.csv", replace=replace))
    assert pulling.problems == ()
    expected = {}
    for week, value in given_.items():
        if week == "2027-W02":
            expected[week] = Fate.OPEN
        elif week not in typed:
            expected[week] = Fate.NEW
        elif typed[week] == value:
            expected[week] = Fate.SAME
        else:
            expected[week] = Fate.CHANGED if replace else Fate.KEPT
    assert {str(each.period): each.fate for each in pulling.numbers} == expected
