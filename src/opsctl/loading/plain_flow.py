"""The plain part of YAML between brackets, in one line: `[a, 'b c']` and `{min: 3, max: 7}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from opsctl.model.scalar import NULLS, Scalar
from opsctl.text.span import FieldPath

_WORD = r"\w[\w./@%+-]*"
_KEY = re.compile(
    r"""(?!["']?x-)(?:([A-Za-z0-9_][A-Za-z0-9_./@+-]{0,99})|"([^"\\]{1,99})"|'([^']{1,99})'): +"""
)
_VALUE = re.compile(rf"""({_WORD}(?: {_WORD})*)|"([^"\\]*)"|'([^']*)'""")
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Ranges:
    """Where keys and values stand in a text: two offsets for each, half-open."""

    keys: dict[FieldPath, tuple[int, int]] = field(default_factory=dict)
    values: dict[FieldPath, tuple[int, int]] = field(default_factory=dict)


class Otherwise(Exception):
    """The text is not written in the plain part."""


def read_flow(text: str) -> Any:
    """Read a list or a group of keys, each with a value.

    Raises:
        Otherwise: it is not in the plain part.
    """
    reader = _Reader(text)
    value = reader.collection(())
    if reader.at < len(text):
        raise Otherwise
    return value


def flow_ranges(text: str) -> Ranges:
    """Tell where all that `read_flow` reads in a text stands in it."""
    reader = _Reader(text)
    reader.collection(())
    return reader.ranges


class _Reader:
    """A text, the place in it that is read next, and what was read; it ends with a bracket."""

    __slots__ = ("at", "depth", "ranges", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.depth = 0
        self.ranges = Ranges()

    def collection(self, path: FieldPath) -> Any:
        """Read from an opening bracket to the one that closes it."""
        start = self.at
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Otherwise
        made = self._group(path) if self._sign() == "{" else self._list(path)
        self.depth -= 1
        self.at += 1
        self.ranges.values[path] = (start, self.at)
        return made

    def _list(self, path: FieldPath) -> list[Any]:
        items: list[Any] = []
        while self._goes_on("]", first=not items):
            items.append(self._value((*path, len(items))))
        return items

    def _group(self, path: FieldPath) -> dict[str, Any]:
        group: dict[str, Any] = {}
        while self._goes_on("}", first=not group):
            match = self._matched(_KEY)
            key = match[match.lastindex or 0]
            if key in group:
                raise Otherwise
            inside = (*path, key)
            self.ranges.keys[inside] = (match.start(), match.start() + len(match[0].rstrip(": ")))
            group[key] = self._value(inside)
        return group

    def _goes_on(self, closing: str, *, first: bool) -> bool:
        """Step over a comma, or over the opening bracket, unless the closing one follows."""
        if first:
            self._step()
            return self._sign() != closing
        self._skip_spaces()
        if self._sign() == closing:
            return False
        if self._sign() != ",":
            raise Otherwise
        self._step()
        return True

    def _sign(self) -> str:
        return self.text[self.at : self.at + 1]

    def _step(self) -> None:
        self.at += 1
        self._skip_spaces()

    def _skip_spaces(self) -> None:
        while self._sign() == " ":
            self.at += 1

    def _value(self, path: FieldPath) -> Any:
        if self._sign() in ("[", "{"):
            return self.collection(path)
        match = self._matched(_VALUE)
        if match[1] in NULLS:
            raise Otherwise
        self.ranges.values[path] = match.span()
        return Scalar(match[match.lastindex or 0], match.lastindex == 1)

    def _matched(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise Otherwise
        self.at = match.end()
        return match
