"""The plain part of YAML between brackets, in one line: `[a, 'b c']` and `{min: 3, max: 7}`."""

from __future__ import annotations

import re
from typing import Any

from opsctl.model.scalar import NULLS, Scalar

_WORD = r"\w[\w./@%+-]*"
_KEY = re.compile(
    r"""(?!["']?x-)(?:([A-Za-z0-9_][A-Za-z0-9_./@+-]{0,99})|"([^"\\]{1,99})"|'([^']{1,99})'): +"""
)
_VALUE = re.compile(rf"""({_WORD}(?: {_WORD})*)|"([^"\\]*)"|'([^']*)'""")
_DEEPEST = 16


class Otherwise(Exception):
    """The text is not written in the plain part."""


def read_flow(text: str) -> Any:
    """Read a list or a group of keys, each with a value.

    Raises:
        Otherwise: it is not in the plain part.
    """
    reader = _Reader(text)
    value = reader.collection(0)
    if reader.at < len(text):
        raise Otherwise
    return value


class _Reader:
    """A text, and the place in it that is read next; the text ends with a bracket."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def collection(self, depth: int) -> Any:
        """Read from an opening bracket to the one that closes it."""
        if depth == _DEEPEST:
            raise Otherwise
        group: dict[str, Any] | None = {} if self._sign() == "{" else None
        items: list[Any] = []
        closing = "]" if group is None else "}"
        self._step()
        more = self._sign() != closing
        while more:
            if group is None:
                items.append(self._value(depth))
            else:
                key = self._key(group)
                group[key] = self._value(depth)
            self._skip_spaces()
            more = self._sign() == ","
            if more:
                self._step()
        if self._sign() != closing:
            raise Otherwise
        self.at += 1
        return items if group is None else group

    def _sign(self) -> str:
        return self.text[self.at : self.at + 1]

    def _step(self) -> None:
        self.at += 1
        self._skip_spaces()

    def _skip_spaces(self) -> None:
        while self._sign() == " ":
            self.at += 1

    def _key(self, group: dict[str, Any]) -> str:
        match = _KEY.match(self.text, self.at)
        if match is None:
            raise Otherwise
        self.at = match.end()
        key = match[match.lastindex or 0]
        if key in group:
            raise Otherwise
        return key

    def _value(self, depth: int) -> Any:
        if self._sign() in ("[", "{"):
            return self.collection(depth + 1)
        match = _VALUE.match(self.text, self.at)
        if match is None or match[1] in NULLS:
            raise Otherwise
        self.at = match.end()
        plain = match.lastindex == 1
        return Scalar(match[match.lastindex or 0], plain)
