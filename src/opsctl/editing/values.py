"""How the number of a period is put into the file where it stands, or is to stand."""

from __future__ import annotations

from dataclasses import fields

from opsctl.editing.intent import Intent, SetField
from opsctl.model.field import written_name
from opsctl.model.scorecard import ValueEntry
from opsctl.text.span import FieldPath, Origin

_NAMES = tuple(written_name(field.name) for field in fields(ValueEntry))


def value_intents(
    origin: Origin, key: str, after: ValueEntry, before: ValueEntry | None
) -> list[Intent]:
    """Change one entry of `values` with as few edits as its way of writing allows.

    An entry with keys of its own keeps those that stay, with their comments; one in braces that
    loses a key is written anew.
    """
    path: FieldPath = ("values", key)
    if before is None or not _has_keys(origin, path):
        return [SetField(path, after)]
    changes: list[Intent] = []
    loses = False
    for field in fields(ValueEntry):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            changes.append(SetField((*path, written_name(field.name)), new))
            loses = loses or new is None
    anew = loses and _in_braces(origin, path) and not _has_foreign_keys(origin, path)
    return [SetField(path, after)] if anew else changes


def _has_keys(origin: Origin, path: FieldPath) -> bool:
    return any(origin.has(*path, name) for name in _NAMES)


def _has_foreign_keys(origin: Origin, path: FieldPath) -> bool:
    inside = (each for each in origin.keys if each[:-1] == path)
    return any(each[-1] not in _NAMES for each in inside)


def _in_braces(origin: Origin, path: FieldPath) -> bool:
    """Tell braces from keys on lines of their own: only braces start before the first key."""
    first = min(span.start for each, span in origin.keys.items() if each[:-1] == path)
    return origin.values[path].start < first
