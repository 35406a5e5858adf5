"""What changes in the number of one period, and whether that is after the fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.record_change import RecordChange, newly_given, written
from opsctl.analysis.scorecard.age import Age
from opsctl.model.scalar import Scalar, Unreadable

if TYPE_CHECKING:
    from opsctl.model.scorecard import ValueEntry
    from opsctl.model.unit import Unit

NOT_APPLICABLE = "n/a"
"""How a period is told that has a reason in place of a number."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a number stands: the field, its line, its period, how old that is, and the units.

    `units` are what the number was of, and what it is of now.
    """

    field: str
    line: int | None
    period: str
    age: Age
    units: tuple[Unit, Unit]


def value_changes(
    before: ValueEntry | None, after: ValueEntry | None, spot: Spot
) -> Iterator[RecordChange]:
    """Compare what stands for a period with what stood there.

    The number of the newest closed period is entered, that of an older one filled. One that is
    only written in another way is the same.
    """
    if before == after:
        return
    if before is None or after is None:
        yield _come_or_gone(before, after, spot)
        return
    is_note_told = False
    if not _is_same(before, after, spot.units):
        change = _changed(before, after, spot)
        is_note_told = change.note is not None and after.na is None
        yield change
    elif before.value != after.value:
        yield _spelling(before, after, spot)
    yield from _details(before, after, spot, is_note_told=is_note_told)


def _come_or_gone(before: ValueEntry | None, after: ValueEntry | None, spot: Spot) -> RecordChange:
    if after is None:
        return _change(K.VALUE_REMOVED, before, None, spot, spot.age.is_over)
    is_late = spot.age is Age.OLDER
    kind = K.VALUE_NA if after.na else K.VALUE_FILLED if is_late else K.VALUE_ENTERED
    return _change(kind, None, after, spot, is_late)


def _changed(before: ValueEntry, after: ValueEntry, spot: Spot) -> RecordChange:
    rewritten = K.VALUE_REWRITTEN if spot.age.is_over else K.VALUE_CHANGED
    kind = K.VALUE_NA if after.na else rewritten
    return _change(kind, before, after, spot, spot.age.is_over)


def _change(
    kind: K, before: ValueEntry | None, after: ValueEntry | None, spot: Spot, is_late: bool
) -> RecordChange:
    note = newly_given(before.note if before else None, after.note) if after else None
    was, now = _texts(before, after)
    return RecordChange(
        kind,
        spot.field,
        was,
        now,
        spot.line if after else None,
        note=(after.na if after else None) or note,
        about=spot.period,
        is_retroactive=is_late,
    )


def _spelling(before: ValueEntry, after: ValueEntry, spot: Spot) -> RecordChange:
    was, now = _texts(before, after)
    return RecordChange(K.VALUE_SPELLING, spot.field, was, now, spot.line, about=spot.period)


def _texts(before: ValueEntry | None, after: ValueEntry | None) -> tuple[str | None, str | None]:
    """Write what stood there and what does, with quotes where these are all that differs."""
    was, now = _text(before), _text(after)
    if was == now:
        was, now = _quoted(before), _quoted(after)
    return was, now


def _quoted(entry: ValueEntry | None) -> str | None:
    if entry is None or entry.value is None or entry.value.plain:
        return _text(entry)
    return f'"{entry.value.text}"'


def _text(entry: ValueEntry | None) -> str | None:
    if entry is None:
        return None
    return NOT_APPLICABLE if entry.value is None else entry.value.text


def _details(
    before: ValueEntry, after: ValueEntry, spot: Spot, *, is_note_told: bool
) -> Iterator[RecordChange]:
    """Compare what stands beside the number; a reason for n/a is told with it where that is new."""
    pairs = [
        (K.VALUE_NOTE, "note", before.note, after.note),
        (K.VALUE_SOURCE, "from", before.from_, after.from_),
        (K.VALUE_SOURCE, "on", before.on, after.on),
    ]
    if before.na and after.na:
        pairs.insert(0, (K.VALUE_NOTE, "na", before.na, after.na))
    for kind, key, one, two in pairs:
        if one != two and not (key == "note" and is_note_told):
            texts = (written(one), written(two))
            field = f"{spot.field}.{key}"
            yield RecordChange(kind, field, *texts, spot.line, about=spot.period)


def _is_same(before: ValueEntry, after: ValueEntry, units: tuple[Unit, Unit]) -> bool:
    """Tell whether two entries have one number, or both a reason for none."""
    if units[0] != units[1]:
        return before.value == after.value
    return _number(before, units[0]) == _number(after, units[1])


def _number(entry: ValueEntry, unit: Unit) -> Decimal | Scalar | None:
    """Read the number of an entry; one that cannot be read is as it is written."""
    try:
        return None if entry.value is None else unit.read(entry.value)
    except Unreadable:
        return entry.value
