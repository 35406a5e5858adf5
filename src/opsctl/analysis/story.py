"""The story of a Rock: what was changed, when, by whom, and when it was said.

A version is the record as one commit left it. What a version changed is told against what it
was before, so that work on two branches is not taken for a change and its undoing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from opsctl.analysis.standing import Reason, ReasonKind, Standing, judge
from opsctl.model.rock import LogEntry, Milestone, Outcome, Rock, Say
from opsctl.model.workspace import Workspace

_BAD = (Say.OFF_TRACK, Say.IN_DANGER)
_NOT_WELL = (Standing.OFF_TRACK, Standing.IN_DANGER)
_DAYS_AT_MOST = 400
Value = str | date | Decimal | Outcome | None


class EventKind(StrEnum):
    """What happened."""

    WRITTEN = "written"
    DELETED = "deleted"
    MOVED = "moved"
    TITLE = "title"
    DONE_MEANS = "done-means"
    OUTCOME = "outcome"
    OWNER = "owner"
    DUE = "due"
    MILESTONE_ADDED = "milestone-added"
    MILESTONE_REMOVED = "milestone-removed"
    MILESTONE_RENAMED = "milestone-renamed"
    MILESTONE_MOVED = "milestone-moved"
    MILESTONE_WEIGHT = "milestone-weight"
    MILESTONE_DONE = "milestone-done"
    MILESTONE_REOPENED = "milestone-reopened"
    STATUS = "status"
    WORD = "word"
    WORD_CHANGED = "word-changed"
    WORD_REMOVED = "word-removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise than before; `about` names the milestone, or a word's day."""

    kind: EventKind
    before: Value = None
    after: Value = None
    about: str | date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A change on a day, by somebody where that is known."""

    day: date
    by: str | None
    change: Change


@dataclass(frozen=True, slots=True)
class Version:
    """A Rock as somebody left it on a day; `before` has it as each parent had it.

    `rock` is none where the file was deleted.
    """

    day: date
    by: str
    before: tuple[Rock, ...]
    rock: Rock | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The first day on which the evidence alone spoke against a Rock, and how."""

    day: date
    standing: Standing
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Admission:
    """The first word that a Rock is off track or in danger."""

    day: date
    by: str | None
    say: Say


@dataclass(frozen=True, slots=True)
class Story:
    """What happened to a Rock up to a day, the oldest first, and when it was known and said."""

    events: tuple[Event, ...]
    evidence: Evidence | None
    admission: Admission | None

    @property
    def days_to_admission(self) -> int | None:
        """Days from the evidence to the admission; negative where the word came first."""
        if self.evidence is None or self.admission is None:
            return None
        return (self.admission.day - self.evidence.day).days


def tell_story(rock: Rock, versions: Sequence[Version], workspace: Workspace, as_of: date) -> Story:
    """Tell the story of a Rock as far as it could be seen on a day.

    `versions` come in the order in which they were made. What the record itself dates (words,
    milestones done, its end) is told with or without them.
    """
    seen = [version for version in versions if version.day <= as_of]
    changed = [event for version in seen for event in _events_of(version, workspace)]
    told = {(event.change.kind, event.change.about) for event in changed}
    dated = (
        event
        for event in _dated_events(rock, as_of)
        if (event.change.kind, event.change.about) not in told
    )
    return Story(
        events=tuple(sorted([*changed, *dated], key=lambda event: event.day)),
        evidence=first_evidence(rock, seen, workspace, as_of),
        admission=first_admission(rock, as_of),
    )


def first_evidence(
    rock: Rock, versions: Sequence[Version], workspace: Workspace, as_of: date
) -> Evidence | None:
    """Find the first day of the quarter, or after it, on which the evidence alone was not well.

    Each day is judged by the record as it stood at that day's end: by the first version where
    none is as old, by `rock` on the last day. Nothing is found after a Rock has ended.
    """
    states = [(each.day, each.rock) for each in versions if each.rock] or [(as_of, rock)]
    for day in _days_to_judge([rock, *(record for _, record in states)], workspace, as_of):
        then = rock if day == as_of else _as_it_stood(states, day)
        found = _evidence_on(then, workspace, day)
        if found:
            return found
    return None


def _days_to_judge(rocks: Sequence[Rock], workspace: Workspace, as_of: date) -> Iterator[date]:
    """Give the days of the quarter, the day after the last day due, and the day asked about."""
    quarters = [workspace.calendar.days(rock.quarter) for rock in rocks]
    first = min(days.first for days in quarters)
    last = max(days.last for days in quarters) + timedelta(days=1)
    within = min((last - first).days + 1, _DAYS_AT_MOST)
    days = {first + timedelta(days=number) for number in range(within)}
    due = max(rock.due_day(workspace.calendar) for rock in rocks) + timedelta(days=1)
    yield from sorted(day for day in days | {due, max(first, as_of)} if day <= as_of)


def first_admission(rock: Rock, as_of: date) -> Admission | None:
    """Find the first word up to a day that says off track or in danger."""
    words = [entry for entry in rock.words if entry.say in _BAD and entry.date <= as_of]
    if not words:
        return None
    first = min(words, key=lambda entry: entry.date)
    return Admission(first.date, first.by, Say(str(first.say)))


def _as_it_stood(states: Sequence[tuple[date, Rock]], day: date) -> Rock:
    return next((rock for on, rock in reversed(states) if on <= day), states[0][1])


def _evidence_on(rock: Rock, workspace: Workspace, day: date) -> Evidence | None:
    judgement = judge(rock, workspace, day)
    if judgement.evidence not in _NOT_WELL or judgement.evidence is None:
        return None
    no_evidence = (ReasonKind.DECLARED, ReasonKind.SILENT)
    reasons = (reason for reason in judgement.reasons if reason.kind not in no_evidence)
    return Evidence(day, judgement.evidence, tuple(reasons))


# What the record dates itself


def _dated_events(rock: Rock, as_of: date) -> Iterator[Event]:
    for each in rock.milestones:
        if each.done and each.is_done(as_of):
            change = Change(EventKind.MILESTONE_DONE, None, each.done, each.title)
            yield Event(each.done, None, change)
    yield from _turns_of_words(rock, as_of)
    status, result = rock.status_on(as_of), rock.result
    if status and result and result.date:
        yield Event(result.date, None, Change(EventKind.STATUS, None, status))


def _turns_of_words(rock: Rock, as_of: date) -> Iterator[Event]:
    """Give the words that say something else than the one before."""
    said: Say | None = None
    for entry in sorted(rock.words, key=lambda each: each.date):
        if entry.say is None or entry.date > as_of or entry.say == said:
            continue
        yield Event(entry.date, entry.by, Change(EventKind.WORD, said, entry.say, entry.date))
        said = entry.say


# What one version changed


def _events_of(version: Version, workspace: Workspace) -> Iterator[Event]:
    """Give what a version changed; of a merge, what differs from all that it merged."""
    if version.rock is None:
        yield Event(version.day, version.by, Change(EventKind.DELETED))
        return
    if not version.before:
        yield Event(version.day, version.by, Change(EventKind.WRITTEN))
        return
    changes = [list(changes_between(each, version.rock, workspace)) for each in version.before]
    for change in changes[0]:
        if all(change in others for others in changes[1:]):
            yield Event(version.day, version.by, change)


def changes_between(before: Rock, after: Rock, workspace: Workspace) -> Iterator[Change]:
    """Compare two versions of a Rock in what was promised, and in what was said of it."""
    if before.ref != after.ref:
        yield Change(EventKind.MOVED, str(before.ref), str(after.ref))
    for kind, one, other in (
        (EventKind.TITLE, before.title, after.title),
        (EventKind.DONE_MEANS, before.done_means, after.done_means),
        (EventKind.OUTCOME, before.outcome, after.outcome),
        (EventKind.OWNER, before.owner, after.owner),
    ):
        if one != other:
            yield Change(kind, one, other)
    if before.due != after.due:
        days = [each.due_day(workspace.calendar) for each in (before, after)]
        if days[0] != days[1]:
            yield Change(EventKind.DUE, *days)
    yield from _milestone_changes(before.milestones, after.milestones)
    if before.status != after.status:
        yield Change(EventKind.STATUS, before.status, after.status)
    yield from _word_changes(before.words, after.words)


def _milestone_changes(before: Sequence[Milestone], after: Sequence[Milestone]) -> Iterator[Change]:
    """Match milestones by title, then those left over by their day."""
    gone, new = list(before), list(after)
    for key in ("title", "due"):
        for one in list(gone):
            same = [each for each in new if getattr(each, key) == getattr(one, key)]
            if same:
                gone.remove(one)
                new.remove(same[0])
                yield from _one_milestone(one, same[0])
    for one in gone:
        yield Change(EventKind.MILESTONE_REMOVED, one.due, None, one.title)
    for other in new:
        yield Change(EventKind.MILESTONE_ADDED, None, other.due, other.title)
        if other.done:
            yield Change(EventKind.MILESTONE_DONE, None, other.done, other.title)


def _one_milestone(one: Milestone, other: Milestone) -> Iterator[Change]:
    title = other.title
    if one.title != title:
        yield Change(EventKind.MILESTONE_RENAMED, one.title, title, title)
    if one.due != other.due:
        yield Change(EventKind.MILESTONE_MOVED, one.due, other.due, title)
    if one.weight != other.weight:
        yield Change(EventKind.MILESTONE_WEIGHT, one.weight, other.weight, title)
    if other.done and one.done != other.done:
        yield Change(EventKind.MILESTONE_DONE, one.done, other.done, title)
    if one.done and not other.done:
        yield Change(EventKind.MILESTONE_REOPENED, one.done, None, title)


def _word_changes(before: Sequence[LogEntry], after: Sequence[LogEntry]) -> Iterator[Change]:
    """Give words that were taken back or written anew after they had been said."""
    gone = [each for each in before if each.say and each not in after]
    new = [each for each in after if each not in before]
    for one in gone:
        same = [each for each in new if (each.date, each.by) == (one.date, one.by) and each.say]
        if not same:
            yield Change(EventKind.WORD_REMOVED, one.say, None, one.date)
        else:
            new.remove(same[0])
            if same[0].say != one.say:
                yield Change(EventKind.WORD_CHANGED, one.say, same[0].say, one.date)
