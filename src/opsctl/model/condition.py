"""What a number should be: a goal in words, such as `at least 22`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from opsctl.model.field import Schema, matching
from opsctl.model.scalar import Scalar, Unreadable, unreadable
from opsctl.model.unit import Unit, UnitKind, Value
from opsctl.text.suggestion import in_backticks


class Relation(StrEnum):
    """How a number stands to the one or two of a goal."""

    AT_LEAST = "at least"
    ABOVE = "above"
    AT_MOST = "at most"
    BELOW = "below"
    EXACTLY = "exactly"
    BETWEEN = "between"
    OUTSIDE = "outside"


_SIGNS = MappingProxyType(
    {
        ">=": Relation.AT_LEAST,
        "≥": Relation.AT_LEAST,
        ">": Relation.ABOVE,
        "<=": Relation.AT_MOST,
        "≤": Relation.AT_MOST,
        "<": Relation.BELOW,
        "=": Relation.EXACTLY,
        "==": Relation.EXACTLY,
    }
)
_OTHER_WORDS = MappingProxyType(
    {
        Relation.AT_LEAST: ("min", "minimum", "no less than", "not less than"),
        Relation.ABOVE: ("more than", "greater than", "higher than", "over"),
        Relation.AT_MOST: ("max", "maximum", "up to", "no more than", "not more than"),
        Relation.BELOW: ("less than", "lower than", "fewer than", "under"),
        Relation.EXACTLY: ("equal to", "equals"),
        Relation.BETWEEN: (),
        Relation.OUTSIDE: (),
    }
)
_RANGE = re.compile(r"(between|outside) (.+?) and (.+)")
_ONE = re.compile(r"(at least|above|at most|below|exactly) (.+)")
_SIGNED = re.compile(r"(>=|≥|<=|≤|==|>|<|=) ?(.+)")
CONDITION_SCHEMA: Schema = (
    *matching(
        rf"^\s*({_RANGE.pattern}|{_ONE.pattern}|{_SIGNED.pattern}|yes|no)\s*$",
        *("at least 22", "at most 5", "between 2 and 4"),
    ),
    ("errorMessage", "write a goal here, as in: at least 22, at most 5, between 2 and 4, yes"),
)
"""What a goal of any unit looks like."""

EXAMPLE = "write it as in: at least 22, at most 5, between 2 and 4, yes"


@dataclass(frozen=True, slots=True)
class Condition:
    """A goal that any number of its unit can be held against; `high` is given with a range."""

    relation: Relation
    low: Decimal
    high: Decimal | None = None

    def holds(self, value: Value) -> bool:
        """Tell whether a number meets the goal; the ends of `between` do, of `outside` do not."""
        number, low = Fraction(value), Fraction(self.low)
        high = low if self.high is None else Fraction(self.high)
        if self.relation is Relation.BETWEEN:
            return low <= number <= high
        if self.relation is Relation.OUTSIDE:
            return number < low or number > high
        if self.relation is Relation.EXACTLY:
            return number == low
        if self.relation in (Relation.AT_LEAST, Relation.ABOVE):
            return number > low or (number == low and self.relation is Relation.AT_LEAST)
        return number < low or (number == low and self.relation is Relation.AT_MOST)

    @property
    def better(self) -> int:
        """Which way is better: 1 for higher, -1 for lower, 0 where neither is."""
        if self.relation in (Relation.AT_LEAST, Relation.ABOVE):
            return 1
        return -1 if self.relation in (Relation.AT_MOST, Relation.BELOW) else 0

    def written(self, unit: Unit) -> str:
        """Write the goal in the words that stand in files."""
        if unit.kind is UnitKind.YES_NO:
            return unit.written(self.low)
        low = unit.written(self.low)
        if self.high is None:
            return f"{self.relation} {low}"
        return f"{self.relation} {low} and {unit.written(self.high)}"


def read_condition(text: str, unit: Unit) -> Condition:
    """Read a goal in the unit of its number; signs such as `>= 22` are read too.

    Raises:
        Unreadable: it is no goal, or not one for this unit.
    """
    if unit.kind is UnitKind.YES_NO:
        return _yes_no(text)
    pair = _RANGE.fullmatch(text)
    if pair:
        low, high = _number(pair[2], unit), _number(pair[3], unit)
        if low > high:
            message = f"{in_backticks(text)} starts above its end"
            raise unreadable(message, None, f"{pair[1]} {pair[3]} and {pair[2]}", False)
        return Condition(Relation(pair[1]), low, high)
    one, signed = _ONE.fullmatch(text), _SIGNED.fullmatch(text)
    if one:
        return Condition(Relation(one[1]), _one_number(one[1], one[2], unit))
    if signed:
        relation = _SIGNS[signed[1]]
        return Condition(relation, _one_number(relation, signed[2], unit))
    meant = _meant(text.casefold())
    if meant is not None and meant != text and _is_goal(meant, unit):
        raise Unreadable(f"{in_backticks(text)} is not a goal", f"write {meant}", meant)
    raise Unreadable(f"{in_backticks(text)} is not a goal", _hint(text, unit))


def _number(text: str, unit: Unit) -> Decimal:
    try:
        return unit.read(Scalar(text.strip()))
    except Unreadable as error:
        raise Unreadable(error.message, error.hint) from None


def _one_number(words: str, text: str, unit: Unit) -> Decimal:
    """Read the only number of a goal; what was meant by it is meant by the goal."""
    try:
        return unit.read(Scalar(text.strip()))
    except Unreadable as error:
        meant = None if error.meant is None else f"{words} {error.meant}"
        raise Unreadable(error.message, error.hint, meant, sure=error.sure) from None


def _yes_no(text: str) -> Condition:
    if text not in ("yes", "no"):
        meant = text.casefold() if text.casefold() in ("yes", "no") else None
        message = f"{in_backticks(text)} is not a goal for yes or no"
        raise Unreadable(message, "write yes, or no", meant)
    return Condition(Relation.EXACTLY, Decimal(text == "yes"))


def _hint(text: str, unit: Unit) -> str:
    try:
        _number(text, unit)
    except Unreadable:
        return EXAMPLE
    return f"say which way is good: at least {text}, or at most {text}"


def _meant(folded: str) -> str | None:
    """Put a goal in other words, or in capitals, into the words that are read."""
    for relation, others in _OTHER_WORDS.items():
        for each in (relation.value, *others):
            if folded.startswith(f"{each} "):
                return f"{relation} {folded[len(each) :].strip()}"
    return None


def _is_goal(text: str, unit: Unit) -> bool:
    try:
        read_condition(text, unit)
    except Unreadable:
        return False
    return True
