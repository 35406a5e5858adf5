"""What changes in the milestones of a Rock.

They are matched by what they say, then by title, then the most alike titles, then by day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from opsctl.analysis.pairing import same_by
from opsctl.analysis.record_change import RecordChange, line_of, written
from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.analysis.sop.matching import Words, most_alike
from opsctl.model.rock import Milestone, Rock


def milestone_changes(before: Rock, after: Rock) -> Iterator[RecordChange]:
    """Compare the milestones of two versions of a Rock."""
    old, new = before.milestones, after.milestones
    pairs = matched_milestones(old, new)
    found = [each for at, to in pairs.items() for each in _changes(old[at], after, to)]
    found += [_removed(old[at], at) for at in range(len(old)) if at not in pairs]
    for to in sorted(set(range(len(new))) - set(pairs.values())):
        found += _added(after, to)
    if not found and old != new:
        found.append(RecordChange(K.ORDER, "milestones", line=line_of(after, "milestones")))
    yield from found


def matched_milestones(old: Sequence[Milestone], new: Sequence[Milestone]) -> dict[int, int]:
    """Pair the places of milestones that are one and the same, in the order of the old ones."""
    pairs = same_by(old, new, {}, lambda each: each)
    pairs = same_by(old, new, pairs, lambda each: (each.title, each.due))
    pairs = same_by(old, new, pairs, lambda each: each.title)
    pairs |= _alike(old, new, pairs)
    return dict(sorted(same_by(old, new, pairs, lambda each: each.due).items()))


def _alike(
    old: Sequence[Milestone], new: Sequence[Milestone], pairs: dict[int, int]
) -> dict[int, int]:
    """Pair the most alike titles of those that are left."""
    taken = set(pairs.values())
    left = [at for at in range(len(old)) if at not in pairs]
    come = [to for to in range(len(new)) if to not in taken]
    gone = [Words(old[at].title) for at in left]
    there = [Words(new[to].title) for to in come]
    return {left[one]: come[two] for one, two in most_alike(gone, there)}


def _changes(one: Milestone, after: Rock, to: int) -> Iterator[RecordChange]:
    two = after.milestones[to]
    title = two.title
    if one.title != title and one.due != two.due:
        yield _change(K.MILESTONE_REPLACED, after, to, "", _named(one), _named(two))
    elif one.title != title:
        yield _change(K.MILESTONE_RENAMED, after, to, "title", one.title, title)
    elif one.due != two.due:
        yield _change(K.MILESTONE_MOVED, after, to, "due", written(one.due), written(two.due))
    if one.done != two.done:
        kind = K.MILESTONE_DONE if two.done else K.MILESTONE_REOPENED
        yield _change(kind, after, to, "done", written(one.done), written(two.done))
    if one.weight != two.weight:
        was, now = written(one.weight), written(two.weight)
        yield _change(K.MILESTONE_WEIGHT, after, to, "weight", was, now)


def _change(
    kind: K, after: Rock, to: int, key: str, one: str | None, two: str | None
) -> RecordChange:
    path = ("milestones", to, key) if key else ("milestones", to)
    line = line_of(after, *path)
    field = ".".join(map(str, path))
    return RecordChange(kind, field, one, two, line, about=after.milestones[to].title)


def _named(milestone: Milestone) -> str:
    return f"{milestone.title}, {milestone.due}"


def _removed(milestone: Milestone, at: int) -> RecordChange:
    due = written(milestone.due)
    return RecordChange(K.MILESTONE_REMOVED, f"milestones.{at}", due, about=milestone.title)


def _added(after: Rock, to: int) -> Iterator[RecordChange]:
    new = after.milestones[to]
    yield _change(K.MILESTONE_ADDED, after, to, "", None, written(new.due))
    if new.done:
        yield _change(K.MILESTONE_DONE, after, to, "done", None, written(new.done))
