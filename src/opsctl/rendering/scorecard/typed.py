"""What is said of a number when it is typed: what it replaces, and how it is judged."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType

from opsctl.analysis.scorecard.goals import GoalInForce
from opsctl.model.condition import Condition, Relation
from opsctl.model.scorecard import ValueEntry
from opsctl.model.unit import Unit, UnitKind
from opsctl.rendering.visible import one_line

_TURNED = MappingProxyType(
    {
        Relation.AT_LEAST: "below",
        Relation.ABOVE: "not above",
        Relation.AT_MOST: "above",
        Relation.BELOW: "not below",
        Relation.EXACTLY: "not",
        Relation.BETWEEN: "not between",
        Relation.OUTSIDE: "not outside",
    }
)
"""What a number is that does not stand to the goal as it should."""


def entry_text(entry: ValueEntry) -> str:
    """Show what stands for a period: the number as typed, or that there is none to give."""
    if entry.value is not None:
        return one_line(entry.value.text)
    return f"n/a ({one_line(entry.na or '')})"


def change_text(before: ValueEntry | None, after: ValueEntry, arrow: str) -> str:
    """Show what a number was, if it was anything, and what it is now."""
    new = entry_text(after)
    if before is None or entry_text(before) == new:
        return new
    return f"{entry_text(before)} {arrow} {new}"


def verdict_text(
    value: Decimal, goal: GoalInForce | None, unit: Unit, later: GoalInForce | None = None
) -> str:
    """Judge a number of a closed period in words: `21.8 is below 22: a miss`.

    Where no goal was in force then, `later` is the first one after it.
    """
    if goal is None:
        more = f" yet: “{later.words}” holds from {later.since}" if later else ""
        return f"no goal was in force{more}"
    holds = goal.condition.holds(value)
    stretched = holds and goal.stretch is not None and goal.stretch.holds(value)
    more = ", and beyond the stretch" if stretched else ""
    said = _relation(value, goal.condition, unit, holds=holds)
    exception = " (an exception)" if goal.exception else ""
    return f"{said}{exception}: a {'hit' if holds else 'miss'}{more}"


def _relation(value: Decimal, condition: Condition, unit: Unit, *, holds: bool) -> str:
    shown, low = unit.written(value), unit.written(condition.low)
    if unit.kind is UnitKind.YES_NO:
        return f"the goal is {low}"
    how = str(condition.relation) if holds else _TURNED[condition.relation]
    if condition.relation is Relation.EXACTLY and holds:
        how = "exactly"
    high = "" if condition.high is None else f" and {unit.written(condition.high)}"
    return f"{shown} is {how} {low}{high}"
