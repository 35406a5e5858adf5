"""Where each field of a record stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from opsctl.text.source import Source
from opsctl.text.span import FieldPath, Origin, Span


def origin_later(path: str, text: str) -> Origin:
    """Note where each field of a file without faults stands, once somebody asks.

    Nobody asks for the places of most records, and a text takes less memory than they do.
    """
    places = _Places(path, text)
    return Origin(path, _Spans(places, of_keys=False), _Spans(places, of_keys=True))


class _Places:
    """The origin of a record whose file is not yet parsed; where it goes, its text goes."""

    __slots__ = ("_found", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self._found: Origin | None = None

    def __reduce__(self) -> tuple[type[_Places], tuple[str, str]]:
        return _Places, (self.path, self.text)

    def found(self) -> Origin:
        if self._found is None:
            from opsctl.loading.border import origin_of  # YAML, which sound files do not need
            from opsctl.loading.yaml_nodes import MappingNode, parse_yaml

            node, _ = parse_yaml(Source(self.path, self.text))
            assert isinstance(node, MappingNode), "a file without faults holds keys"
            self._found = origin_of(node, self.path)
        return self._found


@dataclass(frozen=True, slots=True, eq=False)
class _Spans(Mapping[FieldPath, Span]):
    """The places of all values, or those of all keys."""

    places: _Places
    of_keys: bool

    def __getitem__(self, path: FieldPath) -> Span:
        return self._all[path]

    def __contains__(self, path: object) -> bool:
        return path in self._all

    def __iter__(self) -> Iterator[FieldPath]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def _all(self) -> Mapping[FieldPath, Span]:
        found = self.places.found()
        return found.keys if self.of_keys else found.values
