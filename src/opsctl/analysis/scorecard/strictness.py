"""Which of two goals is easier to meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from opsctl.analysis.record_change import Ease
from opsctl.model.condition import Condition, Relation


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of numbers; an end of none is open for ever."""

    low: Decimal | None
    high: Decimal | None
    with_ends: bool

    def holds(self, other: _Stretch) -> bool:
        """Tell whether every number of another stretch is in this one."""
        inside = self.with_ends or not other.with_ends
        low = self.low is None or _reaches(self.low, other.low, 1, is_end_in=inside)
        return low and (self.high is None or _reaches(self.high, other.high, -1, is_end_in=inside))


def _reaches(end: Decimal, other: Decimal | None, way: int, *, is_end_in: bool) -> bool:
    if other is None:
        return False
    return (other - end) * way > 0 or (other == end and is_end_in)


def ease_of(before: Condition, after: Condition) -> Ease | None:
    """Tell whether a goal became easier or harder to meet; none where neither can be said.

    It is easier where every number that met it still does, and others do too.
    """
    keeps, adds = allows_all_of(after, before), not allows_all_of(before, after)
    if keeps is not adds:
        return None
    return Ease.EASIER if keeps else Ease.HARDER


def is_same_goal(one: Condition, other: Condition) -> bool:
    """Tell whether two goals are met by the same numbers."""
    return allows_all_of(one, other) and allows_all_of(other, one)


def allows_all_of(one: Condition, other: Condition) -> bool:
    """Tell whether every number that meets the other goal meets this one."""
    stretches = tuple(_stretches(one))
    return all(any(each.holds(part) for each in stretches) for part in _stretches(other))


def _stretches(goal: Condition) -> Iterator[_Stretch]:
    relation, low = goal.relation, goal.low
    high = low if goal.high is None else goal.high
    if relation in (Relation.AT_LEAST, Relation.ABOVE):
        yield _Stretch(low, None, relation is Relation.AT_LEAST)
    elif relation in (Relation.AT_MOST, Relation.BELOW):
        yield _Stretch(None, low, relation is Relation.AT_MOST)
    elif relation is Relation.OUTSIDE:
        yield _Stretch(None, low, with_ends=False)
        yield _Stretch(high, None, with_ends=False)
    else:
        yield _Stretch(low, high, with_ends=True)
