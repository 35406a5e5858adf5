"""What a formula comes to, once the numbers that it takes are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from opsctl.analysis.formula.arithmetic import TooLong, bounded, calculated, combined
from opsctl.analysis.formula.tree import (
    Call,
    Formula,
    Literal,
    Name,
    Negative,
    Node,
    Operation,
    Operator,
)
from opsctl.model.cadence import Period, cadence_of

if TYPE_CHECKING:
    from opsctl.model.unit import Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, or the reason why there is none, as a clause that can be told anywhere."""

    value: Value | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a formula takes of one name: the outcome of each period, the oldest first.

    `called` is what the number is called where the reason is told why there is no value.
    """

    called: str
    periods: tuple[Period, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def values(self) -> list[Value]:
        """The values there are."""
        return [each.value for each in self.outcomes if each.value is not None]

    @property
    def why_missing(self) -> str:
        """Say what is missing, of one period with its reason, of several how many."""
        if len(self.outcomes) == 1:
            return self.outcomes[0].reason or f"{self.called} is missing for {self.periods[0]}"
        if not self.outcomes:
            return f"{self.called} has no period within this one"
        missing = len(self.outcomes) - len(self.values)
        kind = cadence_of(self.periods[0])
        are = "is" if missing == 1 else "are"
        return f"{missing} of {len(self.outcomes)} {kind}s of {self.called} {are} missing"


class _Missing(Exception):
    """There is no value, for the reason given."""


def evaluate(formula: Formula, taken: Mapping[int, Taken], period: Period) -> Outcome:
    """Compute a formula for a period; missing in is missing out.

    `taken` has what each name gives, by the place of the name in the formula.
    """
    try:
        return Outcome(_Evaluation(formula, taken, period).value(formula.root))
    except _Missing as missing:
        return Outcome(None, str(missing))
    except TooLong:
        return Outcome(None, f"the number for {period} becomes too long to be a figure")


@dataclass(frozen=True, slots=True)
class _Evaluation:
    formula: Formula
    taken: Mapping[int, Taken]
    period: Period

    def value(self, node: Node) -> Value:
        """Compute a node; the depth of formulas is bounded, so that this may call itself."""
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Name):
            return self._of_name(node)[0]
        if isinstance(node, Negative):
            return calculated(Operator.MINUS, Decimal(0), self.value(node.operand))
        return self._operation(node) if isinstance(node, Operation) else self._call(node)

    def _of_name(self, name: Name) -> list[Value]:
        taken = self.taken[name.start]
        if len(taken.values) < len(taken.outcomes) or not taken.outcomes:
            raise _Missing(taken.why_missing)
        return taken.values

    def _operation(self, node: Operation) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator is Operator.OVER and not right:
            divisor = self.formula.written(node.right)
            raise _Missing(f"division by zero: {divisor} is 0 for {self.period}")
        return calculated(node.operator, left, right)

    def _call(self, node: Call) -> Value:
        name = node.over_periods
        if name is not None:
            values = self._of_name(name)
        else:
            values = [self.value(each) for each in node.arguments]
        result = combined(node.function, values)
        bounded(Fraction(result))
        return result
