"""Where something stands in a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, total_ordering

FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of a text.

    Offsets count code points from 0, lines and columns count from 1. A byte order mark is
    not part of the text.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


FILE_START = Span(0, 0, 1, 1, 1, 1)


@total_ordering
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Location:
    """A span in a file; the path is relative to the workspace, with `/`.

    Most places are noted and never asked for, so `where` may also be what finds the span.
    """

    path: str
    where: Span | Callable[[], Span] = FILE_START

    @property
    def span(self) -> Span:
        """What part of the file it is."""
        return self.where if isinstance(self.where, Span) else self.where()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Location):
            return NotImplemented
        return self.path == other.path and self.span == other.span

    def __lt__(self, other: Location) -> bool:
        return (self.path, self.span) < (other.path, other.span)

    def __hash__(self) -> int:
        return hash((self.path, self.span))

    def __repr__(self) -> str:
        return f"Location({self.path!r}, {self.span!r})"

    def __reduce__(self) -> tuple[type[Location], tuple[str, Span]]:
        return Location, (self.path, self.span)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a record was read from, and where each of its fields stands in it.

    A field is named by its path of keys and list indices from the record's own root, as in
    `("milestones", 0, "due")`; the empty path is the record itself.
    """

    path: str
    values: Mapping[FieldPath, Span] = field(default_factory=dict, repr=False)
    keys: Mapping[FieldPath, Span] = field(default_factory=dict, repr=False)

    def value(self, *path: str | int) -> Location:
        """Locate the value of a field, or of its nearest ancestor that is written down."""
        return Location(self.path, partial(self._nearest_value, path))

    def key(self, *path: str | int) -> Location:
        """Locate the key of a field, or the value of its nearest ancestor."""
        return Location(self.path, partial(self._nearest_key, path))

    def has(self, *path: str | int) -> bool:
        """Tell whether a field is written in the file."""
        return path in self.values

    def _nearest_value(self, path: FieldPath) -> Span:
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, FILE_START)

    def _nearest_key(self, path: FieldPath) -> Span:
        return self.keys[path] if path in self.keys else self._nearest_value(path)
