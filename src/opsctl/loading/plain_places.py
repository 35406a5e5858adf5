"""Where keys and values stand in a text that is written in the plain part of YAML."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern

from opsctl.loading.plain_flow import Ranges, flow_ranges
from opsctl.loading.plain_yaml import LINE
from opsctl.text.span import FieldPath


def plain_ranges(text: str) -> Ranges:
    """Tell where all that `read_plain` reads in a text stands in it."""
    walker = _Walker()
    text = text.replace("\r\n", " \n")
    for match in LINE.finditer(text, text.index("\n") if text.startswith("---") else 0):
        indent, sign, key, plain, enclosed, _ = match.groups()
        column = len(indent)
        path: FieldPath = ()
        if sign:
            path = walker.item(column, match.start(2))
            column += len(sign)
        if key:
            path = walker.key(column, match.start(3), key)
        if plain:
            walker.value(path, match.start(4), len(plain.rstrip(" ")))
        elif enclosed:
            walker.enclosed(path, match.start(5), enclosed)
    walker.close_behind(-1)
    return walker.ranges


@dataclass(slots=True)
class _Open:
    """A list or a group that goes on: its path, its column, its offset, how many it holds."""

    path: FieldPath
    column: int
    start: int
    is_list: bool
    count: int = 0


class _Walker:
    """What is open in a line, the innermost last, and what was found above.

    The text is known to be in order: nothing is checked here.
    """

    __slots__ = ("end", "open", "ranges", "waiting")

    def __init__(self) -> None:
        self.ranges = Ranges()
        self.open: list[_Open] = []
        self.end = 0
        self.waiting: FieldPath | None = ()
        """The path of what begins in the next line, or behind the sign of an item."""

    def item(self, column: int, start: int) -> FieldPath:
        """Begin an item of a list, and give its path."""
        self._hold(column, start, is_list=True)
        holder = self.open[-1]
        self.waiting = (*holder.path, holder.count)
        holder.count += 1
        return self.waiting

    def key(self, column: int, start: int, written: str) -> FieldPath:
        """Begin a key of a group, and give its path."""
        self._hold(column, start, is_list=False)
        name = intern(written[1:-1] if written[0] in "\"'" else written)
        self.waiting = (*self.open[-1].path, name)
        self.ranges.keys[self.waiting] = (start, start + len(written))
        return self.waiting

    def value(self, path: FieldPath, start: int, length: int) -> None:
        """Note a value that stands in the line."""
        self.waiting = None
        self.end = start + length
        self.ranges.values[path] = (start, self.end)

    def enclosed(self, path: FieldPath, start: int, written: str) -> None:
        """Note a value that stands between quotes or brackets."""
        self.value(path, start, len(written))
        if written[0] in "[{":
            inside = flow_ranges(written)
            for found, noted in (
                (inside.keys, self.ranges.keys),
                (inside.values, self.ranges.values),
            ):
                for below, (first, last) in found.items():
                    noted[*path, *below] = (start + first, start + last)

    def close_behind(self, column: int) -> None:
        """Close what ends above a line that begins in a column."""
        while self.open and self.open[-1].column > column:
            self._close()

    def _hold(self, column: int, start: int, *, is_list: bool) -> None:
        """Find or open the list or the group that a line goes on with."""
        if self.waiting is not None:
            self.open.append(_Open(self.waiting, column, start, is_list))
            self.waiting = None
            return
        self.close_behind(column)
        if self.open[-1].is_list and not is_list:
            self._close()

    def _close(self) -> None:
        last = self.open.pop()
        self.ranges.values[last.path] = (last.start, self.end)
