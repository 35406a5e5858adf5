"""What stands for a period: of the record, of check-ins, and as of when."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from opsctl.analysis.scorecard.readings import Reading, Readings
from opsctl.model.cadence import parse_period
from opsctl.model.period import Week
from opsctl.model.workspace import Workspace
from tests.scorecards import load, only, orders

LEO = "checkins/2026-W46/leo.yaml"
ANA = "checkins/2026-W46/ana.yaml"


def at(workspace: Workspace, period: str, as_of: str = "2026-12-31") -> Reading:
    parsed = parse_period(period)
    assert parsed is not None
    return Readings(workspace, date.fromisoformat(as_of)).at(only(workspace), parsed)


def said(number: str, day: str = "2026-11-16") -> str:
    return f"date: {day}\nvalues: {{team/orders: {number}}}\n"


def test_a_value_of_the_record_is_exact_and_has_its_place() -> None:
    reading = at(orders("values:\n  2026-W46: 0.10\n"), "2026-W46")
    assert reading.value == Decimal("0.1")
    assert reading.place is not None
    assert (reading.place.path, reading.place.span.line) == ("scorecards/team/orders.yaml", 4)


def test_where_nothing_stands_there_is_no_value_and_no_reason() -> None:
    assert at(orders(), "2026-W46") == Reading()


def test_n_a_is_a_reason_and_no_value() -> None:
    reading = at(orders("values:\n  2026-W46: {na: Stocktaking}\n"), "2026-W46")
    assert (reading.value, reading.na) == (None, "Stocktaking")


def test_what_cannot_be_read_is_a_problem_and_not_0() -> None:
    reading = at(orders("values:\n  2026-W46: 12%\n"), "2026-W46")
    assert (reading.value, reading.problem) == (None, "`12%` is not a number")


def test_a_value_of_a_check_in_says_by_whom_and_when() -> None:
    reading = at(orders("", {LEO: said("{value: 4, note: A record}")}), "2026-W46")
    assert reading.value == 4
    assert reading.note == "A record"
    assert (reading.by, reading.said) == ("leo", date(2026, 11, 16))
    assert reading.place is not None
    assert reading.place.path == LEO


def test_the_record_goes_before_a_check_in() -> None:
    workspace = orders("values:\n  2026-W46: 5\n", {LEO: said("4")})
    assert at(workspace, "2026-W46").value == 5


def test_of_check_ins_the_owners_stands_whenever_it_was_said() -> None:
    workspace = orders("entered_by: ana\n", {LEO: said("4"), ANA: said("5", "2026-11-20")})
    assert at(workspace, "2026-W46").value == 4


def test_of_check_ins_of_others_the_last_said_stands() -> None:
    omar = "checkins/2026-W46/omar.yaml"
    workspace = orders("", {ANA: said("5", "2026-11-20"), omar: said("6", "2026-11-19")})
    assert at(workspace, "2026-W46").value == 5


def test_a_check_in_is_seen_from_its_date_on() -> None:
    workspace = orders("", {LEO: said("4", "2026-11-20")})
    assert at(workspace, "2026-W46", "2026-11-19").value is None
    assert at(workspace, "2026-W46", "2026-11-20").value == 4


def test_a_value_of_a_period_is_seen_from_its_first_day_on() -> None:
    workspace = orders("values:\n  2026-W47: 4\n")
    assert at(workspace, "2026-W47", "2026-11-15").value is None
    assert at(workspace, "2026-W47", "2026-11-16").value == 4


def test_a_pulled_value_is_seen_from_the_day_of_pulling_on() -> None:
    workspace = orders("values:\n  2026-W46: {value: 4, from: a.csv, on: 2026-11-20}\n")
    assert at(workspace, "2026-W46", "2026-11-19").value is None
    assert at(workspace, "2026-W46", "2026-11-20").from_ == "a.csv"


def test_a_key_of_another_length_is_no_period_of_it() -> None:
    workspace = orders("every: month\nvalues:\n  2026-W46: 4\n")
    assert Readings(workspace, date(2026, 12, 31)).first(only(workspace)) is None


def test_a_monthly_number_of_a_check_in_is_for_the_month_that_ended_by_the_sunday() -> None:
    others = {
        "checkins/2026-W43/leo.yaml": said("9"),
        "checkins/2026-W44/leo.yaml": said("10"),
        "checkins/2026-W48/leo.yaml": said("10", "2026-11-30"),
        "checkins/2026-W49/leo.yaml": said("11", "2026-12-07"),
    }
    workspace = orders("every: month\n", others)
    assert [at(workspace, each).value for each in ("2026-09", "2026-10", "2026-11")] == [9, 10, 11]


def test_a_quarterly_number_of_a_check_in_is_for_the_quarter_that_ended_by_the_sunday() -> None:
    others = {
        "checkins/2026-W52/leo.yaml": said("3", "2026-12-28"),
        "checkins/2026-W53/leo.yaml": said("4", "2027-01-04"),
    }
    workspace = orders("every: quarter\n", others)
    assert at(workspace, "2026-Q3", "2027-01-31").value == 3
    assert at(workspace, "2026-Q4", "2027-01-31").value == 4


def test_a_daily_number_of_a_check_in_is_not_seen() -> None:
    workspace = orders("every: day\n", {LEO: said("4")})
    assert Readings(workspace, date(2026, 12, 31)).first(only(workspace)) is None


def test_the_first_period_is_the_earliest_of_both_places() -> None:
    workspace = orders("values:\n  2026-W47: 4\n  2026-W50: 5\n", {LEO: said("4")})
    assert str(Readings(workspace, date(2026, 12, 31)).first(only(workspace))) == "2026-W46"


def test_the_owner_counts_first_also_under_an_id_from_before() -> None:
    files = {
        "people.yaml": "mia: {name: Mia, formerly: [maja]}\nana: {name: Ana}\n",
        "scorecards/team/calls.yaml": "title: Calls\nowner: mia\nentered_by: ana\n",
        "checkins/2026-W45/maja.yaml": "date: 2026-11-09\nvalues: {team/calls: 4}\n",
        "checkins/2026-W45/ana.yaml": "date: 2026-11-10\nvalues: {team/calls: 6}\n",
    }
    workspace = load(files)
    readings = Readings(workspace, date(2026, 11, 20))
    assert readings.at(only(workspace, "team/calls"), Week(2026, 45)).value == 4


def test_a_value_under_a_period_of_another_length_stands_for_none() -> None:
    workspace = orders("every: month\nvalues:\n  2026-W46: 5\n  2026-10: 6\n")
    readings = Readings(workspace, date(2026, 11, 20))
    assert at(workspace, "2026-W46") == Reading()
    assert [str(each) for each in readings.typed(only(workspace))] == ["2026-10"]
    assert str(readings.first(only(workspace))) == "2026-10"


def test_the_first_period_is_that_of_the_oldest_number_that_is_seen() -> None:
    values = "values:\n  2026-W46: 5\n  2026-W44: {value: 6, on: 2026-11-25}\n"
    workspace = orders(values, {LEO: said("4")})
    assert str(Readings(workspace, date(2026, 11, 20)).first(only(workspace))) == "2026-W46"
    assert str(Readings(workspace, date(2026, 11, 25)).first(only(workspace))) == "2026-W44"
    assert Readings(workspace, date(2026, 11, 8)).first(only(workspace)) is None
