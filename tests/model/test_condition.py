"""Goals in words, on both sides of every boundary."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.model.condition import read_condition
from opsctl.model.scalar import Unreadable
from opsctl.model.unit import NUMBER, Unit, UnitKind

PERCENT = Unit(UnitKind.PERCENT)
DURATION = Unit(UnitKind.DURATION)
YES_NO = Unit(UnitKind.YES_NO)


@pytest.mark.parametrize(
    ("goal", "hits", "misses"),
    [
        ("at least 22", ["22", "22.0", "22.01", "1e22"], ["21.99", "-22"]),
        ("above 22", ["22.01"], ["22", "22.00", "21.99"]),
        ("at most 5", ["5", "5.0", "4.99", "-6"], ["5.01"]),
        ("below 5", ["4.99"], ["5", "5.01"]),
        ("exactly 0", ["0", "-0", "0.00"], ["0.01", "-0.01"]),
        ("between 2 and 4", ["2", "3", "4"], ["1.99", "4.01"]),
        ("between 2 and 2", ["2"], ["1.99", "2.01"]),
        ("outside 2 and 4", ["1.99", "4.01"], ["2", "3", "4"]),
        ("outside 2 and 2", ["1.99", "2.01"], ["2"]),
        ("between -4 and -2", ["-4", "-2"], ["-4.01", "-1.99"]),
        ("at least 0.30000000000000000001", ["0.30000000000000000001"], ["0.3"]),
    ],
)
def test_a_goal_is_met_up_to_its_boundary(goal: str, hits: list[str], misses: list[str]) -> None:
    condition = read_condition(goal, NUMBER)
    assert [each for each in hits if not condition.holds(Decimal(each))] == []
    assert [each for each in misses if condition.holds(Decimal(each))] == []


def test_a_third_is_below_a_goal_that_a_rounded_third_would_meet() -> None:
    condition = read_condition("at least 0.3333333333333333333333333334", NUMBER)
    assert not condition.holds(Fraction(1, 3))


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        (">= 22", "at least 22"),
        (">=22", "at least 22"),
        ("≥ 22", "at least 22"),
        ("> 22", "above 22"),
        ("<= 22", "at most 22"),
        ("≤22", "at most 22"),
        ("< 22", "below 22"),
        ("= 22", "exactly 22"),
        ("== 22", "exactly 22"),
    ],
)
def test_signs_are_read_and_words_are_written(sign: str, words: str) -> None:
    assert read_condition(sign, NUMBER).written(NUMBER) == words


@pytest.mark.parametrize(
    ("unit", "goal"),
    [
        (NUMBER, "at least 22.50"),
        (NUMBER, "between 2 and 4"),
        (NUMBER, "outside -2 and 4"),
        (DURATION, "at most 2 h 30 min"),
        (DURATION, "between 45 s and 2 min"),
        (YES_NO, "yes"),
        (YES_NO, "no"),
    ],
)
def test_a_goal_is_written_as_it_is_read(unit: Unit, goal: str) -> None:
    assert read_condition(goal, unit).written(unit) == goal


@pytest.mark.parametrize(
    ("goal", "better"),
    [
        ("at least 2", 1),
        ("above 2", 1),
        ("at most 2", -1),
        ("below 2", -1),
        ("exactly 2", 0),
        ("between 2 and 4", 0),
        ("outside 2 and 4", 0),
    ],
)
def test_a_goal_says_which_way_is_better(goal: str, better: int) -> None:
    assert read_condition(goal, NUMBER).better == better


def test_yes_is_met_by_yes_alone() -> None:
    assert read_condition("yes", YES_NO).holds(Decimal(1))
    assert not read_condition("yes", YES_NO).holds(Decimal(0))
    assert read_condition("no", YES_NO).holds(Decimal(0))


@pytest.mark.parametrize(
    ("unit", "goal", "hint"),
    [
        (NUMBER, "22", "say which way is good: at least 22, or at most 22"),
        (NUMBER, "grow", "write it as in: at least 22, at most 5, between 2 and 4, yes"),
        (NUMBER, "more than 22", "write above 22"),
        (NUMBER, "At least 22", "write at least 22"),
        (NUMBER, "max 5", "write at most 5"),
        (NUMBER, "Between 2 AND 4", "write between 2 and 4"),
        (NUMBER, "over the moon", "write it as in: at least 22, at most 5, between 2 and 4, yes"),
        (NUMBER, "between 2 to 4", "write it as in: at least 22, at most 5, between 2 and 4, yes"),
        (NUMBER, "under 5", "write below 5"),
        (NUMBER, "between 4 and 2", "write between 2 and 4"),
        (PERCENT, "at least 22%", "write 22: the unit says what it is"),
        (NUMBER, "at least 1,234", "write 1234"),
        (DURATION, "at most 2:30", "write 2 h 30 min, or 2 min 30 s"),
        (YES_NO, "at least 1", "write yes, or no"),
        (YES_NO, "true", "write yes, or no"),
    ],
)
def test_what_is_no_goal_is_refused_with_the_way_to_write_it(
    unit: Unit, goal: str, hint: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read_condition(goal, unit)
    assert caught.value.hint == hint
