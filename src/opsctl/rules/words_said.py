"""What was said of Rocks, as the rules of changes ask about it."""

from __future__ import annotations

from opsctl.model.change import Change
from opsctl.model.rock import LogEntry, Rock


def stands_in(rock: Rock, entry: LogEntry, change: Change, *, with_note: bool = False) -> bool:
    """Tell whether a Rock has the same word of the same person and day, wherever it stands now."""
    return any(
        each.date == entry.date
        and is_same_person(each.by, entry.by, change)
        and (each.say, each.now) == (entry.say, entry.now)
        and (not with_note or each.note == entry.note)
        for each in rock.words
    )


def is_same_person(one: str | None, other: str | None, change: Change) -> bool:
    """Tell whether two names are of one person, also where one is an id from before."""
    current = change.head.people.current
    return (one and current(one)) == (other and current(other))
