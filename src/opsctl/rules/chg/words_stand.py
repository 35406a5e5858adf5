"""A word on a Rock stays as it was said once its week is over.

Why: the words of a quarter show when a team knew that something went wrong. Where the old ones are
made to fit what happened, nobody can learn from them, and nobody believes the new ones.

Before:

    # rocks/2026-Q4/open-germany.yaml
    log:
      - date: 2026-11-02
        by: lena
        say: off-track

Wrong: on 20 November 2026, when it looks better,

    # rocks/2026-Q4/open-germany.yaml
    log:
      - date: 2026-11-02
        by: lena
        say: on-track

Right: a word of today says how things stand, and the old one keeps standing,

    # rocks/2026-Q4/open-germany.yaml
    log:
      - date: 2026-11-02
        by: lena
        say: off-track
      - date: 2026-11-20
        by: lena
        say: on-track

Fix: put it back, and add a word of today. If it was wrong from the beginning, a typo in a figure
for instance, correct it and say so in a new `note` of the same word. Other words in a note, another
order and words that are added are no such change.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.word_difference import matched_entries, said_text
from opsctl.model.change import Change, Pair
from opsctl.model.checkin import Checkin
from opsctl.model.period import Week
from opsctl.model.rock import LogEntry, Rock, RockRef
from opsctl.rules.base import change_rule
from opsctl.rules.record_changes import place_of_gone
from opsctl.rules.words_said import is_same_person, stands_in
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for rocks in change.rocks:
        if rocks.before is not None and rocks.after is not None:
            yield from _log(rocks.before, rocks.after, change)
    for checkins in change.checkins:
        if checkins.before is not None:
            yield from _checkin(checkins, checkins.before, change)


def _log(before: Rock, after: Rock, change: Change) -> Iterator[Finding]:
    pairs = matched_entries(before.log, after.log)
    for at, entry in enumerate(before.log):
        to = pairs.get(at)
        now = None if to is None else after.log[to]
        if _stands(entry, now, after, change):
            continue
        place = place_of_gone(after, "log") if to is None else after.origin.value("log", to, "date")
        yield _finding(entry, now, place)


def _checkin(pair: Pair[Checkin], before: Checkin, change: Change) -> Iterator[Finding]:
    after = pair.after
    quarter = change.calendar.quarter_of(before.week.thursday)
    for name in before.rocks:
        ref = RockRef.parse(name, quarter)
        rock = change.head.rocks_by_ref.get(ref) if ref else None
        if rock is None:
            continue
        entry = before.entry(name)
        now = after.entry(name) if after is not None and name in after.rocks else None
        if not _stands(entry, now, rock, change):
            yield _finding(entry, now, _place(before, after, name))


def _place(before: Checkin, after: Checkin | None, name: str) -> Location:
    if after is None:
        return Location(before.origin.path)
    is_there = after.origin.has("rocks", name)
    return after.origin.key("rocks", name) if is_there else place_of_gone(after, "rocks")


def _stands(entry: LogEntry, now: LogEntry | None, rock: Rock, change: Change) -> bool:
    """Tell whether a word is as it was, has a new reason, or its week is not over yet."""
    if not _is_over(entry.date, change.head_day):
        return True
    if now is not None:
        is_same = (now.date, now.say, now.now) == (
            entry.date,
            entry.say,
            entry.now,
        ) and is_same_person(now.by, entry.by, change)
        if is_same or (now.note and now.note != entry.note):
            return True
    return stands_in(rock, entry, change)


def _is_over(day: date, head_day: date) -> bool:
    return Week.of(day) < Week.of(head_day)


def _finding(entry: LogEntry, now: LogEntry | None, place: Location) -> Finding:
    who = f" by {in_backticks(entry.by)}" if entry.by else ""
    on = f" on {in_backticks(entry.checkin.name)}" if entry.checkin else ""
    was = f"the word of {entry.date}{who}{on} was {in_backticks(said_text(entry))}"
    if now is None:
        hint = "put it back, and add a word of today"
        return Finding("CHG013", place, f"{was}, and is gone", hint)
    is_ = said_text(now)
    if is_ == said_text(entry):
        is_ = f"{now.date} {now.by or ''}".strip() + f": {is_}"
    hint = "put it back, or say in a new `note` of it what was wrong"
    return Finding("CHG013", place, f"{was}, and is {in_backticks(is_)} now", hint)


RULE = change_rule("CHG013", "words-stand", Severity.ERROR, __doc__, check_change)
