"""Dates as sheets write them."""

from __future__ import annotations

from datetime import date

import pytest

from opsctl.analysis.sheet.days import DateOrder, orders_shown, sheet_day
from opsctl.model.period import Days
from opsctl.model.scalar import Unreadable

QUARTER = Days(date(2026, 10, 1), date(2026, 12, 31))
NOVEMBER = date(2026, 11, 12)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-11-12", "2026/11/12", "2026-11-12T00:00:00Z", "2026-11-12 17:00", "12.11.2026"),
        *("12 Nov 2026", "Nov 12, 2026", "12-Nov-26", "Thu, Nov 12th, 2026", "Nov 12", "12. Nov."),
        *("12. November 2026", "12 novembre 2026", "12 de noviembre de 2026", "12 Nov. 2026 17:00"),
    ],
)
def test_a_clear_date_needs_no_order(text: str) -> None:
    assert sheet_day(text, None, QUARTER) == NOVEMBER


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("12/11/2026", DateOrder.DMY, NOVEMBER),
        ("11/12/2026", DateOrder.MDY, NOVEMBER),
        ("11/12/26, 5:00 PM", DateOrder.MDY, NOVEMBER),
        ("26/11/12", DateOrder.YMD, NOVEMBER),
        ("31/12/2026", None, date(2026, 12, 31)),
        ("12/31/2026", None, date(2026, 12, 31)),
        ("11/11/2026", None, date(2026, 11, 11)),
    ],
)
def test_figures_are_read_in_their_order(text: str, order: DateOrder | None, day: date) -> None:
    assert sheet_day(text, order, QUARTER) == day


@pytest.mark.parametrize(
    ("text", "order"),
    [
        *(("11/12/2026", None), ("12/31/2026", DateOrder.DMY), ("31.11.2026", None)),
        *(("46337", None), ("1793836800000", None), ("November 2026", None), ("Q4", None)),
        *(("3 March", None), ("", None), ("2026-02-30", None), ("0001-01-01", None)),
        *(("12 Nov 2026 or later", None), ("99/99/9999", None), ("٣/٣/٢٠٢٦", None)),
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(text: str, order: DateOrder | None) -> None:
    with pytest.raises(Unreadable):
        sheet_day(text, order, QUARTER)


def test_only_a_date_that_can_be_one_day_shows_the_order() -> None:
    assert orders_shown(["11/12/2026", "2026-11-12", "Nov 13, 2026", "x"]) == frozenset()
    assert orders_shown(["11/12/2026", "31/12/2026"]) == {DateOrder.DMY}
    assert orders_shown(["12/31/2026", "31.12.2026"]) == {DateOrder.MDY, DateOrder.DMY}
