"""Formulas against a naive evaluator, written from the documentation alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from opsctl.analysis.formula.check import check_formula
from opsctl.analysis.formula.problem import place_in_formula
from opsctl.model.cadence import parse_period
from tests.analysis.formula.worlds import W46, readings, typed, world

TOKEN = re.compile(r"\s*([a-z][a-z_.]*|[0-9]+(?:\.[0-9]+)?|[-+*/(),])")
NUMBERS = {"a": "3", "b": "0.2", "first-order": "0", "care/replies": "-4.5"}
BY_NAME = {
    "a": Fraction(3),
    "b": Fraction(1, 5),
    "first_order": Fraction(0),
    "care.replies": Fraction(-9, 2),
}


class NoFormula(Exception):
    """The text does not follow the grammar."""


@dataclass
class Naive:
    """Reads and evaluates at once, one function for each rule of the grammar."""

    text: str
    tokens: list[str] = field(default_factory=list)

    def result(self) -> Fraction | None:
        """Give the value, or none where there is none."""
        rest = self.text.rstrip()
        at = 0
        while at < len(rest):
            match = TOKEN.match(rest, at)
            if match is None:
                raise NoFormula
            self.tokens.append(match[1])
            at = match.end()
        value = self.sum()
        if self.tokens:
            raise NoFormula
        return value

    def next(self, *wanted: str) -> str | None:
        if self.tokens and (not wanted or self.tokens[0] in wanted):
            return self.tokens.pop(0)
        return None

    def sum(self) -> Fraction | None:
        value = self.product()
        while sign := self.next("+", "-"):
            other = self.product()
            known = value is not None and other is not None
            value = (value + other if sign == "+" else value - other) if known else None  # type: ignore[operator]
        return value

    def product(self) -> Fraction | None:
        value = self.unary()
        while sign := self.next("*", "/"):
            other = self.unary()
            if value is None or other is None or (sign == "/" and other == 0):
                value = None
            else:
                value = value * other if sign == "*" else value / other
        return value

    def unary(self) -> Fraction | None:
        if self.next("-"):
            value = self.unary()
            return None if value is None else -value
        return self.atom()

    def atom(self) -> Fraction | None:
        token = self.next()
        if token is None:
            raise NoFormula
        if token[0].isdigit():
            return Fraction(token)
        if token == "(":
            value = self.sum()
            self.close()
            return value
        if self.next("("):
            return self.function(token)
        if token not in BY_NAME:
            raise NoFormula
        return BY_NAME[token]

    def close(self) -> None:
        if not self.next(")"):
            raise NoFormula

    def function(self, name: str) -> Fraction | None:
        if name not in ("sum", "mean", "last", "min", "max"):
            raise NoFormula
        start = [*self.tokens]
        values = [self.sum()]
        while self.next(","):
            values.append(self.sum())
        if len(values) == 1:  # of one thing: a name, maybe in brackets; a week has only one of it
            of = [each for each in start[: len(start) - len(self.tokens)] if each not in "()"]
            if len(of) != 1 or of[0] not in BY_NAME or name in ("sum", "mean"):
                raise NoFormula
        self.close()
        known = [each for each in values if each is not None]
        if len(known) < len(values):
            return None
        return {
            "sum": sum(known, Fraction(0)),
            "mean": sum(known, Fraction(0)) / len(known),
            "last": known[-1],
            "min": min(known),
            "max": max(known),
        }[name]


PIECES = st.sampled_from([*"abx+-*/(),.", " ", "12", "0.5", "sum(", "min(", "mean", "last(", "_"])
WELL_FORMED = st.recursive(
    st.sampled_from([*BY_NAME, "0", "7", "0.125", "1000000000000000000000"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", "-", "*", " / "]), inner).map("".join),
        inner.map(lambda each: f"({each})"),
        inner.map(lambda each: f"-{each}"),
        st.tuples(
            st.sampled_from(["sum", "mean", "last", "min", "max"]),
            st.lists(inner, min_size=1, max_size=3),
        ).map(lambda each: f"{each[0]}({', '.join(each[1])})"),
    ),
    max_leaves=12,
)


def in_a_file(text: str) -> str:
    return f"formula: '{text}'"


@settings(max_examples=300)
@given(st.one_of(WELL_FORMED, st.lists(PIECES, min_size=1, max_size=10).map("".join)))
@example("a / first_order")
@example("last((a))")
@example("max(((a)), b)")
@example("-care.replies - -b")
def test_a_formula_evaluates_as_its_grammar_says_or_is_rejected_at_a_column(text: str) -> None:
    if not text.strip():
        return
    given = {name: typed(number) for name, number in NUMBERS.items()}
    found = readings({**given, "result": in_a_file(text)})
    measurable = found.workspace.find_measurable("result", "shop")
    period = parse_period(W46)
    assert measurable is not None
    assert period is not None
    problems = check_formula(measurable, found.workspace).problems
    try:
        expected = Naive(text).result()
    except NoFormula:
        assert problems
        for problem in problems:
            place = place_in_formula(measurable, problem.start, problem.end).span
            assert place.line == 3
            assert len("formula: ") < place.column <= place.end_column
        assert found.at(measurable, period).value is None
        return
    assert not problems
    value = found.at(measurable, period).value
    assert (None if value is None else Fraction(value)) == expected
    if "/" not in text and "mean" not in text:
        assert isinstance(value, Decimal)


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_no_text_at_all_makes_a_formula_fail(text: str) -> None:
    found = world({"a": typed(1)})
    measurable = found.measurables[0]
    problems = check_formula(replace(measurable, formula=text), found).problems
    assert all(0 <= each.start <= each.end <= len(text) for each in problems)


@given(
    st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=9), min_size=1, max_size=5)
)
def test_a_sum_of_decimals_is_exact(numbers: list[Decimal]) -> None:
    names = [f"n{at}" for at in range(len(numbers))]
    given = {name: typed(format(number, "f")) for name, number in zip(names, numbers, strict=True)}
    formula = " + ".join(names)
    found = readings({**given, "result": f"formula: {formula}"})
    measurable = found.workspace.find_measurable("result", "shop")
    period = parse_period(W46)
    assert measurable is not None
    assert period is not None
    value = found.at(measurable, period).value
    assert isinstance(value, Decimal)
    assert Fraction(value) == sum(map(Fraction, numbers), Fraction(0))
