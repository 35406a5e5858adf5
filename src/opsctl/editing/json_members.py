"""Members for an object or a list in a JSON text: every other byte of it stays."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_INDENT = re.compile(r"\n([ \t]+)\"")
_START = re.compile(r"\s*\{")
_UNIT = "  "


def parsed_object(text: str) -> Mapping[str, Any] | None:
    """Read a JSON text whose root is an object; none if it is no such, or has comments."""
    try:
        data = json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def with_members(text: str, key: str, added: Mapping[str, Any] | Sequence[Any]) -> str | None:
    """Add to what stands under a key of the root, which is made where it is missing.

    None where the text is no plain JSON, or the place for them cannot be told beyond doubt.
    """
    data = parsed_object(text)
    if data is None:
        return None
    there = data.get(key)
    if there is None:
        start, piece, is_first = _START.match(text), _member(key, added, _unit(text)), not data
        expected: Any = {key: added, **data}
    elif isinstance(there, dict) and isinstance(added, Mapping):
        start, piece, is_first = _opening(text, key, r"\{"), _inner(added, text), not there
        expected = {**data, key: {**added, **there}}
    elif isinstance(there, list) and not isinstance(added, Mapping):
        start, piece, is_first = _opening(text, key, r"\["), _inner(added, text), not there
        expected = {**data, key: [*added, *there]}
    else:
        return None
    if start is None:
        return None
    piece = f"{piece}{'' if is_first else ','}".replace("\n", "\r\n" if "\r\n" in text else "\n")
    end = "\n" if is_first and there is None else ""
    made = f"{text[: start.end()]}{piece}{end}{text[start.end() :]}"
    return made if parsed_object(made) == expected else None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key is there twice")
    return made


def _opening(text: str, key: str, bracket: str) -> re.Match[str] | None:
    """Find where the value of a key opens; none if there could be two such places."""
    found = list(re.finditer(rf"{re.escape(json.dumps(key))}\s*:\s*{bracket}", text))
    return found[0] if len(found) == 1 else None


def _unit(text: str) -> str:
    match = _INDENT.search(text)
    return match[1] if match else _UNIT


def _member(key: str, value: Any, unit: str) -> str:
    written = json.dumps(value, indent=unit).replace("\n", f"\n{unit}")
    return f"\n{unit}{json.dumps(key)}: {written}"


def _inner(added: Mapping[str, Any] | Sequence[Any], text: str) -> str:
    unit = _unit(text)
    if isinstance(added, Mapping):
        pieces = [
            _member(key, each, unit).replace("\n", f"\n{unit}") for key, each in added.items()
        ]
    else:
        pieces = [f"\n{unit}{unit}{json.dumps(each)}" for each in added]
    return ",".join(pieces)
