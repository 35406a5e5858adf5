"""The plain part of YAML that nearly every record keeps to, read line by line.

It is one group of keys, with one `key: value`, one `- item` or one comment in each line; a value
may also be a list or a group between brackets. What is written in any other way, and whatever may
earn a finding, is left to the parser of the whole language: here is never a second opinion on what
a text means.
"""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import Any

from opsctl.loading.plain_flow import Otherwise, read_flow
from opsctl.model.scalar import NULLS, Scalar

Group = dict[str, Any]
"""Keys with their values: a scalar, a list or a further group; no key is without a value."""

LINE = re.compile(
    r"""^(?:
      (\ *)(?:
        (-\ +)?
        (?:
          (?!["']?x-)([A-Za-z0-9_][A-Za-z0-9_./@+-]{0,99}|"[^"\\\n]{1,99}"|'[^'\n]{1,99}')
          :(?:\ +|$)
        )?
        (?:
          ((?:[^\s\-?:,\[\]{}\#&*!|>'"%@`]|-[0-9])
            [^:\#\n]*(?:(?::(?=[^\ \n])|(?<!\ )\#)[^:\#\n]*)*)
          |("[^"\\\n]*"|'[^'\n]*'|[\[{][^\#\n]*[\]}])(?:\ +|$)
        )?
        (?:(?<=\ )\#(?:\ [^\n]*)?)?
        |\#[^\n]*
      )$
      |([^\n]+)$
    )""",
    re.VERBOSE | re.MULTILINE,
)
"""Indentation, the sign of an item, key, plain text, text in quotes or brackets; or anything."""

_START = "---\n"
_SUPPRESSION = "opsctl:"
_DEEPEST = 32


def read_plain(text: str) -> Group | None:
    """Read a text that is written in the plain part; none where it is not."""
    if "\t" in text or _SUPPRESSION in text:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    reader = _Reader()
    try:
        reader.read(text.removeprefix(_START))
    except Otherwise:
        return None
    return reader.root or None


class _Reader:
    """The groups and lists that are open, the innermost last, and the columns of their lines."""

    __slots__ = ("columns", "open", "root", "waiting")

    def __init__(self) -> None:
        self.root: Group = {}
        self.open: list[Any] = [self.root]
        self.columns = [0]
        self.waiting: str | None = None
        """The key of the innermost group whose value comes in the lines below."""

    def read(self, text: str) -> None:
        """Read all lines.

        Raises:
            Otherwise: one of them is not in the plain part.
        """
        for indent, sign, key, plain, enclosed, otherwise in LINE.findall(text):
            if otherwise:
                raise Otherwise
            if not (sign or key):
                if plain or enclosed:
                    raise Otherwise
                continue
            column = len(indent)
            if sign:
                self._to_list(column)
                column += len(sign)
                if not key:
                    self.open[-1].append(_value(plain, enclosed))
                    continue
                self._begin({}, column)
            elif column != self.columns[-1] or self.waiting or type(self.open[-1]) is list:
                self._to_group(column)
            group = self.open[-1]
            name = intern(key[1:-1] if key[0] in "\"'" else key)
            if name in group:
                raise Otherwise
            if plain or enclosed:
                group[name] = _value(plain, enclosed)
            else:
                self.waiting = name
        if self.waiting:
            raise Otherwise

    def _to_group(self, column: int) -> None:
        """Find or begin the group that a key in a column belongs to."""
        if self.waiting:
            if column <= self.columns[-1]:
                raise Otherwise
            self._begin({}, column)
            return
        self._close_behind(column)
        if type(self.open[-1]) is list and len(self.open) > 1:
            self.open.pop()
            self.columns.pop()
        if type(self.open[-1]) is list or self.columns[-1] != column:
            raise Otherwise

    def _to_list(self, column: int) -> None:
        """Find or begin the list that an item in a column belongs to."""
        if self.waiting:
            if column < self.columns[-1]:
                raise Otherwise
            self._begin([], column)
            return
        self._close_behind(column)
        if type(self.open[-1]) is not list or self.columns[-1] != column:
            raise Otherwise

    def _close_behind(self, column: int) -> None:
        while self.columns[-1] > column:
            self.open.pop()
            self.columns.pop()
            if not self.columns:
                raise Otherwise

    def _begin(self, value: Any, column: int) -> None:
        """Open a group or a list as the value that is waited for, or as an item."""
        holder = self.open[-1]
        if self.waiting:
            holder[self.waiting] = value
            self.waiting = None
        else:
            holder.append(value)
        if len(self.open) == _DEEPEST:
            raise Otherwise
        self.open.append(value)
        self.columns.append(column)


def _value(plain: str, enclosed: str) -> Any:
    if plain:
        text = plain.rstrip(" ")
        if text in NULLS:
            raise Otherwise
        return _plain(text)
    if not enclosed:
        raise Otherwise
    return read_flow(enclosed) if enclosed[0] in "[{" else Scalar(enclosed[1:-1], False)


@lru_cache(maxsize=4096)
def _plain(text: str) -> Scalar:
    """Give the scalar of a text; the same numbers and names stand in many files."""
    return Scalar(text)
