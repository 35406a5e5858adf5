"""Formulas that are read without a library say what they say by the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from opsctl.analysis.formula.parse import LONGEST, parse_formula
from opsctl.analysis.formula.plain import MOST_BRACKETS, read_plain
from opsctl.analysis.formula.tree import (
    DEEPEST,
    MOST_DIGITS,
    Call,
    Formula,
    Literal,
    Name,
    Negative,
    Node,
    Operation,
    Operator,
)
from opsctl.model.scorecard import Method
from tests.analysis.formula.readings import is_read_plainly
from tests.analysis.formula.test_parse import HOSTILE
from tests.conftest import ROOT
from tests.steps import steps

WRITTEN = re.compile(r"\bformula: *[\"']?([^\"'\n]*)")
EVERY = sorted(
    {
        text.rstrip()
        for folder in ("docs", "examples", "tests")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in {".md", ".py", ".yaml"}
        for text in WRITTEN.findall(path.read_text(encoding="utf-8"))
    }
)
IN_EXAMPLES = sorted(
    text.rstrip()
    for path in (ROOT / "examples").rglob("scorecards/**/*.yaml")
    for text in WRITTEN.findall(path.read_text(encoding="utf-8"))
)

ORDERS, VISITS = Name("orders", 0, 6), Name("visits", 4, 10)
A_MINUS_B = Operation(Operator.MINUS, Name("a", 0, 1), Name("b", 2, 3), 0, 3, 2)
B_TIMES_C = Operation(Operator.TIMES, Name("b", 2, 3), Name("c", 4, 5), 2, 5, 2)
A_PLUS_B = Operation(Operator.PLUS, Name("a", 1, 2), Name("b", 3, 4), 0, 5, 2)
PLAIN: dict[str, Node] = {
    "orders": ORDERS,
    " orders\n": Name("orders", 1, 7),
    "first_order": Name("first_order", 0, 11),
    "care.first_reply": Name("care.first_reply", 0, 16),
    "größe.1_x²": Name("größe.1_x²", 0, 10),
    "sum": Name("sum", 0, 3),
    "007.50": Literal(Decimal("7.50"), 0, 6),
    "orders/2": Operation(Operator.OVER, ORDERS, Literal(Decimal(2), 7, 8), 0, 8, 2),
    "(orders)": Name("orders", 1, 7),
    "- -1": Negative(Negative(Literal(Decimal(1), 3, 4), 2, 4, 2), 0, 4, 3),
    "(-a)": Negative(Name("a", 2, 3), 0, 4, 2),
    "-(a)": Negative(Name("a", 2, 3), 0, 3, 2),
    "sum(visits)": Call(Method.SUM, (VISITS,), 0, 11, 2),
    "last ((a) )": Call(Method.LAST, (Name("a", 7, 8),), 0, 11, 2),
    "max(1,b)": Call(Method.MAX, (Literal(Decimal(1), 4, 5), Name("b", 6, 7)), 0, 8, 2),
    "a-b-c": Operation(Operator.MINUS, A_MINUS_B, Name("c", 4, 5), 0, 5, 3),
    "a+b*c": Operation(Operator.PLUS, Name("a", 0, 1), B_TIMES_C, 0, 5, 3),
    "(a+b)/c": Operation(Operator.OVER, A_PLUS_B, Name("c", 6, 7), 0, 7, 3),
}


@pytest.mark.parametrize("text", PLAIN)
def test_reads_a_plain_formula_with_its_places(text: str) -> None:
    assert read_plain(text) == PLAIN[text]
    assert is_read_plainly(text)


NOT_SOUND = (
    *("", " ", "()", "a +", "+ a", "a b", "a (b)", "2 a", "12abc", "a 1", "(a", "a)", "a, b"),
    *("(a, b)", "sum()", "sum(a,)", "sum(,a)", "sum(a", "sum(a b)", "sum(1)", "max(a * 2)"),
    *("median(a)", "Sum(a)", "a.sum(b)", "a.", ".5", "5.", "1.5.2", "1,000", "1e5x", "٣", "²a)"),
    *("a ** b", "a // b", "a %", "a = b", "a × b", "−a", "a\x00", "a\x1b[31m", "a + \ud800", "a#b"),
)


@pytest.mark.parametrize("text", NOT_SOUND)
def test_a_text_that_is_no_formula_is_left_to_the_grammar(text: str) -> None:
    assert not is_read_plainly(text)


BOUNDS: dict[str, tuple[Callable[[int], str], int]] = {
    "digits": (lambda count: "9" * count, MOST_DIGITS),
    "digits around a point": (lambda count: "0." + "9" * (count - 1), MOST_DIGITS),
    "operations in a row": (lambda count: "+".join("a" * count), DEEPEST),
    "signs": (lambda count: "-" * (count - 1) + "1", DEEPEST),
    "brackets within each other": (lambda count: "(" * count + "a" + ")" * count, MOST_BRACKETS),
    "functions of functions": (lambda count: "max(1, " * count + "a" + ")" * count, MOST_BRACKETS),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_formula_is_read_up_to_a_bound_and_left_to_the_grammar_beyond(name: str) -> None:
    written, most = BOUNDS[name]
    assert is_read_plainly(written(most))
    assert not is_read_plainly(written(most + 1))


def test_a_formula_with_more_brackets_is_read_all_the_same() -> None:
    text = "(" * 30 + "a + b" + ")" * 30
    formula = parse_formula(text)
    assert read_plain(text) is None
    assert isinstance(formula, Formula)
    assert formula.written(formula.root) == text


@pytest.mark.parametrize("text", [each for each in HOSTILE.values() if len(each) <= LONGEST])
def test_a_hostile_text_is_read_in_no_other_way(text: str) -> None:
    assert not is_read_plainly(text)


def test_every_formula_of_the_examples_needs_no_grammar() -> None:
    assert IN_EXAMPLES
    assert all(map(is_read_plainly, IN_EXAMPLES))


def test_every_formula_written_anywhere_here_is_read_in_one_way() -> None:
    plain = sum(map(is_read_plainly, EVERY))
    assert len(EVERY) > plain > len(EVERY) / 2 > 30


@pytest.mark.parametrize("text", EVERY)
def test_a_formula_with_a_sign_less_or_doubled_is_read_in_one_way(text: str) -> None:
    for at in range(len(text)):
        is_read_plainly(text[:at] + text[at + 1 :])
        is_read_plainly(text[:at] + text[at] + text[at:])


SMALL, LARGE = 3_000, 9_000
LONG: dict[str, Callable[[int], str]] = {
    "arguments": lambda count: f"sum({', '.join(['a'] * count)})",
    "operations": lambda count: " + ".join(["a"] * count),
    "products": lambda count: "*".join(["2"] * count),
    "signs": lambda count: "-" * count + "1",
    "brackets": lambda count: "(" * count,
    "brackets beside each other": lambda count: "-".join(["(a)"] * count),
    "digits": lambda count: "9" * count,
    "letters": lambda count: "a" * count,
    "points": lambda count: "a" + ".a" * count,
    "white space": lambda count: " " * count + "a" + "\n" * count,
    "strange signs": lambda count: "#" * count,
}


@pytest.mark.parametrize("name", LONG)
def test_a_formula_takes_steps_in_proportion(name: str) -> None:
    small, large = LONG[name](SMALL), LONG[name](LARGE)
    few, many = steps(lambda: read_plain(small)), steps(lambda: read_plain(large))
    assert many <= few * (LARGE / SMALL) * 1.05 + 500
