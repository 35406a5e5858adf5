"""Formulas as they are read, and what is said of a text that is none."""

from __future__ import annotations

import pytest

from opsctl.analysis.formula.parse import LONGEST, parse_formula
from opsctl.analysis.formula.problem import Problem
from opsctl.analysis.formula.tree import DEEPEST, Formula, uses

HOSTILE = {
    "brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "as many brackets as fit": "(" * 999 + "1" + ")" * 999,
    "open brackets": "(" * LONGEST,
    "closed brackets": ")" * LONGEST,
    "signs": "-" * (LONGEST - 1) + "1",
    "a long sum": "+".join(["1"] * 1000),
    "functions in functions": "max(1," * 300 + "1" + ")" * 300,
    "a huge number": "9" * 1999,
    "a power": "9**9**9",
    "an import": "__import__('os').system('true')",
    "an attribute": "().__class__.__bases__",
    "a string": '"' + "a" * 500,
    "a lambda": "(lambda: 0)()",
    "control characters": "a \x1b[31m \x00 b",
    "half a character": "a + \ud800",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_formula_ends_in_a_problem_within_it(name: str) -> None:
    text = HOSTILE[name]
    found = parse_formula(text)
    if isinstance(found, Formula):
        assert found.root.depth <= DEEPEST
    else:
        assert 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize("name", [each for each in HOSTILE if each != "as many brackets as fit"])
def test_a_hostile_formula_is_no_formula(name: str) -> None:
    assert isinstance(parse_formula(HOSTILE[name]), Problem)


def test_every_name_has_its_place() -> None:
    text = "sum(visits) + (care.first_reply\n- orders) / orders"
    formula = parse_formula(text)
    assert isinstance(formula, Formula)
    for use in uses(formula):
        assert text[use.name.start : use.name.end] == use.name.text
    assert [use.name.text for use in uses(formula)] == [
        *("visits", "care.first_reply", "orders", "orders")
    ]


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("a +", 3, "the formula ends before it is complete"),
        ("a b", 2, "nothing stands between `b` and what is before it"),
        ("a + )", 4, "this bracket closes nothing"),
        ("2 * (a", 4, "this bracket is never closed"),
        ("a, b", 1, "`,` is not expected here"),
        ("sum()", 4, "`)` is not expected here"),
        ("mean(a + 1)", 5, "`mean` of one thing runs over its periods, so it takes a name"),
        ("median(a)", 0, "there is no function `median`"),
    ],
)
def test_a_problem_says_where_and_what(text: str, at: int, message: str) -> None:
    found = parse_formula(text)
    assert isinstance(found, Problem)
    assert (found.start, found.message) == (at, message)
