"""Circles of records that point to each other."""

from __future__ import annotations

from opsctl.rules.circles import MOST_CIRCLES, circles, shown_circle


def test_a_graph_without_a_circle_has_none() -> None:
    assert list(circles({"a": ["b", "c"], "b": ["c"], "c": []})) == []


def test_a_node_that_points_to_itself_is_a_circle() -> None:
    assert list(circles({"a": ["a"]})) == [("a",)]


def test_a_circle_starts_with_the_node_that_the_graph_has_first() -> None:
    assert list(circles({"x": ["c"], "a": ["b"], "b": ["c"], "c": ["a"]})) == [("a", "b", "c")]


def test_what_a_node_points_to_may_be_missing_from_the_graph() -> None:
    assert list(circles({"a": ["gone", "b"], "b": ["a"]})) == [("a", "b")]


def test_a_chain_of_any_length_is_walked() -> None:
    length = 20_000
    chain = {each: [each + 1] for each in range(length)}
    assert list(circles(chain)) == []
    assert list(circles(chain | {length: [0]})) == [tuple(range(length + 1))]


def test_the_search_ends_after_enough_circles() -> None:
    everybody = range(200)
    assert len(list(circles({each: list(everybody) for each in everybody}))) <= MOST_CIRCLES


def test_a_circle_is_shown_with_its_first_member_at_both_ends() -> None:
    assert shown_circle(["a", "b"]) == "a → b → a"


def test_a_circle_of_twelve_is_shown_whole_and_a_longer_one_is_cut() -> None:
    letters = list("abcdefghijklm")
    assert shown_circle(letters[:12]) == " → ".join([*letters[:12], "a"])
    assert shown_circle(letters) == " → ".join([*letters[:11], "… 2 more", "a"])


def test_a_node_that_many_ways_lead_to_is_walked_once() -> None:
    ladder = {each: [each - 1, each - 2] for each in range(200)}
    assert list(circles(ladder)) == []
