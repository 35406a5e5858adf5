"""The text of one file, as it was read."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from opsctl.text.making import maker
from opsctl.text.span import Span

make_span = maker(Span, __name__, "make_span")
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Source:
    """A decoded file: its text without a byte order mark, and what is needed to write it back."""

    path: str
    text: str
    has_bom: bool = False

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of each line's first character; only LF, CRLF and CR end a line."""
        if "\r" in self.text:
            return (0, *(match.end() for match in _LINE_BREAK.finditer(self.text)))
        *lines, _last = self.text.split("\n")
        return tuple(accumulate((len(line) + 1 for line in lines), initial=0))

    @property
    def newline(self) -> str:
        """The line end that the file uses first, or LF where it has none."""
        match = _LINE_BREAK.search(self.text)
        return match.group() if match else "\n"

    def span(self, start: int, end: int) -> Span:
        """Turn two offsets into a span."""
        line, column = self._position(start)
        end_line, end_column = self._position(end)
        return make_span(start, end, line, column, end_line, end_column)

    def line(self, number: int) -> str:
        """Give a line, counted from 1, without its line end; empty outside the file."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def encode(self) -> bytes:
        """Give the bytes that the file holds."""
        return (b"\xef\xbb\xbf" if self.has_bom else b"") + self.text.encode("utf-8")

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1
