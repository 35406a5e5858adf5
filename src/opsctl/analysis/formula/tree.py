"""What a formula says, as a tree: numbers, names, operations and functions, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opsctl.model.scorecard import Method

DEEPEST = 100
"""The most operations that wait for each other; `a + b + c` is two deep."""

MOST_DIGITS = 30
"""The most digits of a number as it is written."""


class Operator(StrEnum):
    """What is done with two numbers."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"


@dataclass(frozen=True, slots=True)
class Literal:
    """A number as it is written. Places of all nodes are offsets in the formula, half-open."""

    value: Decimal
    start: int
    end: int
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Name:
    """Another measurable, as it is written in a formula."""

    text: str
    start: int
    end: int
    depth: int = 1

    @property
    def reference(self) -> str:
        """The name as it stands elsewhere: `customer-care/first-reply`."""
        return self.text.replace(".", "/").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Negative:
    """The opposite of a number."""

    operand: Node
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Operation:
    """Two numbers and what is done with them."""

    operator: Operator
    left: Node
    right: Node
    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function and what it is of; a single argument is always a name.

    Over the periods of one name it does what a roll-up does, across several the same for one.
    """

    function: Method
    arguments: tuple[Node, ...]
    start: int
    end: int
    depth: int

    @property
    def over_periods(self) -> Name | None:
        """The one name over whose periods the function runs; none where it runs across several."""
        only = self.arguments[0]
        return only if len(self.arguments) == 1 and isinstance(only, Name) else None


Node = Literal | Name | Negative | Operation | Call


def make_negative(operand: Node, start: int) -> Negative:
    """Make the opposite of a number, whose sign stands at `start`."""
    return Negative(operand, start, operand.end, operand.depth + 1)


def make_operation(operator: Operator, left: Node, right: Node) -> Operation:
    """Make an operation of two numbers; it stands from the one to the other."""
    depth = max(left.depth, right.depth) + 1
    return Operation(operator, left, right, left.start, right.end, depth)


def make_call(function: Method, arguments: tuple[Node, ...], start: int, end: int) -> Call:
    """Make a function of its arguments, which are at least one."""
    return Call(function, arguments, start, end, max(each.depth for each in arguments) + 1)


def in_brackets(inner: Node, start: int, end: int) -> Node:
    """Widen a calculation to its brackets; a number, a name and a function stay where they are."""
    if isinstance(inner, Operation | Negative):
        return replace(inner, start=start, end=end)
    return inner


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be read."""

    text: str
    root: Node

    def written(self, node: Node) -> str:
        """Give a part of the formula as it is written."""
        return " ".join(self.text[node.start : node.end].split())


@dataclass(frozen=True, slots=True)
class Use:
    """A name in a formula, and the function that runs over its periods, if one does."""

    name: Name
    function: Method | None = None


def uses(formula: Formula) -> tuple[Use, ...]:
    """List the names of a formula, in their order, each as often as it stands there."""
    return tuple(_uses(formula.root))


def _uses(node: Node) -> Iterator[Use]:
    if isinstance(node, Name):
        yield Use(node)
    elif isinstance(node, Negative):
        yield from _uses(node.operand)
    elif isinstance(node, Operation):
        yield from _uses(node.left)
        yield from _uses(node.right)
    elif isinstance(node, Call) and node.over_periods:
        yield Use(node.over_periods, node.function)
    elif isinstance(node, Call):
        for argument in node.arguments:
            yield from _uses(argument)
