"""Where each field of a record stands in its file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from opsctl.loading.plain_places import plain_ranges
from opsctl.text.source import Source, make_span
from opsctl.text.span import FieldPath, Origin, Span


class Places:
    """Where all fields of a plain text without faults stand in its file, once somebody asks.

    Nobody asks for the places of most records, and a text takes less memory than they do. The text
    begins at an offset of the file, which is the start of a line. Where this goes, the text goes.
    """

    __slots__ = ("_found", "line", "path", "start", "text")

    def __init__(self, path: str, text: str, start: int = 0, line: int = 1) -> None:
        self.path, self.text, self.start, self.line = path, text, start, line
        self._found: _Found | None = None

    def __reduce__(self) -> tuple[type[Places], tuple[str, str, int, int]]:
        return Places, (self.path, self.text, self.start, self.line)

    def origin(self, under: FieldPath = (), ours: tuple[str, ...] | None = None) -> Origin:
        """Give the places of the record that stands under a path of keys, or of the whole text.

        `ours` are those of its keys that are written and belong to the record; the places of
        others are left out.
        """
        values = _Spans(self, False, under, ours)
        return Origin(self.path, values, _Spans(self, True, under, ours))

    def found(self) -> _Found:
        """Look through the text, once."""
        if self._found is None:
            self._found = _Found(self)
        return self._found


class _Found:
    """Where everything in a text stands, and how that is turned into places in its file."""

    __slots__ = ("before", "file", "ranges", "starts")

    def __init__(self, places: Places) -> None:
        text = places.text
        plain = text.replace("\r\n", "\n") if "\r" in text else text
        self.ranges = plain_ranges(plain)
        self.starts = Source(places.path, plain).line_starts
        written = Source(places.path, text).line_starts if plain != text else self.starts
        self.file = tuple(places.start + each for each in written)
        self.before = places.line - 1

    def span(self, start: int, end: int) -> Span:
        """Place what stands between two offsets of the text with its lines ended by LF."""
        line, column, offset = self._place(start)
        end_line, end_column, end_offset = self._place(end)
        return make_span(offset, end_offset, line, column, end_line, end_column)

    def _place(self, at: int) -> tuple[int, int, int]:
        line = bisect_right(self.starts, at)
        column = at - self.starts[line - 1]
        return self.before + line, column + 1, self.file[line - 1] + column


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
        return self.places.found().span(*self._all[(*self.under, *path)])

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
        ranges = self.places.found().ranges
        return ranges.keys if self.of_keys else ranges.values
