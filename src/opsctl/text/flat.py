"""Frozen records as plain lists of text and numbers, and back: to be kept, or sent elsewhere.

What a list holds is known by its place, so it is read only by the version that wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from opsctl.text.source import make_span
from opsctl.text.span import Location, Span

R = TypeVar("R")
_AS_THEY_ARE = (str, int, bool)
_SPAN = (int,) * len(fields(Span))


class _Way(NamedTuple):
    """How a value is made flat, and made again."""

    flat: Callable[[Any], Any]
    made: Callable[[Any], Any]


def flat(record: object) -> Any:
    """Give a record as nested lists of text, numbers, truth values and nothing.

    Raises:
        TypeError: a field is of a type that has no such form.
    """
    kind: Any = type(record)
    return _way(kind).flat(record)


def made(record: type[R], data: Any) -> R:
    """Make the record that was flattened.

    Raises:
        ValueError, TypeError, LookupError: the data is not that of such a record.
    """
    kind: Any = record
    return cast("R", _way(kind).made(data))


@cache
def _way(kind: Any) -> _Way:
    if kind in _AS_THEY_ARE:
        return _Way(_same, partial(_checked, kind))
    if kind is Span:
        return _Way(_span_fields, _span)
    if kind is Location:
        return _Way(_place_fields, lambda data: Location(_checked(str, data[0]), _span(data[1])))
    if get_origin(kind) in (Union, UnionType):
        return _one_of([each for each in get_args(kind) if each is not NoneType])
    if get_origin(kind) is tuple:
        return _several(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Way(lambda value: value.value, {each.value: each for each in kind}.__getitem__)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind} has no flat form")


def _same(value: Any) -> Any:
    return value


def _checked(kind: type[Any], value: Any) -> Any:
    """Give a value that is surely of a kind: who asks for it later trusts its type."""
    if type(value) is not kind:
        raise TypeError(f"this is not of type {kind.__name__}")
    return value


def _span(data: Any) -> Span:
    if (*map(type, data),) != _SPAN:
        raise TypeError("a span has six numbers")
    return make_span(*data)


def _span_fields(span: Span) -> list[int]:
    return [span.start, span.end, span.line, span.column, span.end_line, span.end_column]


def _place_fields(place: Location) -> list[Any]:
    return [place.path, _span_fields(place.span)]


def _one_of(kinds: Sequence[Any]) -> _Way:
    """Make the way of what may be missing, and of several kinds of records."""
    ways = [_way(each) for each in kinds]
    if len(ways) == 1:
        way = ways[0]
        return _Way(
            lambda value: None if value is None else way.flat(value),
            lambda data: None if data is None else way.made(data),
        )
    return _Way(
        lambda value: [place := kinds.index(type(value)), ways[place].flat(value)],
        lambda data: ways[_checked(int, data[0])].made(data[1]),
    )


def _several(kinds: Sequence[Any]) -> _Way:
    if len(kinds) != 2 or kinds[1] is not Ellipsis:
        raise TypeError("only tuples of one kind and any length have a flat form")
    way = _way(kinds[0])
    return _Way(
        lambda values: [way.flat(each) for each in values],
        lambda data: tuple([way.made(each) for each in _checked(list, data)]),
    )


def _record(kind: type[Any]) -> _Way:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    ways = [_way(hints[each]) for each in names]
    named = list(zip(names, ways, strict=True))

    def flattened(record: Any) -> list[Any]:
        return [way.flat(getattr(record, name)) for name, way in named]

    def remade(data: Any) -> Any:
        values = zip(ways, _checked(list, data), strict=True)
        return kind(*[way.made(each) for way, each in values])

    return _Way(flattened, remade)
