"""Two versions of one file, read as opsctl reads them."""

from __future__ import annotations

from collections.abc import Sequence

from opsctl.analysis.record_change import RecordChange

Put = tuple[str, str]
"""A text of a file, and what stands in its place."""

Told = tuple[str, str, str | None, str | None]
"""A change by its kind and field, with what stood there and what does."""


def edited(text: str, *puts: Put) -> str:
    """Put texts in the place of others, each of which has to be there once."""
    for old, new in puts:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def told(changes: Sequence[RecordChange]) -> list[Told]:
    return [(str(each.kind), each.field, each.before, each.after) for each in changes]


def one(changes: Sequence[RecordChange]) -> RecordChange:
    """Give the only change there is."""
    (change,) = changes
    return change


def line(text: str, part: str) -> int:
    """Count the line that a part of a text begins on."""
    return text[: text.index(part)].count("\n") + 1
