"""What changed in a Rock, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.rendering.figures import counted
from opsctl.rendering.record_changes.wording import (
    Phrase,
    another_order,
    bare,
    changed,
    changed_day,
    day_text,
    given,
    gone,
    quoted,
)


def rock_phrase(change: RecordChange, near: date) -> str:
    """Say what a change of a Rock is; user text in it is in one line, and not escaped."""
    return ROCK_PHRASES[K(change.kind)](change, near)


def _ended(word: str) -> Phrase:
    def phrase(change: RecordChange, near: date) -> str:
        on = f" on {day_text(change.about, near)}" if change.about else ""
        before = "" if change.before == "running" else f" (before: {change.before})"
        why = f": {quoted(change.note)}" if change.note else ""
        return f"{word}{on}{before}{why}"

    return phrase


def _standing(change: RecordChange, near: date) -> str:
    was, now = (each and each.replace("-", " ") for each in (change.before, change.after))
    if now is None:
        return f"stood {was} on the day before it went"
    return f"stands {now}, before {was}" if was else f"stands {now}"


def _due(change: RecordChange, near: date) -> str:
    one, two = change.before or "", change.after or ""
    days = (date.fromisoformat(two) - date.fromisoformat(one)).days
    by = f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    return f"due moved from {day_text(one, near)} to {day_text(two, near)}, {by}"


def _due_written(change: RecordChange, near: date) -> str:
    if change.after is None:
        return f"due {day_text(change.before, near)} left out, still the quarter's last day"
    return f"due {day_text(change.after, near)} written down, the quarter's last day as before"


def _target(change: RecordChange, near: date) -> str:
    said = f"outcome target changed from {bare(change.before)} to {bare(change.after)}"
    return f"{said}, {change.ease} to reach" if change.ease else said


def _outcome(change: RecordChange, near: date) -> str:
    _, _, key = change.field.partition(".")
    return changed(f"outcome {key}".strip(), quoted if key else bare)(change, near)


def _milestone(said: str) -> Phrase:
    """Phrase what happened to a milestone; `{before}` and `{after}` are days, or as written."""

    def phrase(change: RecordChange, near: date) -> str:
        before, after = day_text(change.before, near), day_text(change.after, near)
        return f"milestone {quoted(change.about)} {said.format(before=before, after=after)}"

    return phrase


def _replaced(change: RecordChange, near: date) -> str:
    (old, was), (new, now) = (
        (quoted(title), day_text(due, near))
        for title, _, due in (
            (each or "").rpartition(", ") for each in (change.before, change.after)
        )
    )
    return f"milestone {old}, due {was}, is now {new}, due {now}"


def _done(change: RecordChange, near: date) -> str:
    if change.before is None:
        return _milestone("done on {after}")(change, near)
    return _milestone("done on {after}, before said to be done on {before}")(change, near)


def _renamed_milestone(change: RecordChange, near: date) -> str:
    return f"milestone {quoted(change.before)} is now called {quoted(change.after)}"


def _word(said: str) -> Phrase:
    """Phrase what happened to something that was said on a day."""

    def phrase(change: RecordChange, near: date) -> str:
        name = change.field.partition(".")[2] if change.field.startswith("rocks.") else ""
        about = f" on {bare(name)}" if name else ""
        text = said.format(before=quoted(change.before), after=quoted(change.after))
        return f"word of {day_text(change.about, near)}{about} {text}"

    return phrase


def _rescue(said: str) -> Phrase:
    def phrase(change: RecordChange, near: date) -> str:
        text = change.after if change.before is None else change.before
        what = f": {quoted(text)}" if text else ""
        return f"rescue of {day_text(change.about, near)} {said}{what}"

    return phrase


def _rescue_changed(change: RecordChange, near: date) -> str:
    key = change.field.rpartition(".")[2].replace("_", " ")
    name = f"rescue of {day_text(change.about, near)}: {key}"
    is_day = key in ("date", "check")
    return (changed_day(name) if is_day else changed(name, quoted))(change, near)


def _result(change: RecordChange, near: date) -> str:
    _, _, key = change.field.partition(".")
    name = f"result: {key}" if key else "result"
    return (changed_day(name) if key == "date" else changed(name, quoted))(change, near)


ROCK_PHRASES: Mapping[K, Phrase] = MappingProxyType(
    {
        K.ADDED: lambda change, near: "new",
        K.REMOVED: lambda change, near: "removed",
        K.MOVED: lambda change, near: f"moved from {change.before} to {change.after}",
        K.DROPPED: _ended("dropped"),
        K.MISSED: _ended("missed"),
        K.DONE: _ended("done"),
        K.REPLANNED: lambda change, near: f"taken back to planned, before {change.before}",
        K.REOPENED: lambda change, near: f"running again, before {change.before}",
        K.COMMITTED: lambda change, near: "committed: running, before planned",
        K.STANDING: _standing,
        K.OWNER: changed("owner"),
        K.DUE_LATER: _due,
        K.DUE_EARLIER: _due,
        K.OUTCOME: _outcome,
        K.OUTCOME_TARGET: _target,
        K.OUTCOME_START: changed("outcome start"),
        K.DONE_MEANS: changed("“done means”", quoted),
        K.MILESTONE_REMOVED: _milestone("removed, was due {before}"),
        K.MILESTONE_REPLACED: _replaced,
        K.MILESTONE_MOVED: _milestone("moved from {before} to {after}"),
        K.MILESTONE_ADDED: _milestone("added, due {after}"),
        K.MILESTONE_REOPENED: _milestone("open again, was done on {before}"),
        K.MILESTONE_DONE: _done,
        K.MILESTONE_WEIGHT: _milestone("weighs {after}, before {before}"),
        K.MILESTONE_RENAMED: _renamed_milestone,
        K.TITLE: changed("title", quoted),
        K.WORD_REMOVED: _word("taken out, was {before}"),
        K.WORD_CHANGED: _word("changed from {before} to {after}"),
        K.RESULT: _result,
        K.RESCUE_REMOVED: _rescue("taken out"),
        K.RESCUE_CHANGED: _rescue_changed,
        K.RESCUE_ADDED: _rescue("agreed"),
        K.WORD_ADDED: _word("added: {after}"),
        K.DEPENDENCY_ADDED: lambda change, near: f"now waits for {bare(change.after)}",
        K.DEPENDENCY_REMOVED: lambda change, near: f"no longer waits for {bare(change.before)}",
        K.HELPER_ADDED: given("helper"),
        K.HELPER_REMOVED: gone("helper"),
        K.TEAM: changed("team"),
        K.SUPPORTS: changed("goal that it supports"),
        K.AREA: changed("area"),
        K.CARRIED_FROM: changed("“carried from”"),
        K.RENAMED: changed("id"),
        K.FORMERLY: changed("former ids"),
        K.DUE_WRITTEN: _due_written,
        K.ORDER: another_order,
    }
)
