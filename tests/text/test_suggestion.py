"""What somebody meant to write."""

from __future__ import annotations

import pytest

from opsctl.text.suggestion import closest, did_you_mean, in_backticks

PEOPLE = ("lena", "leo", "maya", "omar")


@pytest.mark.parametrize(
    ("word", "near"), [("lna", "lena"), ("mya", "maya"), ("oma", "omar"), ("lena", "lena")]
)
def test_the_nearest_known_word_is_found(word: str, near: str) -> None:
    assert closest(word, PEOPLE) == near


def test_case_is_ignored_and_the_known_spelling_given() -> None:
    assert closest("MAYA", ["Maya"]) == "Maya"


@pytest.mark.parametrize("word", ["", "x", "customer-care"])
def test_where_nothing_is_near_nothing_is_guessed(word: str) -> None:
    assert closest(word, PEOPLE) is None


def test_without_known_words_nothing_is_guessed() -> None:
    assert closest("maya", []) is None


def test_a_guess_does_not_depend_on_the_order_of_the_known_words() -> None:
    known = ["rock-a", "rock-b", "Rock-A", "rock-c"]
    assert closest("rock-", known) == closest("rock-", reversed(known))


def test_a_word_of_any_length_is_compared() -> None:
    assert closest("a" * 1_000_000, PEOPLE) is None


def test_a_hint_asks_whether_the_nearest_word_is_meant() -> None:
    assert did_you_mean("lna", PEOPLE) == "did you mean `lena`?"


def test_without_a_nearest_word_there_is_no_hint() -> None:
    assert did_you_mean("customer-care", PEOPLE) is None


def test_what_was_written_is_shown_whole_up_to_80_characters() -> None:
    assert in_backticks("a" * 80) == f"`{'a' * 80}`"


def test_of_more_than_80_characters_the_end_is_left_out() -> None:
    assert in_backticks("a" * 81) == f"`{'a' * 79}…`"
