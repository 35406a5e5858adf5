"""Where something stands in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A span in a file; the path is relative to the workspace, with `/`."""

    path: str
    span: Span = FILE_START


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
        return Location(self.path, self._nearest(self.values, path))

    def key(self, *path: str | int) -> Location:
        """Locate the key of a field, or the value of its nearest ancestor."""
        if path in self.keys:
            return Location(self.path, self.keys[path])
        return self.value(*path)

    def has(self, *path: str | int) -> bool:
        """Tell whether a field is written in the file."""
        return path in self.values

    @staticmethod
    def _nearest(spans: Mapping[FieldPath, Span], path: FieldPath) -> Span:
        while path not in spans and path:
            path = path[:-1]
        return spans.get(path, FILE_START)
