"""The fix of what stands in another order than that of its days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from opsctl.model.scorecard import Measurable
from opsctl.text.fix import Fix, Reordering
from opsctl.text.span import FieldPath, Origin, Span


def items_by_day(origin: Origin, field: str, days: Sequence[date]) -> Fix:
    """Sort the items of a list by their days; those of one day keep their order."""
    pieces = tuple(origin.value(field, index).span for index in range(len(days)))
    return Fix((Reordering(pieces, tuple(sorted(range(len(days)), key=lambda at: days[at]))),))


def entries_by_period(measurable: Measurable, field: str, periods: Sequence[str]) -> Fix:
    """Sort the entries of a group by their periods, which sort as they are written."""
    pieces = tuple(_entry(measurable.origin, (field, each)) for each in periods)
    order = sorted(range(len(periods)), key=lambda at: periods[at])
    return Fix((Reordering(pieces, tuple(order)),))


def _entry(origin: Origin, path: FieldPath) -> Span:
    """Give the place of a key with its value."""
    key, value = origin.keys[path], origin.values[path]
    return Span(key.start, value.end, key.line, key.column, value.end_line, value.end_column)
