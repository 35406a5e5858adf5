"""What changes in a check-in that is corrected."""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.editing.intent import InsertItem, Intent, SetField
from opsctl.editing.values import value_intents
from opsctl.model.checkin import Checkin, CheckinWord
from opsctl.model.rock import LogEntry, Rock


def corrections(before: Checkin, after: Checkin) -> list[Intent]:
    """Give the changes that make one check-in of another; what stays the same is not touched."""
    changes: list[Intent] = []
    if before.date != after.date:
        changes.append(SetField(("date",), after.date))
    for name in dict.fromkeys((*before.values, *after.values)):
        entry = after.values.get(name)
        if entry is None:
            changes.append(SetField(("values", name), None))
        elif before.values.get(name) != entry:
            changes += value_intents(before.origin, name, entry, before.values.get(name))
    for name in dict.fromkeys((*before.rocks, *after.rocks)):
        changes += _of_word(name, before.rocks.get(name), after.rocks.get(name))
    if before.headlines != after.headlines:
        changes.append(SetField(("headlines",), after.headlines or None))
    if before.wins != after.wins:
        changes.append(SetField(("wins",), after.wins or None))
    return changes


def log_insertion(rock: Rock, entry: LogEntry) -> InsertItem:
    """Put an entry into a Rock's log, behind those of its day and before those of later days."""
    later = next((i for i, each in enumerate(rock.log) if each.date > entry.date), None)
    return InsertItem(("log",), entry, later)


def _of_word(name: str, before: CheckinWord | None, after: CheckinWord | None) -> Iterator[Intent]:
    if before is None or after is None:
        if before != after:
            yield SetField(("rocks", name), after)
        return
    for key in ("say", "now", "note"):
        if getattr(before, key) != getattr(after, key):
            yield SetField(("rocks", name, key), getattr(after, key))
