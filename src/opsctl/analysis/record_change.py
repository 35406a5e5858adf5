"""Changes of Rocks, numbers and check-ins as values: what happened, where, from what to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from opsctl.model.field import written_name
from opsctl.model.scalar import Scalar
from opsctl.text.span import Origin


class RockChangeKind(StrEnum):
    """What happened to a Rock, the most important first."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    DROPPED = "dropped"
    MISSED = "missed"
    DONE = "done"
    REPLANNED = "replanned"
    REOPENED = "reopened"
    COMMITTED = "committed"
    STANDING = "standing"
    OWNER = "owner"
    DUE_LATER = "due-later"
    DUE_EARLIER = "due-earlier"
    OUTCOME = "outcome"
    OUTCOME_TARGET = "outcome-target"
    OUTCOME_START = "outcome-start"
    DONE_MEANS = "done-means"
    MILESTONE_REMOVED = "milestone-removed"
    MILESTONE_REPLACED = "milestone-replaced"
    MILESTONE_MOVED = "milestone-moved"
    MILESTONE_ADDED = "milestone-added"
    MILESTONE_REOPENED = "milestone-reopened"
    MILESTONE_DONE = "milestone-done"
    MILESTONE_WEIGHT = "milestone-weight"
    MILESTONE_RENAMED = "milestone-renamed"
    TITLE = "title"
    WORD_REMOVED = "word-removed"
    WORD_CHANGED = "word-changed"
    RESULT = "result"
    RESCUE_REMOVED = "rescue-removed"
    RESCUE_CHANGED = "rescue-changed"
    RESCUE_ADDED = "rescue-added"
    WORD_ADDED = "word-added"
    DEPENDENCY_ADDED = "dependency-added"
    DEPENDENCY_REMOVED = "dependency-removed"
    HELPER_ADDED = "helper-added"
    HELPER_REMOVED = "helper-removed"
    TEAM = "team"
    SUPPORTS = "supports"
    AREA = "area"
    CARRIED_FROM = "carried-from"
    RENAMED = "renamed"
    FORMERLY = "formerly"
    DUE_WRITTEN = "due-written"
    ORDER = "order"


class NumberChangeKind(StrEnum):
    """What happened to a measurable, its goals or its numbers, the most important first."""

    ADDED = "added"
    REMOVED = "removed"
    ARCHIVED = "archived"
    MOVED = "moved"
    VALUE_REWRITTEN = "value-rewritten"
    VALUE_REMOVED = "value-removed"
    VALUE_NA = "value-na"
    VALUE_FILLED = "value-filled"
    GOAL_LOOSENED = "goal-loosened"
    GOAL_REMOVED = "goal-removed"
    GOAL_CHANGED = "goal-changed"
    GOAL_TIGHTENED = "goal-tightened"
    GOAL_ADDED = "goal-added"
    EXCEPTION_ADDED = "exception-added"
    EXCEPTION_CHANGED = "exception-changed"
    EXCEPTION_REMOVED = "exception-removed"
    GOAL_SET = "goal-set"
    FORMULA = "formula"
    UNIT = "unit"
    CADENCE = "cadence"
    DEFINITION = "definition"
    SINCE = "since"
    OWNER = "owner"
    ENTERED_BY = "entered-by"
    TITLE = "title"
    GOAL_STRETCH = "goal-stretch"
    GOAL_WHY = "goal-why"
    EXCEPTION_WHY = "exception-why"
    VALUE_CHANGED = "value-changed"
    VALUE_ENTERED = "value-entered"
    VALUE_NOTE = "value-note"
    VALUE_SOURCE = "value-source"
    ROLLUP = "rollup"
    SOURCE = "source"
    SUPPORTS = "supports"
    SOPS = "sops"
    DECIMALS = "decimals"
    PERSPECTIVE = "perspective"
    INDICATOR = "indicator"
    FORMERLY = "formerly"
    GOAL_RESTATED = "goal-restated"
    VALUE_SPELLING = "value-spelling"


class CheckinChangeKind(StrEnum):
    """What happened to a check-in as a whole; its numbers and words have kinds of their own."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    DATE = "date"
    HEADLINE_ADDED = "headline-added"
    HEADLINE_REMOVED = "headline-removed"
    WIN_ADDED = "win-added"
    WIN_REMOVED = "win-removed"
    ORDER = "order"


ChangeKind = RockChangeKind | NumberChangeKind | CheckinChangeKind


class Ease(StrEnum):
    """Whether what has to be reached became easier or harder to reach."""

    EASIER = "easier"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change, with what stood there and what does now, as a file has it.

    `field` is the path of keys, with the places of lists counted from 0, as in `milestones.0.due`;
    `line` is of the new file if it is there. `note` is the reason that came with the change.
    `about` names the milestone, the day of a word, or the period; it is empty for a goal that holds
    always. `ease` is none where nothing tells. `is_retroactive` is true where a number or a goal
    changes for a period that was over.
    """

    kind: ChangeKind
    field: str
    before: str | None = None
    after: str | None = None
    line: int | None = None
    note: str | None = None
    about: str | None = None
    ease: Ease | None = None
    is_retroactive: bool = False


class Placed(Protocol):
    """A record that knows where it stands."""

    @property
    def origin(self) -> Origin: ...


def written(value: object) -> str | None:
    """Write a value as a file has it; none where it has nothing."""
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.text if isinstance(value, Scalar) else str(value)


def line_of(record: Placed, *path: str | int) -> int | None:
    """Give the line of a field, or of the nearest that it is part of; none where none is there."""
    while path:
        if record.origin.has(*path):
            return record.origin.key(*path).span.line
        path = path[:-1]
    return None


def field_changes(
    kinds: Iterable[tuple[ChangeKind, str]], before: Placed, after: Placed
) -> Iterator[RecordChange]:
    """Compare fields of two versions of a record by what stands in them."""
    for kind, name in kinds:
        one, two = getattr(before, name), getattr(after, name)
        if one != two:
            key = written_name(name)
            yield RecordChange(kind, key, written(one), written(two), line_of(after, key))


def list_changes(
    name: str,
    kinds: tuple[ChangeKind, ChangeKind, ChangeKind],
    before: Placed,
    after: Placed,
) -> Iterator[RecordChange]:
    """Compare a list of texts: what is new, what is gone, else that its order is another.

    The kinds are those of something new, of something gone, and of another order.
    """
    one, two = getattr(before, name), getattr(after, name)
    gone, come = Counter(one) - Counter(two), Counter(two) - Counter(one)
    line = line_of(after, name)
    for each in gone.elements():
        yield RecordChange(kinds[1], name, each)
    for each in come.elements():
        yield RecordChange(kinds[0], name, None, each, line)
    if one != two and not gone and not come:
        yield RecordChange(kinds[2], name, written(one), written(two), line)


def newly_given(before: str | None, after: str | None) -> str | None:
    """Give a reason that came with a change: one that stood there before did not."""
    return after if after != before else None


def most_important_first(changes: Iterable[RecordChange]) -> tuple[RecordChange, ...]:
    """Order the changes of one record by kind; of one kind, the retroactive ones go first."""
    return tuple(sorted(changes, key=_rank))


def _rank(change: RecordChange) -> tuple[int, bool]:
    kinds: list[StrEnum] = list(type(change.kind))
    return kinds.index(change.kind), not change.is_retroactive
