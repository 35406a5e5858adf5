"""Where each field of a record stands in its file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from opsctl.loading.plain_flow import Ranges
from opsctl.loading.plain_places import plain_ranges
from opsctl.text.source import Source, make_span
from opsctl.text.span import FieldPath, Origin, Span


class Places:
    """Where all fields of a plain text without faults stand in its file, once somebody asks.

    Nobody asks for the places of most records, and a text takes less memory than they do. The text
    begins at an offset of the file, which is the start of a line. Where this goes, the text goes.
    """

    __slots__ = ("_ranges", "_starts", "line", "path", "start", "text")

    def __init__(self, path: str, text: str, start: int = 0, line: int = 1) -> None:
        self.path, self.text, self.start, self.line = path, text, start, line
        self._ranges: Ranges | None = None
        self._starts: array[int]

    def __reduce__(self) -> tuple[type[Places], tuple[str, str, int, int]]:
        return Places, (self.path, self.text, self.start, self.line)

    def origin(self, under: FieldPath = (), ours: tuple[str, ...] | None = None) -> Origin:
        """Give the places of the record that stands under a path of keys, or of the whole text.

        `ours` are those of its keys that are written and belong to the record; the places of
        others are left out.
        """
        values = _Spans(self, False, under, ours)
        return Origin(self.path, values, _Spans(self, True, under, ours))

    def ranges(self) -> Ranges:
        """Look through the text, once, for all that stands in it."""
        if self._ranges is None:
            self._ranges = plain_ranges(self.text)
            self._starts = array("L", Source(self.path, self.text).line_starts)
        return self._ranges

    def span(self, found: tuple[int, int]) -> Span:
        """Turn one of the ranges into a place in the file."""
        (start, line, column), (end, end_line, end_column) = map(self._place, found)
        return make_span(start, end, line, column, end_line, end_column)

    def _place(self, at: int) -> tuple[int, int, int]:
        lines = bisect_right(self._starts, at)
        return self.start + at, self.line + lines - 1, at - self._starts[lines - 1] + 1


@dataclass(frozen=True, slots=True, eq=False)
class _Spans(Mapping[FieldPath, Span]):
    """The places of the values of a record, or those of its keys."""

    places: Places
    of_keys: bool
    under: FieldPath
    ours: tuple[str, ...] | None

    def __getitem__(self, path: FieldPath) -> Span:
        if not self._belongs(path):
            raise KeyError(path)
        return self.places.span(self._all[(*self.under, *path)])

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple) or not self._belongs(path):
            return False
        is_known = self.ours is not None and len(path) == 1
        return is_known or (*self.under, *path) in self._all

    def __iter__(self) -> Iterator[FieldPath]:
        depth = len(self.under)
        for path in self._all:
            if path[:depth] == self.under and self._belongs(path[depth:]):
                yield path[depth:]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _belongs(self, path: FieldPath) -> bool:
        return self.ours is None or not path or path[0] in self.ours

    @property
    def _all(self) -> Mapping[FieldPath, tuple[int, int]]:
        ranges = self.places.ranges()
        return ranges.keys if self.of_keys else ranges.values
