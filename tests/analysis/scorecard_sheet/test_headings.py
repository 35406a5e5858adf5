"""Periods as sheets write them."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.scorecard_sheet.headings import (
    looks_like_a_period,
    order_of,
    period_meant,
    sheet_period,
)
from opsctl.analysis.sheet.days import DateOrder
from opsctl.model.cadence import Cadence
from opsctl.model.period import Calendar
from opsctl.model.scalar import Unreadable


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-W46", "2026-W46"),
        ("W46 2026", "2026-W46"),
        ("w46/2026", "2026-W46"),
        ("2026 W46", "2026-W46"),
        ("2026W46", "2026-W46"),
        ("KW 46/2026", "2026-W46"),
        ("Week 46, 2026", "2026-W46"),
        ("2026-W53", "2026-W53"),
        ("2026-11", "2026-11"),
        ("11/2026", "2026-11"),
        ("Nov 2026", "2026-11"),
        ("Nov. 2026", "2026-11"),
        ("November 2026", "2026-11"),
        ("März 2026", "2026-03"),
        ("Nov '26", "2026-11"),
        ("2026 Nov", "2026-11"),
        ("2026-Q4", "2026-Q4"),
        ("Q4 2026", "2026-Q4"),
        ("Q4/2026", "2026-Q4"),
        ("4. Quartal 2026", "2026-Q4"),
        ("2026-11-16", "2026-11-16"),
        ("16.11.2026", "2026-11-16"),
        ("16/11/2026", "2026-11-16"),
        ("11/16/2026", "2026-11-16"),
        ("16 Nov 2026", "2026-11-16"),
        ("2026-11-16 00:00:00", "2026-11-16"),
        ("Week of 16 Nov 2026", "2026-11-16"),
        ("w/c 16.11.2026", "2026-11-16"),
        ("16.11.2026 - 22.11.2026", "2026-W47"),
        ("2026-11-16 to 2026-11-20", "2026-W47"),
        ("1 Nov 2026 – 30 Nov 2026", "2026-11"),
    ],
)
def test_a_period_is_read_however_a_sheet_writes_it(text: str, period: str) -> None:
    assert str(sheet_period(text, None)) == period


@pytest.mark.parametrize(
    "text",
    [
        *("2025-W53", "2026-W54", "W46", "46", "2026", "2026-13", "Q5 2026", "Nov 26", "Nov 16"),
        *("45980", "Total", "", "n/a", "31.11.2026", "1 Nov 2026 - 1 Dec 2026", "x" * 100_000),
        *("11/12/2026", "2026-W46 2026-W47", "٢٠٢٦-W46"),
    ],
)
def test_what_is_no_period_or_two_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(Unreadable):
        sheet_period(text, None)


def test_a_date_that_can_be_two_days_is_one_by_the_order_of_the_others() -> None:
    order, why = order_of(["02/11/2026", "09/11/2026", "16/11/2026"])
    assert (order, why) == (DateOrder.DMY, "`16/11/2026` shows it")
    assert sheet_period("09/11/2026", order) == date(2026, 11, 9)


def test_dates_that_show_both_orders_or_none_show_nothing() -> None:
    for texts in (["16/11/2026", "11/17/2026"], ["02/11/2026", "09/11/2026"]):
        order, why = order_of(texts)
        assert order is None
        assert "--date-order" in (why or "")


def test_dates_without_a_doubt_need_no_order() -> None:
    assert order_of(["2026-11-16", "11/11/2026", "W46 2026"]) == (None, None)


@pytest.mark.parametrize(
    ("cadence", "period"),
    [
        (Cadence.DAY, "2027-01-01"),
        (Cadence.WEEK, "2026-W53"),
        (Cadence.MONTH, "2027-01"),
        (Cadence.QUARTER, "2027-Q1"),
    ],
)
def test_a_date_stands_for_the_period_that_holds_it(cadence: Cadence, period: str) -> None:
    assert str(period_meant(date(2027, 1, 1), cadence, Calendar())) == period


def test_a_period_of_another_length_is_refused() -> None:
    with pytest.raises(Unreadable, match="2026-11 is a month, and the number is one of a week"):
        period_meant(sheet_period("Nov 2026", None), Cadence.WEEK, Calendar())


def test_words_and_numbers_do_not_look_like_periods() -> None:
    for text in ("Orders", "1250", "24.1", "12:30", "45980", "", "-"):
        assert not looks_like_a_period(text)
    assert looks_like_a_period("11/12/2026")
