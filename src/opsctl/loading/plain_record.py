"""Records made of plain data that has nothing wrong with it.

The definition is that of the model's dataclasses, as for validation; but here nothing is ever
explained. Data with anything out of order is left to the border, which says what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from opsctl.loading.plain_yaml import Group
from opsctl.model.field import ALWAYS, Brief, Dated, Given, Reads, written_name
from opsctl.model.scalar import Scalar

R = TypeVar("R")
_Make = Callable[[Any], Any]


class _Refused(ValueError):
    """The data is not as the record wants it."""


def plain_record(record: type[R], data: Group, given: Mapping[str, Any]) -> R | None:
    """Make a record of what its file says and of what is given beside it; none if data is amiss."""
    try:
        kind: Any = record
        made: R = _maker(kind)(data, given)
    except ValueError:
        return None
    return made


@cache
def _maker(record: Any) -> Callable[[Any, Mapping[str, Any]], Any]:
    """Work out how the fields of a dataclass are made, by the keys that they have in a file."""
    hints = get_type_hints(record, include_extras=True)
    makers: dict[str, tuple[str, _Make]] = {}
    needed: set[str] = set()
    for each in fields(record):
        if not _has(hints[each.name], Given):
            makers[written_name(each.name)] = each.name, _made(hints[each.name])
            if each.default is MISSING and each.default_factory is MISSING:
                needed.add(each.name)

    def make(data: Any, given: Mapping[str, Any]) -> Any:
        if type(data) is not dict:
            raise _Refused
        values = dict(given)
        for key, value in data.items():
            known = makers.get(key)
            if known is None:
                raise _Refused
            values[known[0]] = known[1](value)
        if not needed <= values.keys():
            raise _Refused
        return record(**values)

    return make


def _has(hint: Any, marker: type) -> bool:
    return any(isinstance(each, marker) for each in getattr(hint, "__metadata__", ()))


def _made(hint: Any) -> _Make:
    """Work out how a value of a type is made."""
    kind = get_origin(hint)
    if kind is Annotated:
        return _marked(get_args(hint)[0], hint.__metadata__)
    if kind in (Union, UnionType):
        (bare,) = (each for each in get_args(hint) if each is not type(None))
        return _made(bare)
    if kind is tuple:
        return _listed(_made(get_args(hint)[0]))
    if isinstance(kind, type) and issubclass(kind, Mapping):
        return _grouped(_made(get_args(hint)[1]))
    if is_dataclass(hint):
        record: Any = hint
        make = _maker(record)
        return lambda value: make(value, {})
    raise TypeError(f"nothing says how to read {hint}")


def _marked(bare: Any, markers: tuple[Any, ...]) -> _Make:
    (marker,) = markers
    if isinstance(marker, Reads):
        return _read(marker.read)
    if isinstance(marker, Brief):
        return _brief(bare, marker.name)
    if isinstance(marker, Dated):
        return _dated(_made(bare), marker.brief)
    raise TypeError(f"nothing says how to read {marker}")


def _read(read: Callable[[Scalar], Any]) -> _Make:
    def make(value: Any) -> Any:
        if type(value) is not Scalar or not value.text or value.text.isspace():
            raise _Refused
        return read(value)

    return make


def _brief(bare: Any, name: str) -> _Make:
    whole = _made(bare)
    first = fields(bare)[0].name
    assert written_name(first) == name, "what a brief record says is its first field"
    read = _made(get_type_hints(bare, include_extras=True)[first])

    @lru_cache(maxsize=4096)
    def short(scalar: Scalar) -> Any:
        return bare(read(scalar))

    def make(value: Any) -> Any:
        return short(value) if type(value) is Scalar else whole(value)

    return make


def _dated(whole: _Make, brief: str) -> _Make:
    def make(value: Any) -> Any:
        single = type(value) is Scalar or (type(value) is dict and brief in value)
        return whole({ALWAYS: value} if single else value)

    return make


def _listed(item: _Make) -> _Make:
    def make(value: Any) -> Any:
        if type(value) is not list:
            raise _Refused
        return tuple([item(each) for each in value])

    return make


def _grouped(item: _Make) -> _Make:
    def make(value: Any) -> Any:
        if type(value) is not dict:
            raise _Refused
        return {key: item(each) for key, each in value.items()}

    return make
