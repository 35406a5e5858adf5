"""Values as YAML text: block style, one thing a line, free text quoted."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from opsctl.model.field import ALWAYS, given_fields, written_name
from opsctl.model.scalar import Scalar
from opsctl.model.slug import is_slug

_NEEDS_ESCAPE = re.compile(
    '["\\\\\x00-\x1f\x7f-\xa0\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]'
)
_SHORT = MappingProxyType({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_PLAIN = re.compile(
    r"[0-9]{4}-(?:W[0-9]{2}|Q[1-4]|[0-9]{2})|(?:[a-z][a-z0-9-]*/)+[a-z][a-z0-9-]*"
    r"|(?:at least|above|at most|below|exactly|between|outside) [0-9][0-9a-z. -]*"
    r"|v[0-9]+:sha256:[0-9a-f]{64}"
)
"""Texts that need no quotes: periods, references, goals, digests."""

_REFERENCE = re.compile(r"[0-9]{4}-Q[1-4]/(.+)")


def scalar_text(value: Any) -> str:
    """Write one value; ids, dates, numbers and words of a fixed list stay without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date, StrEnum)):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Scalar) and value.plain:
        return value.text
    if isinstance(value, Scalar):
        value = value.text
    elif not isinstance(value, str) or _PLAIN.fullmatch(value):
        return str(value)
    reference = _REFERENCE.fullmatch(value)
    if is_slug(reference[1] if reference else value):
        return str(value)
    return in_double_quotes(value)


def in_double_quotes(text: str) -> str:
    """Write a text in double quotes; what nobody could see is spelled out."""
    return f'"{_NEEDS_ESCAPE.sub(_escape, text)}"'


def entry_lines(key: str, value: Any) -> list[str]:
    """Write a key and its value, which may be a record or a list, as lines without indent."""
    if isinstance(value, Mapping) and set(value) == {ALWAYS}:
        value = value[ALWAYS]
    if isinstance(value, Mapping):
        return [
            f"{key}:",
            *(f"  {line}" for name, item in value.items() for line in entry_lines(name, item)),
        ]
    if is_brief(value):
        return [f"{key}: {brief_text(value)}"]
    if isinstance(value, tuple):
        return [f"{key}:", *(f"  {line}" for item in value for line in item_lines(item))]
    if is_record(value):
        return [f"{key}:", *(f"  {line}" for line in record_lines(value))]
    return [f"{key}: {scalar_text(value)}"]


def item_lines(item: Any) -> list[str]:
    """Write an item of a list as lines without indent."""
    if is_brief(item):
        return [f"- {brief_text(item)}"]
    lines = record_lines(item) if is_record(item) else [scalar_text(item)]
    return [f"{'  ' if index else '- '}{line}" for index, line in enumerate(lines)]


def is_brief(value: Any) -> bool:
    """Tell whether a record may stand as one value, or else as braces on one line."""
    return dataclasses.is_dataclass(value) and hasattr(value, "brief")


def brief_text(record: Any) -> str:
    """Write a record on one line: its one value, or all its keys in braces."""
    fields = dict(written_fields(record))
    if list(fields) == [record.brief]:
        return scalar_text(fields[record.brief])
    return braces_text(record)


def braces_text(record: Any) -> str:
    """Write a record of single values on one line, all its keys in braces."""
    fields = dict(written_fields(record))
    return f"{{{', '.join(f'{key}: {_in_braces(value)}' for key, value in fields.items())}}}"


def _in_braces(value: Any) -> str:
    """Write a value between braces, where a comma or a bracket in plain text would end it."""
    text = scalar_text(value)
    bare = isinstance(value, Scalar) and value.plain and re.search(r"[,\[\]{}]", text)
    return scalar_text(Scalar(text, plain=False)) if bare else text


def is_record(value: Any) -> bool:
    """Tell a record with keys of its own from a value that is written as one text."""
    return dataclasses.is_dataclass(value) and hasattr(value, "__pydantic_config__")


def record_lines(record: Any) -> list[str]:
    """Write a record as lines: its keys in the order of its definition, defaults left out."""
    return [line for key, value in written_fields(record) for line in entry_lines(key, value)]


def written_fields(record: Any) -> Iterator[tuple[str, Any]]:
    """Give the keys and values of a record that stand in its file."""
    kind: Any = type(record)
    not_written = given_fields(kind)
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name not in not_written and value != default_of(field):
            yield written_name(field.name), value


def default_of(field: dataclasses.Field[Any]) -> Any:
    """Give what a field holds where nothing is written; `MISSING` where it must be."""
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def field_order(record: type) -> Sequence[str]:
    """Give the keys of a kind of record in the order in which they are written."""
    return [written_name(field.name) for field in dataclasses.fields(record)]


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    return _SHORT.get(character) or (f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}")
