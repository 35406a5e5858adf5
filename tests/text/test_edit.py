"""Edits of a text: what they change, and that they change nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.text.edit import Edit, splice

TEXTS = st.text("ab\n\r\t é日😀\u2028", max_size=20)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[Edit], str]:
    """Draw a text, edits of it in any order that do not touch each other, and the result."""
    before, after, planned = "", "", []
    parts = st.tuples(TEXTS.filter(bool), TEXTS, TEXTS)
    for kept, replaced, new in draw(st.lists(parts, max_size=6)):
        before, after = before + kept, after + kept
        planned.append(Edit(len(before), len(before) + len(replaced), new))
        before, after = before + replaced, after + new
    rest = draw(TEXTS)
    return before + rest, draw(st.permutations(planned)), after + rest


@given(TEXTS)
def test_splicing_nothing_leaves_a_text_as_it_is(text: str) -> None:
    assert splice(text, []) == text


@given(edits())
def test_every_character_outside_the_edits_stays_in_its_place(
    drawn: tuple[str, list[Edit], str],
) -> None:
    text, planned, expected = drawn
    assert splice(text, planned) == expected


@given(TEXTS, st.data())
def test_putting_a_part_where_it_was_changes_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert splice(text, [Edit(start, end, text[start:end])]) == text


def test_insertions_at_one_place_are_made_in_the_order_given() -> None:
    assert splice("ac", [Edit(1, 1, "x"), Edit(1, 1, "b")]) == "axbc"


def test_an_insertion_may_touch_a_replacement_on_either_side() -> None:
    touching = [Edit(2, 2, ")"), Edit(1, 2, "B"), Edit(1, 1, "(")]
    assert splice("abc", touching) == "a(B)c"


def test_replacements_may_touch_each_other() -> None:
    assert splice("abcd", [Edit(2, 3, "C"), Edit(1, 2, "B")]) == "aBCd"


@pytest.mark.parametrize(
    "overlapping",
    [
        [Edit(0, 2, "x"), Edit(1, 3, "y")],
        [Edit(0, 3, "x"), Edit(1, 2, "y")],
        [Edit(1, 2, "x"), Edit(1, 2, "y")],
        [Edit(0, 3, "x"), Edit(1, 1, "y")],
    ],
)
def test_edits_that_overlap_are_refused(overlapping: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice("abcd", overlapping)


@pytest.mark.parametrize("outside", [Edit(-1, 1, ""), Edit(3, 5, ""), Edit(5, 5, "x")])
def test_an_edit_that_leaves_the_text_is_refused(outside: Edit) -> None:
    with pytest.raises(ValueError, match="leave the text"):
        splice("abcd", [outside])


def test_an_edit_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        splice("abcd", [Edit(3, 1, "x")])
