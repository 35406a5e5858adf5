"""What somebody said in a check-in, or signed in a log, is changed by that person alone.

Why: a check-in is a person's own word about a week. Where others can correct it, it becomes what
the meeting wanted to hear, and nobody gives a candid word any more.

Before:

    # checkins/2026-W47/lena.yaml
    date: 2026-11-20
    rocks:
      open-germany: {say: off-track, note: The tax office is silent}

Wrong: Omar sees it otherwise, and makes it Lena's word,

    # checkins/2026-W47/lena.yaml (by omar)
    rocks:
      open-germany: {say: on-track, note: The tax office will answer}

Right: Omar says in his own check-in how he sees it, or asks Lena, and Lena changes hers,

    # checkins/2026-W47/omar.yaml (by omar)
    date: 2026-11-20
    rocks:
      open-germany: {say: on-track, note: The tax office will answer}

Fix: put it back, and let the person commit the change, or be named as co-author of the commit. The
same holds for an entry of a Rock's log with `by:`. Somebody without an address in `people.yaml`
cannot be told, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opsctl.analysis.checkin_difference import checkin_difference, known_numbers
from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.word_difference import matched_entries, said_text
from opsctl.model.change import Change
from opsctl.model.checkin import Checkin
from opsctl.model.rock import LogEntry, Rock
from opsctl.rules.authorship import is_without
from opsctl.rules.base import change_rule
from opsctl.rules.record_changes import all_told, place_of_change, place_of_gone
from opsctl.rules.words_said import stands_in
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for checkins in change.checkins:
        if checkins.before is not None:
            yield from _checkin(checkins.before, checkins.after, change)
    for rocks in change.rocks:
        if rocks.before is not None and rocks.after is not None:
            yield from _log(rocks.before, rocks.after, change)


def _checkin(before: Checkin, after: Checkin | None, change: Change) -> Iterator[Finding]:
    paths = {each.origin.path for each in (before, after) if each is not None}
    if not is_without(change, [before.person], *paths):
        return
    who = in_backticks(before.person)
    hint = f"put it back, or let {who} commit it"
    if after is None:
        message = f"the check-in of {who} for {before.week} was deleted, in commits without {who}"
        yield Finding("CHG010", Location(before.origin.path), message, hint)
    elif found := _changes(before, after, change):
        message = f"{all_told(found)}, in commits without {who}, whose check-in it is"
        place = place_of_change(found[0], after)
        yield Finding("CHG010", place, message, hint)


def _changes(before: Checkin, after: Checkin, change: Change) -> tuple[RecordChange, ...]:
    """Compare two versions of a check-in; that a person has another id is no change."""
    people = change.head.people
    if people.current(before.person) == people.current(after.person):
        before = replace(before, person=after.person)
    known = [known_numbers((before, after), each) for each in (change.before, change.head)]
    return checkin_difference(before, after, change.head_day, change.calendar, *known)


def _log(before: Rock, after: Rock, change: Change) -> Iterator[Finding]:
    pairs = matched_entries(before.log, after.log)
    for at, entry in enumerate(before.log):
        to = pairs.get(at)
        now = None if to is None else after.log[to]
        if entry.by is None or now == entry or stands_in(after, entry, change, with_note=True):
            continue
        paths = {before.origin.path, after.origin.path}
        if is_without(change, [entry.by], *paths):
            yield _finding(entry, after, to)


def _finding(entry: LogEntry, after: Rock, to: int | None) -> Finding:
    who = in_backticks(entry.by or "")
    was = f"{who} said on {entry.date}: {in_backticks(said_text(entry))}"
    if to is None:
        message, place = f"{was}; this was removed", place_of_gone(after, "log")
    else:
        now = in_backticks(said_text(after.log[to]))
        message, place = f"{was}; here is now {now}", after.origin.value("log", to, "date")
    hint = f"put it back, or let {who} commit it"
    return Finding("CHG010", place, f"{message}, in commits without {who}", hint)


RULE = change_rule("CHG010", "checkin-by-its-person", Severity.WARNING, __doc__, check_change)
