"""Numbers as sheets write them."""

from __future__ import annotations

import pytest

from opsctl.analysis.scorecard_sheet.amounts import (
    DecimalSign,
    sheet_value,
    sign_of,
    sign_shown,
    unit_shown,
)
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.unit import Unit, UnitKind, read_unit

POINT, COMMA = DecimalSign.POINT, DecimalSign.COMMA
EURO = Unit(UnitKind.CURRENCY, "EUR")


def read(text: str, unit: str = "number", sign: DecimalSign | None = None) -> str:
    return sheet_value(text, read_unit(Scalar(unit)), sign).text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24.10", "24.10"),
        ("24,10", "24.10"),
        ("0", "0"),
        ("007", "7"),
        (",5", "0.5"),
        (".5", "0.5"),
        ("+5", "5"),
        ("-5", "-5"),
        ("\u22125,5", "-5.5"),
        ("(1,234.50)", "-1234.50"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1 234 567,8", "1234567.8"),
        ("1\u202f234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("1'234.50", "1234.50"),
        ("1234,567", "1234.567"),
        ("0,123", "0.123"),
        ("1,2345", "1.2345"),
        ("12345678901234567890.12345", "12345678901234567890.12345"),
        ("-0", "0"),
        ("(0.00)", "0.00"),
    ],
)
def test_a_number_that_can_be_one_only_is_read_with_its_digits(text: str, written: str) -> None:
    assert read(text) == written


@pytest.mark.parametrize("text", ["1e3", "1.23e5", "1E+3", "1E+03", "1,5e-2"])
def test_any_exponent_is_refused_as_rounded(text: str) -> None:
    with pytest.raises(Unreadable, match="was rounded by the spreadsheet") as raised:
        read(text)
    assert "all of its digits" in (raised.value.hint or "")


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,345", "-123.456", "1 € 234"])
def test_a_number_that_can_be_two_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


def test_both_readings_are_named_where_there_are_two() -> None:
    with pytest.raises(Unreadable) as raised:
        read("1,234")
    assert raised.value.message == "`1,234` can be 1234 or 1.234"
    assert "--decimal comma" in (raised.value.hint or "")


def test_a_known_decimal_sign_decides() -> None:
    assert (read("1,234", sign=POINT), read("1,234", sign=COMMA)) == ("1234", "1.234")
    assert (read("1.234", sign=POINT), read("1.234", sign=COMMA)) == ("1.234", "1234")


@pytest.mark.parametrize(
    ("texts", "sign"),
    [
        (["1,234", "5,5"], COMMA),
        (["1,234", "1,234.5"], POINT),
        (["1,234", "12"], None),
        (["1,5", "1.5"], None),
        (["1,234", "5,678,901"], POINT),
    ],
)
def test_the_sign_is_told_by_numbers_that_show_one_and_no_other(
    texts: list[str], sign: DecimalSign | None
) -> None:
    assert sign_of(texts) is sign


def test_a_number_without_a_sign_shows_none() -> None:
    assert [sign_shown(text) for text in ("12", "1 234", "x", "1.2.3,4,5")] == [None] * 4


@pytest.mark.parametrize(
    "text",
    [
        *("abc", "12 34", "1.2.3", "1,23,456", "5 5", "--5", "39k", "٣", "1/2", "1e999", "=1+1"),
        *("#DIV/0!", "#REF!", "######", "1.23E+05", "1,2E+05", "9" * 31, "24%", "€5", "5 USD"),
        *("NaN", "inf", "0x10", "€5€", "x" * 1_000_000),
    ],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize("text", ["24.1", "24.1%", "24,1 %", "24.1\u00a0%"])
def test_a_percentage_is_read_with_and_without_its_sign(text: str) -> None:
    assert read(text, "percent") == "24.1"


@pytest.mark.parametrize(
    "text", ["€ 1.234,50", "1.234,50 €", "EUR 1,234.50", "1 234,50 EUR", "1234.50", "€1,234.50"]
)
def test_money_is_read_with_and_without_its_sign(text: str) -> None:
    assert read(text, "currency EUR") == "1234.50"


def test_money_of_another_currency_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"`\$5` does not go with the unit currency EUR"):
        sheet_value("$5", EURO, None)


def test_the_dot_of_a_currency_is_no_decimal_point() -> None:
    assert read("Fr. 5", "currency CHF") == "5"
    assert read("-$5.50", "currency USD") == "-5.50"


@pytest.mark.parametrize(
    ("text", "written"),
    [("2:30", "2 h 30 min"), ("0:45", "45 min"), ("1:02:03", "1 h 2 min 3 s"), ("45 s", "45 s")],
)
def test_a_duration_is_read_as_hours_and_minutes_or_in_words(text: str, written: str) -> None:
    assert read(text, "duration") == written


@pytest.mark.parametrize(("text", "written"), [("TRUE", "yes"), ("nein", "no"), ("1", "yes")])
def test_yes_and_no_are_read_in_the_words_of_other_tools(text: str, written: str) -> None:
    assert read(text, "yes-no") == written


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (["24%", "25 %"], "percent"),
        (["€ 5", "6 €"], "currency EUR"),
        (["$5"], "currency USD"),
        (["CHF 5"], "currency CHF"),
        (["2:30"], "duration"),
        (["yes", "FALSE"], "yes-no"),
        (["1", "0"], "number"),
        (["24%", "5", "6"], "number"),
        ([], "number"),
    ],
)
def test_the_unit_of_a_column_is_told_by_the_signs_of_most_cells(
    texts: list[str], unit: str
) -> None:
    assert str(unit_shown(texts)) == unit
