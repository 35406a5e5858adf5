"""Data as JSON text: exact decimals, ISO dates, ASCII only.

The standard encoder writes a decimal only as a binary float, so the nesting is written here and
each single value by the standard encoder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any


def json_text(data: Any) -> str:
    """Write data as indented JSON that ends with a line end.

    Everything outside ASCII is escaped, so that no text can reach a terminal as a command; so is
    the second of two `#`, which start a command to the CI systems of GitHub and Azure.
    """
    return "".join(_pieces(data, "\n")) + "\n"


def _pieces(data: Any, newline: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        yield from _nested("{}", ((f"{_value(str(key))}: ", data[key]) for key in data), newline)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        yield from _nested("[]", (("", item) for item in data), newline)
    else:
        yield _value(data)


def _nested(brackets: str, items: Iterator[tuple[str, Any]], newline: str) -> Iterator[str]:
    inner = f"{newline}  "
    separator = ""
    yield brackets[0]
    for label, item in items:
        yield f"{separator}{inner}{label}"
        yield from _pieces(item, inner)
        separator = ","
    yield f"{newline}{brackets[1]}" if separator else brackets[1]


def _value(value: Any) -> str:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return json.dumps(value, ensure_ascii=True, allow_nan=False).replace("##", "#\\u0023")


def _number(value: Decimal) -> str:
    """Write every digit of a decimal, without an exponent and without zeros at its end."""
    if not value.is_finite():
        raise ValueError(f"{value} is no number of JSON")
    text = format(value, "f") if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text
