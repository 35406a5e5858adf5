"""What changes in the goals that hold for one period alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opsctl.analysis.record_change import Ease, RecordChange, line_of, newly_given
from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.model.condition import Condition, read_condition
from opsctl.model.scalar import Unreadable

if TYPE_CHECKING:
    from opsctl.analysis.scorecard.goal_difference import Timeline, Versions
    from opsctl.model.scorecard import ExceptionEntry, Measurable


def exception_changes(versions: Versions) -> Iterator[RecordChange]:
    """Compare the exceptions of two versions of a number.

    A new one is compared with the goal that it stands for, one that is gone with the goal that
    holds again.
    """
    for key in sorted({*versions.before.exceptions, *versions.after.exceptions}):
        one, two = versions.before.exceptions.get(key), versions.after.exceptions.get(key)
        if one == two:
            continue
        note = newly_given(one.why if one else None, two.why if two else None)
        if one is None or two is None or one.is_ != two.is_:
            yield _changed(key, versions, note)
        if one and two and one.why != two.why and (one.is_ == two.is_ or two.why is None):
            line = line_of(versions.after, "exceptions", key, "why")
            field = f"exceptions.{key}.why"
            yield RecordChange(K.EXCEPTION_WHY, field, one.why, two.why, line, about=key)


def _changed(key: str, versions: Versions, note: str | None) -> RecordChange:
    one, two = versions.before.exceptions.get(key), versions.after.exceptions.get(key)
    was, before = _goal(one, versions.before, versions.was, key)
    now, after = _goal(two, versions.after, versions.now, key)
    is_same = was is not None and now is not None and versions.is_same(was, now)
    return RecordChange(
        _kind(one, two, is_same=is_same),
        f"exceptions.{key}",
        before,
        after,
        line_of(versions.after, "exceptions", key) if two else None,
        note=note,
        about=key,
        ease=_ease(was, now, versions),
        is_retroactive=versions.is_late(key) and not is_same,
    )


def _kind(one: ExceptionEntry | None, two: ExceptionEntry | None, *, is_same: bool) -> K:
    if one is None:
        return K.EXCEPTION_ADDED
    if two is None:
        return K.EXCEPTION_REMOVED
    return K.GOAL_RESTATED if is_same else K.EXCEPTION_CHANGED


def _ease(was: Condition | None, now: Condition | None, versions: Versions) -> Ease | None:
    return versions.ease(was, now) if was and now else None


def _goal(
    entry: ExceptionEntry | None, measurable: Measurable, goals: Timeline, key: str
) -> tuple[Condition | None, str | None]:
    """Give a goal for a period, and how it is written: of the exception, else what is in force."""
    if entry is None:
        goal = goals.at(key)
        return (goal.condition, goal.words) if goal else (None, None)
    try:
        return read_condition(entry.is_, measurable.unit), entry.is_
    except Unreadable:
        return None, entry.is_
