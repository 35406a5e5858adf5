"""Progress as a bar of ten cells, with a mark where it would be by its dates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opsctl.rendering.rock.bar import CELLS, progress_bar
from opsctl.rendering.theme import ASCII, UNICODE

SHARES = st.fractions(0, 1)


def drawn(progress: Fraction | None, expected: Fraction = Fraction(0)) -> str:
    return progress_bar(progress, expected, "", UNICODE).plain


@pytest.mark.parametrize(
    ("progress", "bar"),
    [
        (Fraction(0), "▏░░░░░░░░░░"),
        (Fraction(1, 10), "▏█░░░░░░░░░"),
        (Fraction(99, 1000), "▏░░░░░░░░░░"),
        (Fraction(58, 100), "▏█████░░░░░"),
        (Fraction(999, 1000), "▏█████████░"),
        (Fraction(1), "▏██████████"),
    ],
)
def test_a_cell_is_full_once_all_of_it_is_reached(progress: Fraction, bar: str) -> None:
    assert drawn(progress) == bar


@pytest.mark.parametrize(
    ("expected", "bar"),
    [
        (Fraction(0), "▏█░░░░░░░░░"),
        (Fraction(1, 10), "█▏░░░░░░░░░"),
        (Fraction(64, 100), "█░░░░░▏░░░░"),
        (Fraction(69, 100), "█░░░░░▏░░░░"),
        (Fraction(1), "█░░░░░░░░░▏"),
    ],
)
def test_the_mark_stands_behind_the_last_tenth_that_is_expected_whole(
    expected: Fraction, bar: str
) -> None:
    assert drawn(Fraction(1, 10), expected) == bar


@given(SHARES, SHARES)
def test_a_bar_always_has_ten_cells_and_one_mark(progress: Fraction, expected: Fraction) -> None:
    bar = drawn(progress, expected)
    assert bar.count("█") + bar.count("░") == CELLS
    assert bar.count("▏") == 1


def test_unknown_progress_is_no_empty_bar() -> None:
    assert drawn(None, Fraction(1, 2)) == "no figure"


def test_a_terminal_without_unicode_gets_a_bar_in_ascii() -> None:
    bar = progress_bar(Fraction(3, 10), Fraction(1, 2), "", ASCII)
    assert bar.plain == "###..|....."
