"""What changes in the goals of a number: which became easier, from when, and whether too late.

Goals are compared by what is in force, so that one which is only dated anew is not another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from opsctl.analysis.record_change import Ease, RecordChange, line_of, newly_given, written
from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.scorecard.age import age_of, first_day
from opsctl.analysis.scorecard.goals import GoalInForce, goals_of
from opsctl.analysis.scorecard.strictness import ease_of, is_same_goal
from opsctl.model.field import ALWAYS

if TYPE_CHECKING:
    from opsctl.model.condition import Condition
    from opsctl.model.period import Calendar
    from opsctl.model.scorecard import Measurable

_EASED = MappingProxyType({Ease.EASIER: K.GOAL_LOOSENED, Ease.HARDER: K.GOAL_TIGHTENED})
_DETAILS = ((K.GOAL_SET, "set"), (K.GOAL_STRETCH, "stretch"), (K.GOAL_WHY, "why"))


class Timeline:
    """The goals of a number by the period they hold from, whenever they were set."""

    def __init__(self, measurable: Measurable) -> None:
        self._goals = goals_of(measurable, date.max)
        self.starts = [str(each.since or ALWAYS) for each in self._goals]

    def at(self, key: str) -> GoalInForce | None:
        """Give the goal in force in a period by its name, exceptions apart."""
        count = bisect_right(self.starts, key)
        return self._goals[count - 1] if count else None


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a number, their goals, and the day they are compared on.

    `oldest` is the first day of the oldest closed period in which it had a number; none where it
    had none yet, so that a goal that holds always changes nothing of the past.
    """

    before: Measurable
    after: Measurable
    was: Timeline
    now: Timeline
    as_of: date
    calendar: Calendar
    oldest: date | None

    def is_late(self, key: str) -> bool:
        """Tell whether a goal that holds from a period on touches one that was over."""
        if key == ALWAYS:
            return self.oldest is not None
        return age_of(key, self.as_of, self.calendar).is_over

    def covers(self, goals: Timeline) -> bool:
        """Tell whether goals begin no later than the number that they are for."""
        if not goals.starts:
            return False
        first = first_day(goals.starts[0], self.calendar)
        return first is None or first <= (self.oldest or self.as_of)

    def is_same(self, one: Condition, two: Condition) -> bool:
        """Tell whether two goals are one; in another unit they never are."""
        return self.before.unit == self.after.unit and is_same_goal(one, two)

    def ease(self, one: Condition, two: Condition) -> Ease | None:
        """Tell whether a goal became easier; in another unit that cannot be said."""
        return ease_of(one, two) if self.before.unit == self.after.unit else None


def goal_changes(versions: Versions) -> Iterator[RecordChange]:
    """Compare the goals of two versions of a number, without exceptions."""
    before, after = versions.before, versions.after
    found: list[RecordChange] = []
    for key in sorted({*before.goal, *after.goal}):
        changed = list(_in_force(key, versions))
        is_told = any(each.note for each in changed)
        found += [*changed, *_details(key, versions, is_why_told=is_told)]
    if not found and before.goal != after.goal:
        found.append(RecordChange(K.GOAL_RESTATED, "goal", line=line_of(after, "goal")))
    yield from found


def _in_force(key: str, versions: Versions) -> Iterator[RecordChange]:
    """Compare what is in force from a period on for which an entry is new, another or gone."""
    one, two = versions.before.goal.get(key), versions.after.goal.get(key)
    old, new = (each.is_ if each else None for each in (one, two))
    if old == new:
        return
    if (old and key not in versions.was.starts) or (new and key not in versions.now.starts):
        yield _change(_kind(old, new), key, versions, old, new)
        return
    was, now = versions.was.at(key), versions.now.at(key)
    if was is None or now is None:
        if not versions.covers(versions.was if was is None else versions.now):
            old, new = (each.words if each else None for each in (was, now))
            yield _change(_kind(old, new), key, versions, old, new)
    elif not versions.is_same(was.condition, now.condition):
        ease = versions.ease(was.condition, now.condition)
        kind = _EASED[ease] if ease else K.GOAL_CHANGED
        yield _change(kind, key, versions, was.words, now.words, ease)


def _kind(old: str | None, new: str | None) -> K:
    if old is None or new is None:
        return K.GOAL_ADDED if old is None else K.GOAL_REMOVED
    return K.GOAL_CHANGED


def _change(
    kind: K,
    key: str,
    versions: Versions,
    before: str | None,
    after: str | None,
    ease: Ease | None = None,
) -> RecordChange:
    one, two = versions.before.goal.get(key), versions.after.goal.get(key)
    return RecordChange(
        kind,
        _field(key),
        before,
        after,
        _line(versions, key) if two else None,
        note=newly_given(one.why if one else None, two.why if two else None),
        about=key,
        ease=ease,
        is_retroactive=versions.is_late(key),
    )


def _details(key: str, versions: Versions, *, is_why_told: bool) -> Iterator[RecordChange]:
    """Compare what stands beside a goal, but not a reason that was told with its change."""
    one, two = versions.before.goal.get(key), versions.after.goal.get(key)
    if one is None or two is None:
        return
    for kind, name in _DETAILS:
        was, now = getattr(one, name), getattr(two, name)
        if was != now and not (kind is K.GOAL_WHY and is_why_told):
            line = _line(versions, key, name)
            texts = (written(was), written(now))
            yield RecordChange(kind, f"{_field(key)}.{name}", *texts, line, about=key)


def _line(versions: Versions, key: str, *rest: str) -> int | None:
    return line_of(versions.after, *(each for each in ("goal", key, *rest) if each))


def _field(key: str) -> str:
    return f"goal.{key}" if key else "goal"
