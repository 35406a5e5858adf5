"""The border between files and the model: pydantic validates, everything else sees records.

The model's dataclasses are the only definition. What pydantic finds wrong is said in the words
of the person who wrote the file, at the key or value in question.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from opsctl.model.field import Written, given_fields, kind_of, written_keys, written_name
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import Fix, worded, written
from opsctl.text.span import FieldPath, Location, Origin, Span
from opsctl.text.suggestion import SHORTEST_KEY, closest, in_backticks, surely_meant

R = TypeVar("R")
_NEVER_A_KEY = frozenset(["origin", "said", "checkin"])
"""Fields that no file could be thought to hold: its path does not say them either."""


def validate(
    record: type[R],
    node: MappingNode,
    path: str,
    given: Mapping[str, Any] | None = None,
    key: ScalarNode | None = None,
) -> tuple[R | None, Origin, list[Finding]]:
    """Make a record of a group of keys and of what is given beside the file.

    The record's `origin` is filled in; `key` is the key that it stands under, if any. Keys that
    start with `x-` are the user's own.
    """
    origin = origin_of(node, path, key)
    data = plain_data(node)
    kind: Any = record
    not_written = given_fields(kind)
    findings = [_unknown_key(record, origin, (name,)) for name in data if name in not_written]
    findings += _unknown_empty_keys(record, origin, node)
    values = {name: value for name, value in data.items() if name not in not_written}
    try:
        made: R = _adapter(kind).validate_python(values | dict(given or {}) | {"origin": origin})
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=True)
        return None, origin, findings + [_finding(record, origin, each) for each in details]
    return (None if findings else made), origin, findings


def origin_of(node: MappingNode, path: str, key: ScalarNode | None = None) -> Origin:
    """Note where each field below a node stands."""
    values: dict[FieldPath, Span] = {}
    keys: dict[FieldPath, Span] = {}
    for field_path, key_span, span in _places(node, (), key.span if key else None):
        values[field_path] = span
        if key_span is not None:
            keys[field_path] = key_span
    return Origin(path, values, keys)


@cache
def _adapter(record: Any) -> TypeAdapter[Any]:
    return TypeAdapter(record)


def _places(
    node: Node, path: FieldPath, key: Span | None = None
) -> Iterator[tuple[FieldPath, Span | None, Span]]:
    yield path, key, node.span
    if isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _places(item, (*path, index))
    elif isinstance(node, MappingNode):
        for name, value in node.entries:
            yield from _places(value, (*path, name.text), name.span)


def plain_data(node: Node) -> Any:
    """Give what pydantic reads: a key without a value counts as not written."""
    if isinstance(node, ScalarNode):
        return None if node.is_null else node.scalar
    if isinstance(node, SequenceNode):
        return [plain_data(item) for item in node.items]
    return {
        key.text: plain_data(value)
        for key, value in node.entries
        if not (isinstance(value, ScalarNode) and value.is_null) and not key.text.startswith("x-")
    }


def _finding(record: type, origin: Origin, detail: Any) -> Finding:
    path: FieldPath = tuple(detail["loc"])
    kind: str = detail["type"]
    if kind == "unexpected_keyword_argument":
        return _unknown_key(record, origin, path)
    if kind == "missing":
        return _missing_key(origin, path)
    error = detail.get("ctx", {}).get("error")
    if isinstance(error, Written):
        return _unknown_key(record, origin, path)
    if isinstance(error, Unreadable):
        place = origin.value(*path)
        fix = _meant_value(place, error)
        return Finding("FILE019", place, _said(path, error.message), error.hint, fix)
    texts = _record_at(record, (*path, 0)) is None
    return _wrong_shape(origin, path, kind, detail["input"], texts)


def _unknown_empty_keys(record: type, origin: Origin, node: MappingNode) -> list[Finding]:
    """Find the unknown among the keys with nothing behind them, which validation does not see."""
    return [
        _unknown_key(record, origin, path)
        for path in _empty_keys(node, ())
        if (holder := _record_at(record, path[:-1])) and path[-1] not in written_keys(holder)
    ]


def _empty_keys(node: Node, path: FieldPath) -> Iterator[FieldPath]:
    if isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from _empty_keys(item, (*path, index))
    elif isinstance(node, MappingNode):
        for key, value in node.entries:
            if key.text.startswith("x-"):
                continue
            if isinstance(value, ScalarNode) and value.is_null:
                yield (*path, key.text)
            else:
                yield from _empty_keys(value, (*path, key.text))


def _unknown_key(record: type, origin: Origin, path: FieldPath) -> Finding:
    key = str(path[-1])
    holder = _record_at(record, path[:-1])
    names = [] if holder is None else written_keys(holder)
    place = origin.key(*path)
    message = f"unknown key {in_backticks(key)}"
    if holder is not None and key in given_fields(holder) - _NEVER_A_KEY:
        said_by = "the key above it" if () in origin.keys else "the path of the file"
        return Finding("FILE017", place, message, f"remove the line: {said_by} says it")
    sure = surely_meant(key, names, SHORTEST_KEY)
    missing = [name for name in names if not origin.has(*path[:-1], name)]
    near = sure if sure in missing else closest(key, missing)
    if near:
        fix = worded(place, near, safe=near == sure)
        return Finding("FILE017", place, message, f"did you mean `{near}`?", fix)
    hint = f"known here: {', '.join(names)}; a key of your own starts with x-"
    return Finding("FILE017", place, message, hint)


def _meant_value(place: Location, error: Unreadable) -> Fix | None:
    return None if error.meant is None else written(place, error.meant, safe=error.sure)


def _missing_key(origin: Origin, path: FieldPath) -> Finding:
    key = path[-1]
    empty = origin.has(*path)
    place = origin.key(*path) if empty else _start_of(origin.value(*path[:-1]))
    inside = f" in {_named(path[:-1])}" if len(path) > 1 else ""
    if empty:
        return Finding("FILE018", place, f"`{key}` is empty{inside}", f"write a value: {key}: …")
    return Finding("FILE018", place, f"`{key}` is missing{inside}", f"add a line: {key}: …")


def _start_of(location: Location) -> Location:
    """Point at the first character of what a key is missing in."""
    span = location.span
    end = min(span.end, span.start + 1)
    column = span.column + end - span.start
    return Location(location.path, Span(span.start, end, span.line, span.column, span.line, column))


_WORDS = re.compile(r"[\w./@-]+(?:, *[\w./@-]+){0,9}")
_SHAPES: tuple[tuple[str, str, str], ...] = (
    ("dataclass", "takes a group of keys", "write its keys on lines of their own, indented"),
    ("dict", "takes a group of keys", "write its keys on lines of their own, indented"),
    ("tuple", "takes a list", "write one `- …` a line"),
)


def _wrong_shape(origin: Origin, path: FieldPath, kind: str, value: object, texts: bool) -> Finding:
    """Report a value that is no list or no group; `texts` where the list would hold plain words."""
    place = origin.value(*path)
    for shape, message, hint in _SHAPES:
        if kind.startswith(shape):
            said = _said(path, f"{message}, not {kind_of(value)}")
            listed = shape == "tuple" and texts
            if listed and isinstance(value, Scalar) and _WORDS.fullmatch(value.text):
                meant = f"[{value.text}]"
                fix = written(place, meant) if value.plain else None
                return Finding("FILE019", place, said, f"write {path[-1]}: {meant}", fix)
            return Finding("FILE019", place, said, hint)
    return Finding("FILE019", place, _said(path, "is not written as it should be"))


def _said(path: FieldPath, message: str) -> str:
    if not path:
        return message
    return f"{_named(path)}: {message}" if message.startswith("`") else f"{_named(path)} {message}"


def _named(path: FieldPath) -> str:
    """Name a field as a person counts: the list's name and the number of the item."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] = f"{words[-1]} {step + 1}" if words else f"item {step + 1}"
        else:
            words.append(step)
    return "`" + "` › `".join(words) + "`"


def _record_at(record: type, path: FieldPath) -> type | None:
    """Find the dataclass that a path of keys and indices leads to."""
    current: Any = record
    for step in path:
        current = _bare(current)
        if dataclasses.is_dataclass(current):
            hints = get_type_hints(current, include_extras=True)
            written = {written_name(name): hint for name, hint in hints.items()}
            current = written.get(str(step))
        else:
            parts = [part for part in get_args(current) if part is not Ellipsis]
            current = parts[-1] if parts else None
    found = _bare(current)
    return found if isinstance(found, type) and dataclasses.is_dataclass(found) else None


def _bare(kind: Any) -> Any:
    """Strip `Annotated[…]` and `… | None`."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    parts = [part for part in get_args(kind) if part is not type(None)]
    if type(None) in get_args(kind) and len(parts) == 1:
        return _bare(parts[0])
    return kind
