"""Calculating with numbers: exact as long as nothing is divided, and never endlessly long."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from opsctl.analysis.formula.tree import Operator
from opsctl.model.scorecard import Method
from opsctl.model.unit import Value, exact, total

_MOST_BITS = 2000
"""How long a numerator or a denominator may become: 600 digits, more than any figure has."""


class TooLong(ArithmeticError):
    """A number has become longer than any figure is."""


def calculated(operator: Operator, left: Value, right: Value) -> Value:
    """Add, subtract, multiply or divide; what is divided becomes a fraction.

    Raises:
        TooLong: the result has more digits than are kept.
        ZeroDivisionError: the right one is 0 and divides.
    """
    one, other = Fraction(left), Fraction(right)
    if operator is Operator.OVER:
        return bounded(one / other)
    if operator is Operator.TIMES:
        result = one * other
    else:
        result = one + other if operator is Operator.PLUS else one - other
    decimal = isinstance(left, Decimal) and isinstance(right, Decimal)
    return exact(bounded(result)) if decimal else bounded(result)


def combined(method: Method, values: Sequence[Value]) -> Value:
    """Make one number of at least one; `last` takes the last of them, the mean is a fraction."""
    if method is Method.LAST:
        return values[-1]
    if method in (Method.MIN, Method.MAX):
        ordered = sorted(values, key=_size)
        return ordered[0 if method is Method.MIN else -1]
    return total(values) if method is Method.SUM else Fraction(total(values)) / len(values)


def bounded(number: Fraction) -> Fraction:
    """Give a number back, unless it is too long.

    Raises:
        TooLong: it is.
    """
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS:
        raise TooLong
    return number


def _size(value: Value) -> Fraction:
    return Fraction(value)
