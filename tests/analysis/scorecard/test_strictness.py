"""Which of two goals is easier to meet."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.analysis.scorecard.strictness import allows_all_of, ease_of, is_same_goal
from opsctl.model.condition import Condition, Relation, read_condition
from opsctl.model.unit import NUMBER, Unit, UnitKind

EASIER, HARDER = "easier", "harder"


@pytest.mark.parametrize(
    ("before", "after", "ease"),
    [
        ("at least 22", "at least 20", EASIER),
        ("at least 22", "at least 22.1", HARDER),
        ("at least 22", "above 22", HARDER),
        ("above 22", "at least 22", EASIER),
        ("above 22", "above 21", EASIER),
        ("at most 5", "at most 6", EASIER),
        ("at most 5", "below 5", HARDER),
        ("below 5", "at most 4", HARDER),
        ("exactly 5", "between 4 and 6", EASIER),
        ("exactly 5", "exactly 6", None),
        ("between 2 and 4", "between 2 and 5", EASIER),
        ("between 2 and 4", "between 3 and 4", HARDER),
        ("between 2 and 4", "between 3 and 5", None),
        ("between 2 and 4", "at least 2", EASIER),
        ("between 2 and 4", "above 2", None),
        ("outside 2 and 4", "outside 2 and 5", HARDER),
        ("outside 2 and 4", "outside 2.5 and 4", EASIER),
        ("outside 2 and 4", "above 4", HARDER),
        ("outside 2 and 4", "at least 4", None),
        ("outside 2 and 4", "between 5 and 6", HARDER),
        ("outside 2 and 4", "between 1 and 6", None),
        ("at least 22", "at most 22", None),
        ("at least 22", "at least 22.0", None),
    ],
)
def test_a_goal_is_easier_where_more_numbers_meet_it(
    before: str, after: str, ease: str | None
) -> None:
    one, other = (read_condition(text, NUMBER) for text in (before, after))
    assert ease_of(one, other) == ease
    back = {EASIER: HARDER, HARDER: EASIER}
    assert ease_of(other, one) == (back[ease] if ease else None)


def test_yes_is_neither_easier_nor_harder_than_no() -> None:
    unit = Unit(UnitKind.YES_NO)
    assert ease_of(read_condition("yes", unit), read_condition("no", unit)) is None


def test_goals_in_other_words_are_the_same() -> None:
    one, other = read_condition("between 5 and 5", NUMBER), read_condition("exactly 5.0", NUMBER)
    assert is_same_goal(one, other)
    assert ease_of(one, other) is None


QUARTERS = [Decimal(number) / 4 for number in range(-2, 19)]
ENDS = st.integers(0, 4).map(Decimal)


@st.composite
def goals(draw: st.DrawFn) -> Condition:
    relation = draw(st.sampled_from(Relation))
    low, high = sorted([draw(ENDS), draw(ENDS)])
    is_range = relation in (Relation.BETWEEN, Relation.OUTSIDE)
    return Condition(relation, low, high if is_range else None)


@given(goals(), goals())
def test_what_is_said_of_two_goals_is_true_of_numbers_on_and_between_their_ends(
    one: Condition, other: Condition
) -> None:
    met = all(one.holds(number) for number in QUARTERS if other.holds(number))
    assert allows_all_of(one, other) is met
