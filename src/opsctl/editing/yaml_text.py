"""Values as YAML text: block style, one thing a line, free text quoted."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from opsctl.model.field import given_fields, written_name
from opsctl.model.slug import is_slug

_NEEDS_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')
_SHORT = MappingProxyType({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_REFERENCE = re.compile(r"[0-9]{4}-Q[1-4]/(.+)")


def scalar_text(value: Any) -> str:
    """Write one value; ids, dates, numbers and words of a fixed list stay without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date, StrEnum)):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    reference = _REFERENCE.fullmatch(value)
    if is_slug(reference[1] if reference else value):
        return str(value)
    return f'"{_NEEDS_ESCAPE.sub(_escape, value)}"'


def entry_lines(key: str, value: Any) -> list[str]:
    """Write a key and its value, which may be a record or a list, as lines without indent."""
    if isinstance(value, tuple):
        return [f"{key}:", *(f"  {line}" for item in value for line in item_lines(item))]
    if dataclasses.is_dataclass(value):
        return [f"{key}:", *(f"  {line}" for line in record_lines(value))]
    return [f"{key}: {scalar_text(value)}"]


def item_lines(item: Any) -> list[str]:
    """Write an item of a list as lines without indent."""
    lines = record_lines(item) if dataclasses.is_dataclass(item) else [scalar_text(item)]
    return [f"{'  ' if index else '- '}{line}" for index, line in enumerate(lines)]


def record_lines(record: Any) -> list[str]:
    """Write a record as lines: its keys in the order of its definition, defaults left out."""
    return [line for key, value in written_fields(record) for line in entry_lines(key, value)]


def written_fields(record: Any) -> Iterator[tuple[str, Any]]:
    """Give the keys and values of a record that stand in its file."""
    kind: Any = type(record)
    not_written = given_fields(kind)
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.name not in not_written and value != field.default:
            yield written_name(field.name), value


def field_order(record: type) -> Sequence[str]:
    """Give the keys of a kind of record in the order in which they are written."""
    return [written_name(field.name) for field in dataclasses.fields(record)]


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    number = ord(character)
    return _SHORT.get(character) or (f"\\x{number:02x}" if number <= 0xFF else f"\\u{number:04x}")
