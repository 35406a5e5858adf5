"""Numbers as a line of bars."""

from __future__ import annotations

from decimal import Decimal

from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.scorecard.verdict import PeriodView, Verdict
from opsctl.model.period import Days
from opsctl.rendering.scorecard.spark import history_line, sparkline
from opsctl.rendering.theme import ASCII, UNICODE
from tests.factories import day


def numbers(text: str) -> list[Decimal | None]:
    return [None if each == "-" else Decimal(each) for each in text.split()]


def test_the_lowest_and_the_highest_take_the_whole_height() -> None:
    assert sparkline(numbers("1 2 3 4 5 6 7 8"), UNICODE) == "▁▂▃▄▅▆▇█"


def test_a_missing_number_leaves_a_gap_and_is_no_zero() -> None:
    assert sparkline(numbers("10 - 20"), UNICODE) == "▁·█"


def test_equal_numbers_stand_in_the_middle() -> None:
    assert sparkline(numbers("5 5"), UNICODE) == "▅▅"


def test_nothing_is_drawn_of_nothing() -> None:
    assert sparkline(numbers("- -"), UNICODE) == ""


def test_a_terminal_without_unicode_gets_signs_of_ascii() -> None:
    assert sparkline(numbers("1 - 2"), ASCII) == "_ #"


def test_numbers_far_below_any_float_are_told_apart() -> None:
    assert sparkline(numbers("1e22 10000000000000000000001"), UNICODE) == "▁█"


def test_periods_before_a_beginning_are_blank_and_missing_ones_are_gaps() -> None:
    verdicts = (Verdict.NONE, Verdict.HIT, Verdict.MISSING, Verdict.MISS)
    values = (None, Decimal(1), None, Decimal(2))
    days = Days(day("11-20"), day("11-20"))
    periods = [
        PeriodView(day("11-20"), days, Reading(value), None, verdict)
        for verdict, value in zip(verdicts, values, strict=True)
    ]
    assert history_line(periods, UNICODE) == " ▁·█"
