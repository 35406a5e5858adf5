"""What changes in what was said of Rocks: words and figures that are new, changed or taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from opsctl.analysis.pairing import same_by
from opsctl.analysis.record_change import RecordChange, line_of, written
from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.model.checkin import Checkin, CheckinWord
from opsctl.model.rock import LogEntry, Rock, Say


class Said(Protocol):
    """What stands in a log or in a check-in about one Rock."""

    @property
    def say(self) -> Say | None: ...

    @property
    def now(self) -> Decimal | None: ...

    @property
    def note(self) -> str | None: ...


def said_text(said: Said) -> str:
    """Write what somebody said in one text: the word, the figure, the note."""
    now = None if said.now is None else f"now {written(said.now)}"
    return ", ".join(each for each in (written(said.say), now, said.note) if each)


def matched_entries(old: Sequence[LogEntry], new: Sequence[LogEntry]) -> dict[int, int]:
    """Pair the places of entries of a log that are one and the same.

    An entry is known by its day and its author, else by what it says, else by its day.
    """
    pairs = same_by(old, new, {}, lambda each: each)
    pairs = same_by(old, new, pairs, lambda each: (each.date, each.by))
    pairs = same_by(old, new, pairs, lambda each: (each.by, each.say, each.now, each.note))
    return same_by(old, new, pairs, lambda each: each.date)


def log_changes(before: Rock, after: Rock) -> Iterator[RecordChange]:
    """Compare the logs of two versions of a Rock."""
    old, new = before.log, after.log
    pairs = matched_entries(old, new)
    differ = [at for at in sorted(pairs) if old[at] != new[pairs[at]]]
    found = [_changed(old[at], after, pairs[at]) for at in differ]
    found += [_removed(old[at]) for at in range(len(old)) if at not in pairs]
    found += [_added(after, to) for to in sorted(set(range(len(new))) - set(pairs.values()))]
    if not found and old != new:
        found.append(RecordChange(K.ORDER, "log", line=line_of(after, "log")))
    yield from found


def checkin_word_changes(
    before: Mapping[str, CheckinWord], after: Checkin
) -> Iterator[RecordChange]:
    """Compare what a check-in says about Rocks with what it said, by the names it has for them."""
    day = written(after.date)
    for name in sorted({*before, *after.rocks}):
        one, two = before.get(name), after.rocks.get(name)
        if one == two:
            continue
        kind = K.WORD_CHANGED if one and two else K.WORD_ADDED if two else K.WORD_REMOVED
        was, now = (said_text(each) if each else None for each in (one, two))
        line = line_of(after, "rocks", name) if two else None
        yield RecordChange(kind, f"rocks.{name}", was, now, line, about=day)


def _changed(one: LogEntry, after: Rock, to: int) -> RecordChange:
    two = after.log[to]
    dated = one.date != two.date
    texts = (_entry_text(one, dated=dated), _entry_text(two, dated=dated))
    line = line_of(after, "log", to)
    return RecordChange(K.WORD_CHANGED, f"log.{to}", *texts, line, about=written(two.date))


def _removed(entry: LogEntry) -> RecordChange:
    day = written(entry.date)
    return RecordChange(K.WORD_REMOVED, "log", _entry_text(entry), about=day)


def _added(after: Rock, to: int) -> RecordChange:
    entry = after.log[to]
    line, day = line_of(after, "log", to), written(entry.date)
    return RecordChange(K.WORD_ADDED, f"log.{to}", None, _entry_text(entry), line, about=day)


def _entry_text(entry: LogEntry, *, dated: bool = False) -> str:
    head = " ".join(each for each in (str(entry.date) if dated else None, entry.by) if each)
    return f"{head}: {said_text(entry)}" if head else said_text(entry)
