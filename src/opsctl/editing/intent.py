"""What is to change in a record, as data, and the record that results."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from opsctl.editing.yaml_text import default_of
from opsctl.model.field import written_name
from opsctl.text.span import FieldPath

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SetField:
    """Give a field a value; none removes it. The path is that of the file."""

    path: FieldPath
    value: Any


@dataclass(frozen=True, slots=True)
class InsertItem:
    """Put an item into a list: before the one at `index`, or at the end where that is none."""

    path: FieldPath
    item: Any
    index: int | None = None


Intent = SetField | InsertItem


def applied(record: R, intents: Sequence[Intent]) -> R:
    """Give the record that the intents lead to.

    Raises:
        Incomplete: a group of keys that was not there would lack one that it needs.
    """
    grouped: dict[str | int, list[Intent]] = {}
    for intent in intents:
        grouped.setdefault(intent.path[0], []).append(intent)
    names = {attribute(step): group for step, group in grouped.items()}
    changes = {name: _changed(record, name, group) for name, group in names.items()}
    whole: Any = record
    made: R = dataclasses.replace(whole, **changes)  # at once: fields may hang together
    return made


class Incomplete(ValueError):
    """A group of keys lacks one that it needs; the argument is the key."""


def attribute(step: str | int) -> str:
    """Give the attribute that a key is read into."""
    return f"{step}_" if step in ("from", "is") else str(step)


def field_kind(record: type, path: Sequence[str]) -> Any:
    """Find the marker or the dataclass that a path of keys leads to, if there is such a key."""
    current: Any = record
    for step in path:
        if not dataclasses.is_dataclass(current):
            return None
        hints = get_type_hints(current, include_extras=True)
        known = {written_name(field.name) for field in dataclasses.fields(current)}
        if step not in known:
            return None
        current = _kind(hints[attribute(step)])
    return current


def _kind(hint: Any) -> Any:
    """Reduce an annotation to its marker, its dataclass, or `tuple[kind]` for a list."""
    for marker in getattr(hint, "__metadata__", ()):
        return marker
    if get_origin(hint) is tuple:
        return (_kind(get_args(hint)[0]),)
    for part in get_args(hint):
        if part is not type(None):
            return _kind(part)
    return hint


def _changed(holder: Any, name: str, group: Sequence[Intent]) -> Any:
    """Give the new value of one field."""
    current = getattr(holder, name)
    for intent in group:
        if len(intent.path) == 1:
            if isinstance(intent, InsertItem):
                current = _inserted(current, intent)
            else:
                current = _set(holder, intent)
    deeper = [_inside(intent) for intent in group if len(intent.path) > 1]
    if not deeper:
        return current
    if isinstance(current, tuple):
        return _changed_items(current, deeper)
    if isinstance(current, Mapping):
        return _changed_entries(current, deeper)
    return applied(current, deeper) if current is not None else _created(holder, name, deeper)


def _inserted(items: tuple[Any, ...], intent: InsertItem) -> tuple[Any, ...]:
    at = len(items) if intent.index is None else intent.index
    return (*items[:at], intent.item, *items[at:])


def _set(holder: Any, intent: SetField) -> Any:
    if intent.value is not None:
        return intent.value
    field = next(
        each for each in dataclasses.fields(holder) if each.name == attribute(intent.path[0])
    )
    if default_of(field) is dataclasses.MISSING:
        raise Incomplete(str(intent.path[0]))
    return default_of(field)


def _changed_items(items: tuple[Any, ...], intents: Sequence[Intent]) -> tuple[Any, ...]:
    return tuple(
        applied(item, [_inside(each) for each in intents if each.path[0] == index])
        for index, item in enumerate(items)
    )


def _changed_entries(entries: Mapping[str, Any], intents: Sequence[Intent]) -> dict[str, Any]:
    """Change a group of keys that the user names, such as periods; the order says nothing."""
    made = dict(entries)
    groups: dict[str, list[Intent]] = {}
    for intent in intents:
        groups.setdefault(str(intent.path[0]), []).append(intent)
    for key, group in groups.items():
        whole = [each for each in group if isinstance(each, SetField) and len(each.path) == 1]
        if whole and whole[-1].value is None:
            made.pop(key, None)
        elif whole:
            made[key] = whole[-1].value
        else:
            made[key] = applied(made[key], [_inside(each) for each in group])
    return made


def _created(holder: Any, name: str, intents: Sequence[Intent]) -> Any:
    """Make a record that was not there from the fields that are set in it."""
    record = _kind(get_type_hints(type(holder), include_extras=True)[name])
    values = {
        attribute(intent.path[0]): intent.value
        for intent in intents
        if isinstance(intent, SetField) and intent.value is not None
    }
    for field in dataclasses.fields(record):
        if field.default is dataclasses.MISSING and field.name not in values:
            raise Incomplete(f"{written_name(name)}.{written_name(field.name)}")
    return record(**values)


def _inside(intent: Intent) -> Intent:
    return dataclasses.replace(intent, path=intent.path[1:])
