"""What changes between two versions of a Rock: what was promised, by whom, until when, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from types import MappingProxyType

from opsctl.analysis.milestone_difference import milestone_changes
from opsctl.analysis.pairing import same_by
from opsctl.analysis.record_change import (
    Ease,
    RecordChange,
    field_changes,
    line_of,
    list_changes,
    most_important_first,
    newly_given,
    written,
)
from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.analysis.standing import Standing
from opsctl.analysis.word_difference import log_changes
from opsctl.model.field import written_name
from opsctl.model.period import Calendar
from opsctl.model.rock import Outcome, Rescue, Result, Rock, Status

RUNNING = "running"
"""How a Rock without a status is called where one is told."""

_FIELDS = (
    (K.OWNER, "owner"),
    (K.TITLE, "title"),
    (K.DONE_MEANS, "done_means"),
    (K.TEAM, "team"),
    (K.SUPPORTS, "supports"),
    (K.AREA, "area"),
    (K.CARRIED_FROM, "carried_from"),
    (K.RENAMED, "id"),
    (K.MOVED, "quarter"),
    (K.FORMERLY, "formerly"),
)
_HELPERS = (K.HELPER_ADDED, K.HELPER_REMOVED, K.ORDER)
_DEPENDENCIES = (K.DEPENDENCY_ADDED, K.DEPENDENCY_REMOVED, K.ORDER)
_ENDS = MappingProxyType({Status.DONE: K.DONE, Status.MISSED: K.MISSED, Status.DROPPED: K.DROPPED})
_RESULT = ("date", "why", "learned", "impact")


def rock_difference(
    before: Rock | None,
    after: Rock | None,
    calendar: Calendar,
    was: Standing | None = None,
    now: Standing | None = None,
) -> tuple[RecordChange, ...]:
    """Compare two versions of a Rock, the most important change first.

    One that was not there, or is no more, is none. `was` and `now` are how it stood on the day of
    each version; without them nothing is said of that. What check-ins say of it is not compared.
    """
    if before is None or after is None:
        return most_important_first((*_whole(before, after), *_standing(was, now)))
    return most_important_first(
        [
            *field_changes(_FIELDS, before, after),
            *_status(before, after),
            *_standing(was, now),
            *_due(before, after, calendar),
            *_outcome(before, after),
            *milestone_changes(before, after),
            *log_changes(before, after),
            *_rescues(before, after),
            *_result(before, after),
            *list_changes("helpers", _HELPERS, before, after),
            *list_changes("depends_on", _DEPENDENCIES, before, after),
        ]
    )


def _whole(before: Rock | None, after: Rock | None) -> Iterator[RecordChange]:
    if after is not None:
        yield RecordChange(K.ADDED, "", None, after.title, line_of(after, "title"))
    elif before is not None:
        yield RecordChange(K.REMOVED, "", before.title)


def _standing(was: Standing | None, now: Standing | None) -> Iterator[RecordChange]:
    if was is not now:
        yield RecordChange(K.STANDING, "", written(was), written(now))


def _status(before: Rock, after: Rock) -> Iterator[RecordChange]:
    one, two = before.status, after.status
    if one is two:
        return
    result, then = after.result or Result(), before.result or Result()
    ended = two in _ENDS
    yield RecordChange(
        _kind_of_status(one, two),
        "status",
        written(one) or RUNNING,
        written(two) or RUNNING,
        line_of(after, "status"),
        note=newly_given(then.why, result.why) if ended else None,
        about=written(result.date) if ended else None,
    )


def _kind_of_status(one: Status | None, two: Status | None) -> K:
    if two is None:
        return K.COMMITTED if one is Status.PLANNED else K.REOPENED
    return _ENDS.get(two, K.REPLANNED)


def _result(before: Rock, after: Rock) -> Iterator[RecordChange]:
    """Compare how it ended, without what is told of a status that is new."""
    one, two = before.result or Result(), after.result or Result()
    ends = before.status is not after.status and after.status in _ENDS
    told = {"date", "why"} if ends else set()
    keys = [key for key in _RESULT if getattr(one, key) != getattr(two, key)]
    for key in keys:
        was, now = (written(getattr(each, key)) for each in (one, two))
        if key not in told or now is None:
            line = line_of(after, "result", key)
            yield RecordChange(K.RESULT, f"result.{key}", was, now, line)
    if not keys and before.result != after.result:
        yield RecordChange(K.RESULT, "result", line=line_of(after, "result"))


def _due(before: Rock, after: Rock, calendar: Calendar) -> Iterator[RecordChange]:
    """Compare the days it is due, but not two of the quarter's last where it moved."""
    if before.due == after.due:
        return
    one, two = before.due_day(calendar), after.due_day(calendar)
    line = line_of(after, "due")
    if one == two:
        was, now = written(before.due), written(after.due)
        yield RecordChange(K.DUE_WRITTEN, "due", was, now, line)
    else:
        kind = K.DUE_LATER if two > one else K.DUE_EARLIER
        yield RecordChange(kind, "due", written(one), written(two), line)


def _outcome(before: Rock, after: Rock) -> Iterator[RecordChange]:
    one, two = before.outcome, after.outcome
    if one == two:
        return
    if one is None or two is None:
        was, now = (_outcome_text(each) if each else None for each in (one, two))
        yield RecordChange(K.OUTCOME, "outcome", was, now, line_of(after, "outcome"))
        return
    figures = {"from_": K.OUTCOME_START, "to": K.OUTCOME_TARGET}
    for name in ("measure", "measurable", "unit", "from_", "to"):
        was, now = written(getattr(one, name)), written(getattr(two, name))
        if getattr(one, name) != getattr(two, name):
            key = written_name(name)
            line = line_of(after, "outcome", key)
            ease = _ease(one, two) if name == "to" else None
            kind = figures.get(name, K.OUTCOME)
            yield RecordChange(kind, f"outcome.{key}", was, now, line, ease=ease)


def _outcome_text(outcome: Outcome) -> str:
    what = outcome.measure or outcome.measurable or ""
    unit = f" ({outcome.unit})" if outcome.unit else ""
    return f"{what}{unit} from {written(outcome.from_)} to {written(outcome.to)}".strip()


def _ease(one: Outcome, two: Outcome) -> Ease | None:
    """Tell whether a target came nearer, where both are of one figure and lie the same way."""
    if (one.measure, one.measurable, one.unit) != (two.measure, two.measurable, two.unit):
        return None
    ways = [_sign(each.to - each.from_) for each in (one, two)]
    if ways[0] != ways[1] or ways[0] == 0:
        return None
    return Ease.HARDER if _sign(two.to - one.to) == ways[0] else Ease.EASIER


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _rescues(before: Rock, after: Rock) -> Iterator[RecordChange]:
    old, new = before.rescues, after.rescues
    pairs = same_by(old, new, {}, lambda each: each)
    same = dict(pairs)
    pairs = same_by(old, new, pairs, lambda each: (each.date, each.by))
    pairs = same_by(old, new, pairs, lambda each: each.date)
    for at, to in sorted(pairs.items()):
        if at not in same:
            yield from _rescue(old[at], after, to)
    for at, one in enumerate(old):
        if at not in pairs:
            about = written(one.date)
            yield RecordChange(K.RESCUE_REMOVED, "rescues", _agreed(one), about=about)
    for to in sorted(set(range(len(new))) - set(pairs.values())):
        line, about = line_of(after, "rescues", to), written(new[to].date)
        field = f"rescues.{to}"
        yield RecordChange(K.RESCUE_ADDED, field, None, _agreed(new[to]), line, about=about)
    if old != new and len(same) == len(old) == len(new):
        yield RecordChange(K.ORDER, "rescues", line=line_of(after, "rescues"))


def _rescue(one: Rescue, after: Rock, to: int) -> Iterator[RecordChange]:
    two = after.rescues[to]
    for key in (each.name for each in fields(Rescue)):
        was, now = getattr(one, key), getattr(two, key)
        if was != now:
            line = line_of(after, "rescues", to, key)
            field, about = f"rescues.{to}.{key}", written(two.date)
            texts = (written(was), written(now))
            yield RecordChange(K.RESCUE_CHANGED, field, *texts, line, about=about)


def _agreed(rescue: Rescue) -> str | None:
    return rescue.next or rescue.help or rescue.note
