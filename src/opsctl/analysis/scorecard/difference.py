"""What changes between two versions of a number: its goals, its history, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.record_change import (
    RecordChange,
    field_changes,
    line_of,
    most_important_first,
    written,
)
from opsctl.analysis.scorecard.age import age_of, first_day
from opsctl.analysis.scorecard.exception_difference import exception_changes
from opsctl.analysis.scorecard.goal_difference import Timeline, Versions, goal_changes
from opsctl.analysis.scorecard.value_difference import Spot, value_changes
from opsctl.model.cadence import days_of, last_closed
from opsctl.model.scorecard import Measurable, Pull, ValueEntry

if TYPE_CHECKING:
    from opsctl.model.period import Calendar

Said = Mapping[str, ValueEntry]
"""What check-ins give of a number, by period."""

NOTHING_SAID: Said = MappingProxyType({})
_FIELDS = (
    (K.OWNER, "owner"),
    (K.ENTERED_BY, "entered_by"),
    (K.TITLE, "title"),
    (K.DEFINITION, "definition"),
    (K.ROLLUP, "rollup"),
    (K.SUPPORTS, "supports"),
    (K.SOPS, "sops"),
    (K.DECIMALS, "decimals"),
    (K.PERSPECTIVE, "perspective"),
    (K.INDICATOR, "indicator"),
    (K.FORMERLY, "formerly"),
)


def measurable_difference(
    before: Measurable | None,
    after: Measurable | None,
    as_of: date,
    calendar: Calendar,
    said_before: Said = NOTHING_SAID,
    said_after: Said = NOTHING_SAID,
) -> tuple[RecordChange, ...]:
    """Compare two versions of a number, the most important change first.

    One that was not there, or is no more, is none. `as_of` is the day of the newer version: what
    ended before it is over. What check-ins gave stands for a period of which a record says
    nothing, so that a number which only moves from one to the other is no change; what changes in
    check-ins alone is not compared.
    """
    if after is None or before is None:
        return tuple(_whole(before, after))
    oldest = oldest_closed([before, after], [said_before, said_after], as_of, calendar)
    goals = (Timeline(before), Timeline(after))
    versions = Versions(before, after, *goals, as_of, calendar, oldest)
    return most_important_first(
        [
            *field_changes(_FIELDS, before, after),
            *_moved(before, after),
            *_life(versions),
            *_meaning(versions),
            *_source(before, after),
            *goal_changes(versions),
            *exception_changes(versions),
            *_values(versions, said_before, said_after),
        ]
    )


def _whole(before: Measurable | None, after: Measurable | None) -> Iterator[RecordChange]:
    if after is not None:
        yield RecordChange(K.ADDED, "", None, after.title, line_of(after, "title"))
    elif before is not None:
        yield RecordChange(K.REMOVED, "", before.title)


def oldest_closed(
    versions: Iterable[Measurable], said: Iterable[Said], as_of: date, calendar: Calendar
) -> date | None:
    """Give the first day of the oldest closed period known; of a formula, that is as old as any."""
    records = tuple(versions)
    if any(each.formula is not None for each in records):
        return date.min
    keys = {
        key for each in records for key in (*each.values, *([each.since] if each.since else []))
    }
    keys |= {key for each in said for key in each}
    over = (key for key in keys if age_of(key, as_of, calendar).is_over)
    days = (first_day(key, calendar) for key in over)
    return min((each for each in days if each is not None), default=None)


def _moved(before: Measurable, after: Measurable) -> Iterator[RecordChange]:
    if before.ref != after.ref:
        yield RecordChange(K.MOVED, "", str(before.ref), str(after.ref))


def _life(versions: Versions) -> Iterator[RecordChange]:
    """Compare from when to when it lives: closed periods may fall out of it, or into it."""
    before, after = versions.before, versions.after
    if before.since != after.since:
        keys = [each for each in (before.since, after.since) if each]
        is_late = any(age_of(key, versions.as_of, versions.calendar).is_over for key in keys)
        yield _field(K.SINCE, "since", before, after, is_late=is_late)
    if before.archived != after.archived:
        newest = last_closed(versions.as_of, after.cadence, versions.calendar)
        begins = days_of(newest, versions.calendar).first
        days = [each for each in (before.archived, after.archived) if each]
        is_late = any(each < begins for each in days)
        yield _field(K.ARCHIVED, "archived", before, after, is_late=is_late)


def _meaning(versions: Versions) -> Iterator[RecordChange]:
    """Compare what its numbers mean, which is another for all that are there."""
    before, after = versions.before, versions.after
    is_late = versions.oldest is not None
    if before.formula != after.formula:
        yield _field(K.FORMULA, "formula", before, after, is_late=is_late)
    if before.unit != after.unit:
        yield _field(K.UNIT, "unit", before, after, is_late=is_late)
    if before.every != after.every:
        yield _field(K.CADENCE, "every", before, after, is_late=False)
    elif before.cadence != after.cadence:
        texts = (written(before.cadence), written(after.cadence))
        yield RecordChange(K.CADENCE, "every", *texts)


def _field(
    kind: K, name: str, before: Measurable, after: Measurable, *, is_late: bool
) -> RecordChange:
    one, two = (written(getattr(each, name)) for each in (before, after))
    return RecordChange(kind, name, one, two, line_of(after, name), is_retroactive=is_late)


def _source(before: Measurable, after: Measurable) -> Iterator[RecordChange]:
    if before.source != after.source:
        one, two = (_source_text(each.source) for each in (before, after))
        yield RecordChange(K.SOURCE, "source", one, two, line_of(after, "source"))


def _source_text(source: Pull | None) -> str | None:
    """Write where numbers are pulled from, without what it would be anyhow."""
    if source is None:
        return None
    given = (each for each in fields(source) if getattr(source, each.name) != each.default)
    named = ((each.name, getattr(source, each.name)) for each in given)
    return "; ".join(
        f"{name} {' '.join(value) if isinstance(value, tuple) else value}" for name, value in named
    )


def _values(versions: Versions, said_before: Said, said_after: Said) -> Iterator[RecordChange]:
    before, after = versions.before, versions.after
    for key in sorted({*before.values, *after.values}):
        spot = Spot(
            field=f"values.{key}",
            line=line_of(after, "values", key) if key in after.values else None,
            period=key,
            age=age_of(key, versions.as_of, versions.calendar),
            units=(before.unit, after.unit),
        )
        was = before.values.get(key) or said_before.get(key)
        now = after.values.get(key) or said_after.get(key)
        yield from value_changes(was, now, spot)
