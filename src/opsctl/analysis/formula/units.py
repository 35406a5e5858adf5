"""Whether the units of a formula go together; only what is certainly wrong is reported.

A number written in a formula may count anything, and so may what is multiplied with it or divided
by it: `revenue / 100000 * 100` is a share of a plan, `hours * 25` is money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from opsctl.analysis.formula.problem import Problem, ProblemKind
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
from opsctl.model.scorecard import Measurable, Method
from opsctl.model.unit import NUMBER, Unit, UnitKind
from opsctl.text.suggestion import in_backticks

Units = frozenset[Unit]
"""What a part of a formula may count, one of these; empty where it may be anything."""

ANYTHING: Units = frozenset()
_PERCENT = Unit(UnitKind.PERCENT)
_DURATION = Unit(UnitKind.DURATION)
_YES_NO = Unit(UnitKind.YES_NO)
_ANY_MONEY = Unit(UnitKind.CURRENCY)
_SHARE = frozenset({NUMBER, _PERCENT})
_MONEY = frozenset({NUMBER, _ANY_MONEY})
_TIME = frozenset({NUMBER, _DURATION})
_Kinds = tuple[UnitKind, UnitKind]
_PRODUCTS: Mapping[_Kinds, Units] = MappingProxyType(
    {
        (UnitKind.CURRENCY, UnitKind.NUMBER): _MONEY,
        (UnitKind.NUMBER, UnitKind.CURRENCY): _MONEY,
        (UnitKind.CURRENCY, UnitKind.PERCENT): _MONEY,
        (UnitKind.PERCENT, UnitKind.CURRENCY): _MONEY,
        (UnitKind.PERCENT, UnitKind.PERCENT): _SHARE,
        (UnitKind.PERCENT, UnitKind.NUMBER): _SHARE,
        (UnitKind.NUMBER, UnitKind.PERCENT): _SHARE,
        (UnitKind.DURATION, UnitKind.PERCENT): _TIME,
        (UnitKind.PERCENT, UnitKind.DURATION): _TIME,
    }
)
"""What a product may count; a pair that is not here may make anything, as may numbers alone."""

_QUOTIENTS: Mapping[_Kinds, Units] = MappingProxyType(
    {
        (UnitKind.CURRENCY, UnitKind.CURRENCY): _SHARE,
        (UnitKind.DURATION, UnitKind.DURATION): _SHARE,
        (UnitKind.PERCENT, UnitKind.PERCENT): _SHARE,
        (UnitKind.PERCENT, UnitKind.NUMBER): _SHARE,
        (UnitKind.CURRENCY, UnitKind.NUMBER): _MONEY,
        (UnitKind.CURRENCY, UnitKind.PERCENT): _MONEY,
        (UnitKind.DURATION, UnitKind.NUMBER): _TIME,
        (UnitKind.DURATION, UnitKind.PERCENT): _TIME,
    }
)


def unit_problems(
    formula: Formula, inputs: Mapping[str, Measurable], declared: Unit
) -> tuple[Problem, ...]:
    """Check the units of a formula, all of whose names are known, and that of its result."""
    reader = _Reader(formula, inputs)
    result = reader.units(formula.root)
    if not reader.problems and not _fits(declared, result):
        message = f"the formula gives {_listed(result)}, and the unit here is {declared}"
        hint = "write the unit that fits, or mend the formula"
        reader.report(formula.root, message, hint)
    return tuple(reader.problems)


@dataclass
class _Reader:
    formula: Formula
    inputs: Mapping[str, Measurable]
    problems: list[Problem] = field(default_factory=list)

    def report(self, node: Node, message: str, hint: str | None = None) -> None:
        self.problems.append(Problem(ProblemKind.UNIT, message, node.start, node.end, hint))

    def units(self, node: Node) -> Units:
        """Tell what a part may count; the depth of formulas is bounded."""
        if isinstance(node, Literal):
            return ANYTHING
        if isinstance(node, Name):
            return frozenset({self.inputs[node.text].unit})
        if isinstance(node, Negative):
            return self._calculable(node.operand)
        return self._operation(node) if isinstance(node, Operation) else self._call(node)

    def _operation(self, node: Operation) -> Units:
        left, right = self._calculable(node.left), self._calculable(node.right)
        if node.operator in (Operator.PLUS, Operator.MINUS):
            verb = "adds" if node.operator is Operator.PLUS else "subtracts"
            return self._together(left, right, node.right, verb)
        if not left or not right:
            return ANYTHING
        made = _PRODUCTS if node.operator is Operator.TIMES else _QUOTIENTS
        found = [made.get((one.kind, other.kind), ANYTHING) for one in left for other in right]
        return frozenset().union(*found) if all(found) else ANYTHING

    def _calculable(self, node: Node) -> Units:
        units = self.units(node)
        if units == {_YES_NO}:
            shown = in_backticks(self.formula.written(node))
            hint = f"sum({shown.strip('`')}) counts the periods with yes"
            self.report(node, f"{shown} is yes or no, and not a number to calculate with", hint)
            return ANYTHING
        return units

    def _call(self, node: Call) -> Units:
        found = self.units(node.arguments[0])
        for argument in node.arguments[1:]:
            found = self._together(found, self.units(argument), argument, "puts together")
        counts = found == {_YES_NO} and node.function in (Method.SUM, Method.MEAN)
        return frozenset({NUMBER}) if counts else found

    def _together(self, one: Units, other: Units, node: Node, verb: str) -> Units:
        """Take numbers of one unit together; report where theirs cannot be one."""
        if not one or not other:
            return one or other
        if any(_goes_with(each, another) for each in one for another in other):
            return one & other or one | other
        message = f"this {verb} {_listed(one)} and {_listed(other)}"
        self.report(node, message, "only numbers of one unit can be taken together")
        return ANYTHING


def _goes_with(one: Unit, other: Unit) -> bool:
    if one.kind is not other.kind:
        return {one, other} <= _SHARE
    return one.currency == other.currency or None in (one.currency, other.currency)


def _fits(declared: Unit, result: Units) -> bool:
    """Tell whether a result may be of a unit; one that counts nothing may be of most."""
    if declared.kind is UnitKind.YES_NO:
        return result == {_YES_NO}
    if not result or (declared == NUMBER and result != {_YES_NO}):
        return True
    return result == {NUMBER} or any(
        each.kind is declared.kind and _goes_with(each, declared) for each in result
    )


def _listed(units: Units) -> str:
    """Name what a part may count; `number` only where it is that for certain, or a share."""
    named = units - {NUMBER} if units & {_ANY_MONEY, _DURATION} else units
    names = sorted("money" if each == _ANY_MONEY else str(each) for each in named)
    return " or ".join(names) or "a number"
