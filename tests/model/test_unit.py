"""Units: one way to write each, and exact to the last digit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.unit import NUMBER, Unit, UnitKind, exact, read_duration, read_unit, total

PERCENT = Unit(UnitKind.PERCENT)
EUR = Unit(UnitKind.CURRENCY, "EUR")
DURATION = Unit(UnitKind.DURATION)
YES_NO = Unit(UnitKind.YES_NO)


def refused(unit: Unit, text: str, *, plain: bool = True) -> str | None:
    with pytest.raises(Unreadable) as caught:
        unit.read(Scalar(text, plain))
    return caught.value.hint


@pytest.mark.parametrize("text", ["number", "percent", "duration", "yes-no", "currency EUR"])
def test_a_unit_is_read_and_written_alike(text: str) -> None:
    assert str(read_unit(Scalar(text))) == text


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("%", "write percent"),
        ("€", "write currency EUR"),
        ("$", "write currency USD"),
        ("EUR", "write currency EUR"),
        ("currency eur", "write currency EUR"),
        ("currency", "write currency EUR"),
        ("boolean", "write yes-no"),
        ("yes/no", "did you mean `yes-no`?"),
        ("Percent", "did you mean `percent`?"),
        ("parsecs", None),
    ],
)
def test_another_word_for_a_unit_is_refused_with_the_one_meant(text: str, hint: str | None) -> None:
    with pytest.raises(Unreadable) as caught:
        read_unit(Scalar(text))
    assert caught.value.hint == hint


@pytest.mark.parametrize("unit", [NUMBER, PERCENT, EUR])
@pytest.mark.parametrize("text", ["0", "24.1", "-3.50", "1e22", "12345678901234567890.5"])
def test_a_number_is_read_exactly_as_typed(unit: Unit, text: str) -> None:
    assert unit.read(Scalar(text)) == Decimal(text)


@pytest.mark.parametrize(
    ("unit", "text", "hint"),
    [
        (PERCENT, "95%", "write 95: the unit says what it is"),
        (EUR, "€ 1,234.50", "write 1234.50: the unit says what it is"),
        (NUMBER, "1,234", "write 1234"),
        (NUMBER, "1.234,5", "write 1234.5"),
        (NUMBER, "1'250", "write 1250"),
        (NUMBER, "12,5", "write 12.5"),
        (NUMBER, "−3", "write -3"),
        (PERCENT, "many", "write digits only, with a point for decimals, as in 1250.5"),
        (NUMBER, "12:30", "write digits only, with a point for decimals, as in 1250.5"),
        (NUMBER, "nan", "write digits only, with a point for decimals, as in 1250.5"),
        (NUMBER, "Infinity", "write digits only, with a point for decimals, as in 1250.5"),
        (NUMBER, "0x10", "write digits only, with a point for decimals, as in 1250.5"),
        (NUMBER, "1_000", "write 1000"),
        (NUMBER, "٣", "write digits only, with a point for decimals, as in 1250.5"),
        (NUMBER, "1" * 31, "write digits only, with a point for decimals, as in 1250.5"),
    ],
)
def test_a_number_written_otherwise_is_refused_with_the_way_to_write_it(
    unit: Unit, text: str, hint: str
) -> None:
    assert refused(unit, text) == hint


def test_a_number_in_quotes_is_text() -> None:
    assert refused(PERCENT, "24.1", plain=False) == "write 24.1 without the quotes"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("45 s", "45"),
        ("0 s", "0"),
        ("1.5 s", "1.5"),
        ("30 min", "1800"),
        ("2 h 30 min", "9000"),
        ("2 h 30 min 5 s", "9005"),
        ("1 d", "86400"),
        ("1 d 1 h", "90000"),
        ("90 min", "5400"),
    ],
)
def test_a_duration_is_read_as_seconds(text: str, seconds: str) -> None:
    assert read_duration(Scalar(text)) == Decimal(seconds)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2:30", "write 2 h 30 min, or 2 min 30 s"),
        ("2:30:05", "write 2 h 30 min 5 s"),
        ("2h30m", "write 2 h 30 min"),
        ("2 hours, 30 minutes", "write 2 h 30 min"),
        ("90sec", "write 90 s"),
        ("90", "write it as in 2 h 30 min, or 45 s"),
        ("", "write it as in 2 h 30 min, or 45 s"),
        ("2 h ", "write 2 h"),
        ("-2 h", "write it as in 2 h 30 min, or 45 s"),
        ("30 min 2 h", "write it as in 2 h 30 min, or 45 s"),
    ],
)
def test_a_duration_written_otherwise_is_refused(text: str, hint: str) -> None:
    assert refused(DURATION, text) == hint


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        ("0", "0 s"),
        ("45", "45 s"),
        ("60", "1 min"),
        ("9000", "2 h 30 min"),
        ("9005.5", "2 h 30 min 5.5 s"),
        ("90000", "25 h"),
    ],
)
def test_a_duration_is_written_so_that_it_is_read_again(seconds: str, text: str) -> None:
    assert DURATION.written(Decimal(seconds)) == text
    assert DURATION.read(Scalar(text)) == Decimal(seconds)


def test_yes_is_1_and_no_is_0() -> None:
    assert [YES_NO.read(Scalar(text)) for text in ("yes", "no")] == [1, 0]
    assert [YES_NO.written(Decimal(each)) for each in (1, 0)] == ["yes", "no"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Yes", "write yes"),
        ("true", "write yes"),
        ("ja", "write yes"),
        ("1", "write yes"),
        ("NO", "write no"),
        ("false", "write no"),
        ("0", "write no"),
        ("perhaps", "write yes or no"),
    ],
)
def test_another_yes_or_no_is_refused(text: str, hint: str) -> None:
    assert refused(YES_NO, text) == hint


def test_a_tenth_and_two_tenths_are_three_tenths() -> None:
    assert total([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.3")
    assert str(total([Decimal("0.1"), Decimal("0.2")])) == "0.3"


def test_a_sum_keeps_every_digit() -> None:
    added = total([Decimal("1e22"), Decimal("0.1"), Decimal("12345678901234567890.123456789")])
    assert format(added, "f") == "10012345678901234567890.223456789"


def test_a_sum_of_nothing_is_0() -> None:
    assert total([]) == Decimal(0)


def test_a_sum_with_a_fraction_is_a_fraction() -> None:
    added = total([Decimal("0.5"), Fraction(1, 3)])
    assert isinstance(added, Fraction)
    assert added == Fraction(5, 6)


@pytest.mark.parametrize("text", ["0", "0.1", "-12.5", "1e22", "0.00000000000000000001"])
def test_a_fraction_with_an_end_is_given_exactly(text: str) -> None:
    assert exact(Fraction(text)) == Decimal(text)


def test_a_fraction_without_an_end_is_refused() -> None:
    with pytest.raises(ValueError, match="no end"):
        exact(Fraction(1, 3))


@pytest.mark.parametrize(
    ("text", "plain"), [("+5", "5"), ("007", "7"), ("-0", "0"), ("00.5", "0.5"), ("-007", "-7")]
)
def test_a_number_is_written_in_one_way(text: str, plain: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Unit().read(Scalar(text))
    assert caught.value.hint == f"write {plain}"
    assert Unit().read(Scalar(plain)) == Decimal(plain)


@pytest.mark.parametrize(
    ("text", "plain"), [("2 h 90 min", "3 h 30 min"), ("1 min 60 s", "2 min"), ("1 d 24 h", "48 h")]
)
def test_a_part_of_a_duration_stays_below_the_longer_one(text: str, plain: str) -> None:
    with pytest.raises(Unreadable) as caught:
        Unit(UnitKind.DURATION).read(Scalar(text))
    assert caught.value.hint == f"write {plain}"


@pytest.mark.parametrize("text", ["150 min", "90 s", "36 h", "2 h 59 min 59 s"])
def test_a_duration_may_be_of_one_unit_alone(text: str) -> None:
    assert Unit(UnitKind.DURATION).read(Scalar(text)) > 0
