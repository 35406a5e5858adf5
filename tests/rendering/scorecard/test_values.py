"""Numbers in their unit, rounded without hiding on which side of a goal they are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.model.condition import Condition, Relation
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable
from opsctl.model.unit import Value, read_unit
from opsctl.rendering.scorecard.values import cell_text, goal_text, short_goal, value_text
from opsctl.rendering.theme import ASCII, UNICODE
from opsctl.text.span import Origin

AT_LEAST_22 = Condition(Relation.AT_LEAST, Decimal(22))
AT_MOST_22 = Condition(Relation.AT_MOST, Decimal(22))
A_THIRD = Fraction(1, 3)


def number(unit: str = "number", decimals: int | None = None) -> Measurable:
    origin = Origin("scorecards/a/b.yaml")
    unit_read = read_unit(Scalar(unit))
    return Measurable("b", "a", origin, "B", "maya", unit=unit_read, decimals=decimals)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("24.1"), "percent", "24.1 %"),
        (Decimal("24.10"), "number", "24.10"),
        (Decimal(999), "number", "999"),
        (Decimal("1250.50"), "currency EUR", "1 250.50 EUR"),
        (Decimal("-1234567.5"), "number", "-1 234 567.5"),
        (Decimal("1e22"), "number", "10 000 000 000 000 000 000 000"),
        (Decimal("12345678901234567890"), "number", "12 345 678 901 234 567 890"),
        (Decimal("0.1") + Decimal("0.2"), "number", "0.3"),
        (Decimal(1), "yes-no", "yes"),
        (Decimal(0), "yes-no", "no"),
        (Decimal(9000), "duration", "2 h 30 min"),
        (Decimal("45.5"), "duration", "45.5 s"),
        (Decimal(0), "duration", "0 s"),
        (Decimal(-5400), "duration", "-1 h 30 min"),
        (Decimal(36_000_000), "duration", "10 000 h"),
        (65 * A_THIRD, "number", "21.67"),
        (27040 * A_THIRD, "duration", "2 h 30 min 13 s"),
        (A_THIRD, "duration", "0.33 s"),
    ],
)
def test_a_number_is_shown_in_its_unit(value: Value, unit: str, shown: str) -> None:
    assert value_text(value, number(unit)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [("24.15", "24.2"), ("24.25", "24.2"), ("24.251", "24.3"), ("24", "24.0"), ("-0.05", "0.0")],
)
def test_decimals_are_rounded_half_to_even(value: str, shown: str) -> None:
    assert value_text(Decimal(value), number(decimals=1)) == shown


@pytest.mark.parametrize(
    ("value", "goal", "shown"),
    [
        (Decimal("21.96"), AT_LEAST_22, "21.96"),
        (Decimal("22.04"), AT_LEAST_22, "22.0"),
        (Decimal("22.04"), AT_MOST_22, "22.04"),
        (Decimal("21.99999999999999999999"), AT_LEAST_22, "21.99999999999999999999"),
        (22 - A_THIRD / 10**6, AT_LEAST_22, "21.9999997"),
    ],
)
def test_rounding_never_takes_a_number_across_its_goal(
    value: Value, goal: Condition, shown: str
) -> None:
    assert value_text(value, number(decimals=1), goal) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (Decimal("136050.35"), "currency EUR", "136 050.35"),
        (Decimal("21.99999999999999999999"), "number", "21.999999999…"),
        (Decimal("1e22"), "number", "1.000e22"),
        (Decimal("1e99"), "duration", "2.778e95 h"),
    ],
)
def test_a_cell_stays_narrow_and_cuts_instead_of_rounding(
    value: Value, unit: str, shown: str
) -> None:
    assert cell_text(value, number(unit), None, "…") == shown


@pytest.mark.parametrize(
    ("goal", "unit", "shown"),
    [
        (AT_LEAST_22, "percent", "at least 22 %"),
        (Condition(Relation.BETWEEN, Decimal(2500), Decimal(3500)), "currency EUR",
         "between 2 500 and 3 500 EUR"),
        (Condition(Relation.AT_MOST, Decimal(9000)), "duration", "at most 2 h 30 min"),
        (Condition(Relation.EXACTLY, Decimal(1)), "yes-no", "yes"),
    ],
)  # fmt: skip
def test_a_goal_is_shown_with_its_unit(goal: Condition, unit: str, shown: str) -> None:
    assert goal_text(goal, read_unit(Scalar(unit))) == shown


@pytest.mark.parametrize(
    ("relation", "high", "shown"),
    [
        (Relation.AT_LEAST, None, "≥ 22 %"),
        (Relation.ABOVE, None, "> 22 %"),
        (Relation.AT_MOST, None, "≤ 22 %"),
        (Relation.BELOW, None, "< 22 %"),
        (Relation.EXACTLY, None, "= 22 %"),
        (Relation.BETWEEN, Decimal(24), "22 to 24 %"),
        (Relation.OUTSIDE, Decimal(24), "not 22 to 24 %"),
    ],
)
def test_a_goal_is_short_in_a_column(relation: Relation, high: Decimal | None, shown: str) -> None:
    goal = Condition(relation, Decimal(22), high)
    assert short_goal(goal, read_unit(Scalar("percent")), UNICODE) == shown


def test_a_short_goal_needs_no_unicode() -> None:
    assert short_goal(AT_LEAST_22, read_unit(Scalar("number")), ASCII) == ">= 22"
