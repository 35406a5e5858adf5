"""Sheets as they come: what is taken of them, and what is said of the rest."""

from __future__ import annotations

import pytest

from opsctl.analysis.scorecard_sheet.amounts import DecimalSign
from opsctl.analysis.scorecard_sheet.layout import Layout
from opsctl.analysis.scorecard_sheet.planning import Reading
from opsctl.analysis.scorecard_sheet.years import with_years
from opsctl.loading.sheet import read_sheet
from opsctl.text.errors import UsageProblem
from tests.analysis.scorecard_sheet.sheets import WORKSPACE, measurable, numbers, planned, refused

TABLE = {
    "orders": {"2026-W45": "1250", "2026-W46": "1300"},
    "revenue": {"2026-W45": "31250.50", "2026-W46": "32500.00"},
}


def test_weeks_across_are_read() -> None:
    plan = planned(
        "Acme scorecard\n\n"
        "Who,Measurable,Goal,W45 2026,W46 2026,Average\n"
        "Maya,Orders,1200,1250,1300,1275\n"
        "Leo,revenue,30000,31250.50,32500.00,31875.25\n"
    )
    assert plan.layout is Layout.ACROSS
    assert numbers(plan) == TABLE
    assert [each.name for each in plan.left] == ["A3", "C3", "F3"]


def test_dates_down_are_read() -> None:
    plan = planned(
        "Week of,Orders,Revenue\n16/11/2026,,\n02/11/2026,1250,31250.50\n09/11/2026,1300,32500.00\n"
        "Total,2550,63750.50\n"
    )
    assert plan.layout is Layout.DOWN
    assert numbers(plan) == TABLE
    assert refused(plan) == {"A5": "it begins with no period"}
    assert [each.value for each in plan.guesses if each.what == "dates"] == ["day, month, year"]


def test_semicolons_and_decimal_commas_are_read() -> None:
    plan = planned("Woche;Orders;Revenue\nKW 45/2026;1.250;31.250,50\nKW 46/2026;1.300;32.500,00\n")
    assert numbers(plan) == TABLE


def test_a_byte_order_mark_and_currency_signs_are_read() -> None:
    text = 'Period,Revenue,Orders\n2026-W45,"€31,250.50",1250\n2026-W46,"€32,500.00","1,300"\n'
    assert numbers(planned(text.encode("utf-8-sig"))) == TABLE


def test_a_number_a_row_is_read() -> None:
    plan = planned(
        "Date,KPI,Actual,Comment\n2026-11-02,orders,1250,\n2026-11-09,Orders,,\n"
        "2026-W46,shop/revenue,32500.00,Black Friday ahead\n2026-W45,shop/revenue,31250.50,\n"
        "2026-W46,orders,1300,\n"
    )
    assert plan.layout is Layout.LONG
    assert numbers(plan)["revenue"] == TABLE["revenue"]
    notes = [one.entry.note for each in plan.taken for one in each.new if one.entry.note]
    assert notes == ["Black Friday ahead"]


@pytest.mark.parametrize(
    ("heading", "period"),
    [("Nov 2026", "2026-11"), ("2026-11-16", "2026-11"), ("11/2026", "2026-11")],
)
def test_a_monthly_number_takes_months_and_days(heading: str, period: str) -> None:
    records = {"cash": measurable("Cash", more="every: month\n")}
    assert numbers(planned(f"Month,Cash\n{heading},5\n", records)) == {"cash": {period: "5"}}


def test_a_week_of_a_monthly_number_is_refused_at_its_cell() -> None:
    records = {"cash": measurable("Cash", more="every: month\n")}
    plan = planned("Week,Cash\n2026-W45,5\n", records)
    assert refused(plan) == {"B2": "2026-W45 is a week, and the number is one of a month"}


def test_two_days_of_one_week_with_different_numbers_are_refused_at_both_cells() -> None:
    plan = planned("Day,Orders\n2026-11-09,5\n2026-11-10,6\n2026-11-02,7\n2026-11-03,7\n")
    assert numbers(plan) == {"orders": {"2026-W45": "7"}}
    assert refused(plan) == {
        "B2": "B3 gives another number for 2026-W46",
        "B3": "B2 gives another number for 2026-W46",
    }


def test_dates_that_can_be_two_days_are_refused_until_the_order_is_given() -> None:
    sheet = "Week,Orders\n02/11/2026,5\n"
    assert refused(planned(sheet)) == {"B2": "`02/11/2026` can be two days"}


def test_a_wrong_cell_is_told_by_its_name_and_its_headings_and_the_others_are_taken() -> None:
    plan = planned('Week,Orders,Revenue\n2026-W45,1250,x\n\n2026-W46,"1,300",#REF!\n')
    assert numbers(plan) == {"orders": {"2026-W45": "1250"}}
    assert [(each.cell, each.heading, each.period) for each in plan.refused] == [
        ("B4", "Orders", "2026-W46"),
        ("C2", "Revenue", "2026-W45"),
        ("C4", "Revenue", "2026-W46"),
    ]
    assert plan.refused[0].message == "`1,300` can be 1300 or 1.300"


def test_cells_with_several_lines_do_not_shift_the_names_of_cells() -> None:
    plan = planned('Week,Orders,"a\nb"\n2026-W45,x,1\n')
    assert "B2" in refused(plan)


def test_the_line_that_names_the_delimiter_is_no_row() -> None:
    assert "B2" in refused(planned("sep=;\nWeek;Orders\n2026-W45;x\n"))


def test_another_column_of_the_file_decides_what_one_cannot() -> None:
    plan = planned("Week;Orders;Revenue\n2026-W45;1.250;1,5\n")
    assert numbers(plan)["orders"] == {"2026-W45": "1250"}


def test_a_point_between_groups_of_three_is_refused_where_commas_may_mark_decimals() -> None:
    assert refused(planned("Week;Orders\n2026-W45;1.250\n")) == {
        "B2": "`1.250` can be 1.250 or 1250"
    }
    given = Reading(sign=DecimalSign.COMMA)
    assert numbers(planned("Week;Orders\n2026-W45;1.250\n", reading=given)) == {
        "orders": {"2026-W45": "1250"}
    }


def test_where_commas_part_the_cells_a_point_marks_decimals_and_that_is_said() -> None:
    plan = planned("Week,Orders\n2026-W45,1.250\n")
    assert numbers(plan) == {"orders": {"2026-W45": "1.250"}}
    assert "point" in [each.value for each in plan.guesses if each.what == "decimals"]


def test_the_same_number_is_there_already_whatever_its_zeros() -> None:
    records = {"orders": measurable(more="values:\n  2026-W45: 24.1\n")}
    plan = planned("Week,Orders\n2026-W45,24.10\n", records)
    assert (plan.new, plan.same, plan.different) == (0, 1, 0)


def test_a_number_that_differs_is_shown_with_the_one_there() -> None:
    records = {"orders": measurable(more="values:\n  2026-W45: 24.1\n")}
    plan = planned("Week,Orders\n2026-W45,24.2\n", records)
    (different,) = plan.taken[0].different
    assert different.number.entry.value is not None
    assert different.number.entry.value.text == "24.2"
    assert [each.path for each in different.there] == ["scorecards/shop/orders.yaml"]


def test_a_number_of_a_check_in_is_there_already() -> None:
    said = {"2026-W45/maya": "date: 2026-11-09\nvalues: {shop/orders: 24}\n"}
    plan = planned("Week,Orders\n2026-W45,24\n2026-W46,25\n", checkins=said)
    assert (plan.same, numbers(plan)) == (1, {"orders": {"2026-W46": "25"}})
    plan = planned("Week,Orders\n2026-W45,26\n", checkins=said)
    assert plan.taken[0].different[0].there[0].path == "checkins/2026-W45/maya.yaml"


def test_nothing_is_taken_of_cells_that_say_nothing() -> None:
    plan = planned("Week,Orders\n2026-W44,\n2026-W45,-\n2026-W46,n/a\n")
    assert plan.new == 0
    assert refused(plan) == {"B4": "n/a without a reason says nothing"}


def test_a_reason_makes_a_number_not_applicable() -> None:
    plan = planned("Week,Orders\n2026-W45,n/a: Stocktaking\n2026-W46,N/A (Closed)\n")
    assert numbers(plan) == {"orders": {"2026-W45": "n/a: Stocktaking", "2026-W46": "n/a: Closed"}}
    long = "Week,KPI,Value,Note\n2026-W45,orders,n/a,Stocktaking\n"
    assert numbers(planned(long)) == {"orders": {"2026-W45": "n/a: Stocktaking"}}


def test_a_period_that_is_still_to_come_is_refused() -> None:
    assert "still to come" in refused(planned("Week,Orders\n2026-W50,5\n"))["B2"]


def test_headings_match_ids_references_and_titles_and_say_whom_else_they_may_mean() -> None:
    plan = planned("Week,ORDERS,shop/revenue,Repeat  purchase rate (%),Ordrs\n2026-W45,1,2,3,4\n")
    assert sorted(numbers(plan)) == ["orders", "repeat-rate", "revenue"]
    (left,) = plan.left
    assert (left.name, left.heading) == ("E1", "Ordrs")
    assert left.hint in ("did you mean `Orders`?", "did you mean `orders`?")


def test_two_columns_for_one_measurable_that_differ_are_refused_at_both_cells() -> None:
    plan = planned("Week,Orders,orders \n2026-W44,3,3\n2026-W45,1,2\n")
    assert numbers(plan) == {"orders": {"2026-W44": "3"}}
    assert refused(plan) == {
        "B3": "C3 gives another number for 2026-W45",
        "C3": "B3 gives another number for 2026-W45",
    }


def test_two_rows_for_one_new_measurable_make_one_of_them() -> None:
    plan = planned("Metric,2026-W44,2026-W45\nMargin,3,1\nMargin,3,2\n", new=True)
    assert numbers(plan) == {"margin": {"2026-W44": "3"}}
    assert sorted(refused(plan)) == ["C2", "C3"]


@pytest.mark.parametrize(
    ("sheet", "cells", "width"),
    [
        ("Metric,2026-W45,2026-W46\nOrders,1,234,2,000\n", 5, 3),
        ("period,measurable,value\n2026-W44,Orders,1,234\n", 4, 3),
        ("Week,Revenue,Orders\n2026-W44,1,234.50,7\n", 4, 3),
    ],
)
def test_a_row_with_more_cells_than_the_header_is_refused_whole(
    sheet: str, cells: int, width: int
) -> None:
    plan = planned(sheet)
    assert (plan.new, len(plan.refused)) == (0, 1)
    assert plan.refused[0].message == f"row 2 has {cells} cells, the header has {width}"
    assert plan.refused[0].hint == "a number with a comma needs quotes"


def test_empty_cells_behind_the_header_are_no_matter() -> None:
    assert numbers(planned("Metric,2026-W45\nOrders,1,, \n")) == {"orders": {"2026-W45": "1"}}


def test_a_note_of_digits_is_refused_where_it_can_be_the_rest_of_a_number() -> None:
    plan = planned("period,measurable,value,note\n2026-W44,Orders,1,234\n2026-W43,Orders,2,ok\n")
    assert numbers(plan) == {"orders": {"2026-W43": "2"}}
    assert refused(plan) == {"D2": "the note `234` can be the rest of a number"}


def test_a_row_or_column_that_the_calendar_does_not_have_is_refused_and_a_total_is_left() -> None:
    plan = planned("Week,Orders\n2026-W44,5\n2026-W54,6\nTotal,11\n")
    assert [(each.cell, each.message) for each in plan.refused] == [
        ("B3", "`2026-W54` is not a period of the calendar")
    ]
    assert [each.name for each in plan.left] == ["A4"]
    across = planned("Metric,2026-W44,2026-W54,Total\nOrders,5,6,11\n")
    assert [each.cell for each in across.refused] == ["C2"]
    assert [each.name for each in across.left] == ["D1"]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("Week,Orders\n46321,5\n46314,6\n", "A2"), ("Metric,46321,46328\nOrders,5,6\n", "B1")],
)
def test_days_that_lost_their_format_are_named_with_their_cell(sheet: str, cell: str) -> None:
    with pytest.raises(UsageProblem) as raised:
        planned(sheet)
    assert raised.value.message == (
        f"n.csv: {cell}: `46321` looks like a date that lost its format"
    )
    assert "it can be 2026-10-26" in (raised.value.hint or "")


def test_amounts_that_could_count_days_are_not_taken_for_dates() -> None:
    with pytest.raises(UsageProblem, match="finds no periods"):
        planned("Name,Revenue\nMaya,39014.07\nLeo,45100\n")


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("Metric,Aug-26,Sep-26\nOrders,5,6\n", {"2026-08": "5", "2026-09": "6"}),
        ("Metric,Dec 25,Jan 26\nOrders,5,6\n", {"2025-12": "5", "2026-01": "6"}),
        ("Month,Orders\nAug-26,5\n", {"2026-08": "5"}),
    ],
)
def test_months_with_two_digits_of_a_year_are_read_where_they_make_a_row(
    sheet: str, found: dict[str, str]
) -> None:
    plan = planned(sheet, {"orders": measurable(more="every: month\n")})
    assert numbers(plan) == {"orders": found}
    assert any(each.what == "years" for each in plan.guesses)


@pytest.mark.parametrize("heads", ["Oct 26,Nov 02,Nov 09", "Aug 26,Aug 27", "Oct 26,Oct 27"])
def test_days_without_a_year_are_not_taken_for_months(heads: str) -> None:
    with pytest.raises(UsageProblem, match=r"B1: `.*` has no year") as raised:
        planned(f"Metric,{heads}\nOrders,5,6,7\n")
    assert "--year 2026" in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        ("W52,W53,W01", "2025-W52 2025-W53 2026-W01"),
        ("W02,W01,W52", "2026-W02 2026-W01 2025-W52"),
        ("26 Oct,2 Nov", "2026-10-26 2026-11-02"),
        (
            "Dec 22 - Dec 28,Dec 29 - Jan 4,Jan 5 - Jan 11",
            "2025-12-22 – 2025-12-28 2025-12-29 – 2026-01-04 2026-01-05 – 2026-01-11",
        ),
    ],
)
def test_headings_get_the_year_of_the_newest_and_run_back_over_new_year(
    heads: str, found: str
) -> None:
    sheet = read_sheet("n.csv", f"Metric,{heads}\nOrders,1,2,3\n".encode())
    assert " ".join(with_years(sheet, 2026).rows[0].cells[1:]) == found


def test_weeks_without_a_year_are_taken_with_the_year_given() -> None:
    assert numbers(planned("Week,Orders\nW44,5\nW45,6\n", year=2026)) == {
        "orders": {"2026-W44": "5", "2026-W45": "6"}
    }


def test_one_heading_without_a_year_is_refused_beside_others() -> None:
    plan = planned("Week,Orders\n2026-W44,5\nW45,6\n")
    assert refused(plan) == {"B3": "`W45` has no year"}


@pytest.mark.parametrize(
    ("cells", "more"),
    [
        (("21%", "0.045"), ""),
        (("21", "0.045"), "goal: at least 22\n"),
        (("21", "0.045"), "values:\n  2026-W40: 21\n  2026-W41: 23\n"),
    ],
)
def test_a_share_among_percents_is_taken_and_named(cells: tuple[str, str], more: str) -> None:
    records = {"rate": measurable("Rate", "percent", more)}
    plan = planned(f"Week,Rate\n2026-W44,{cells[0]}\n2026-W45,{cells[1]}\n", records)
    assert plan.new == 2
    assert [(each.number.cell, each.hint) for each in plan.doubtful] == [
        ("B3", "write 4.5 if that is what is meant")
    ]


def test_small_percents_are_nothing_to_look_at() -> None:
    records = {"rate": measurable("Rate", "percent", "goal: at most 2\n")}
    assert planned("Week,Rate\n2026-W44,0.5\n", records).doubtful == ()


def test_a_title_of_two_measurables_is_not_taken_for_either() -> None:
    records = {"a": measurable("Orders"), "b": measurable("orders")}
    plan = planned("Week,Orders\n2026-W45,1\n", records)
    assert refused(plan) == {"B1": "it names several measurables"}
    assert plan.left[0].hint == "name one of shop/a, shop/b, or add --scorecard"


def test_computed_numbers_are_never_taken() -> None:
    records = {"average": measurable("Average", more="formula: revenue / orders\n")}
    plan = planned("Week,Average\n2026-W45,1\n", records)
    assert refused(plan) == {"B1": "shop/average is computed by a formula"}


def test_new_measurables_get_their_unit_from_the_cells_and_their_cadence_from_the_periods() -> None:
    plan = planned(
        "Month,Margin,revenue_net,Shipped on time,First reply,Tickets,Orders\n"
        "Oct 2026,24.1%,€ 5,yes,0:45,7,\nSep 2026,25%,€ 6.50,no,1:30,8,\n",
        new=True,
    )
    made = {each.measurable.id: each.measurable for each in plan.taken if each.created}
    assert {name: str(each.unit) for name, each in made.items()} == {
        "margin": "percent",
        "revenue-net": "currency EUR",
        "shipped-on-time": "yes-no",
        "first-reply": "duration",
        "tickets": "number",
    }
    assert made["revenue-net"].title == "Revenue net"
    assert {each.cadence.value for each in made.values()} == {"month"}
    assert list(made["margin"].values) == ["2026-09", "2026-10"]


def test_a_new_measurable_is_shown_with_the_one_that_may_have_been_meant() -> None:
    plan = planned("Week,Ordrs,Parcels\n2026-W45,1,2\n", new=True)
    assert [each.created and each.hint for each in plan.taken] == ["did you mean `Orders`?", None]


def test_days_that_follow_each_other_make_a_daily_number() -> None:
    plan = planned("Day,Visits\n2026-11-02,1\n2026-11-03,2\n2026-11-04,3\n", new=True)
    assert numbers(plan)["visits"]["2026-11-03"] == "2"


def test_a_heading_that_cannot_be_a_title_makes_no_measurable() -> None:
    plan = planned('Week,"a\x1b[2Jb",' + "y" * 300 + ",Empty\n2026-W45,1,2,\n", new=True)
    assert plan.new == 0
    assert sorted(refused(plan)) == ["B1", "C1", "D1"]


def test_a_sheet_without_periods_is_refused() -> None:
    with pytest.raises(UsageProblem, match="finds no periods"):
        planned("Name,Age\nMaya,33\n")


def test_periods_without_a_year_are_named() -> None:
    with pytest.raises(UsageProblem, match="`Nov 16 - Nov 22` has no year"):
        planned("Measurable,Nov 16 - Nov 22,Nov 9 - Nov 15\nOrders,1,2\n")


def test_a_date_above_the_table_is_not_taken_for_its_header() -> None:
    plan = planned("Printed,16 Nov 2026\nMeasurable,2026-W45\nOrders,5\n")
    assert numbers(plan) == {"orders": {"2026-W45": "5"}}


def test_periods_in_the_header_and_in_the_first_column_are_not_chosen_between() -> None:
    with pytest.raises(UsageProblem, match="both in its header and in its first column"):
        planned("Week,2026-W45\n2026-W45,1\nOrders,2\n")


def test_a_sheet_wider_or_larger_than_a_spreadsheet_is_refused() -> None:
    with pytest.raises(UsageProblem, match="100001 columns, and 16384 is the most"):
        planned("Week" + ",2026-W45" * 100_000 + "\norders,1\n")
    with pytest.raises(UsageProblem, match="100001 rows"):
        planned("Week,Orders\n" + "2026-W45,1\n" * 100_000)
    with pytest.raises(UsageProblem, match="cells, and 250000 is the most"):
        planned("Week" + ",x" * 9_999 + "\n" + "2026-W45,1\n" * 50)


def test_a_sheet_full_of_strange_headings_is_answered_all_the_same() -> None:
    headings = ",".join(f"strange heading {number}" for number in range(4_000))
    plan = planned(f"Week,{headings}\n2026-W45,1\n", WORKSPACE)
    assert len(plan.left) == 4_000


def test_a_cell_that_would_be_a_formula_was_defused_and_is_read_as_it_was() -> None:
    plan = planned("Period,Measurable,Value,Note\n2026-W45,orders,5,'=SUM(A1)\n")
    assert plan.taken[0].new[0].entry.note == "=SUM(A1)"
