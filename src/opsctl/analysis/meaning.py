"""What the records of a workspace mean, value by value, so that two readings can be compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from opsctl.analysis.sop.digest import content_digest
from opsctl.model.field import given_fields, written_name
from opsctl.model.workspace import Register, Workspace
from opsctl.text.span import FieldPath, Origin, Span

TEXT_OF_A_PAGE: FieldPath = ("text",)
"""The field under which the text of a procedure stands, by its digest."""


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a record: the file, the kind and the id of the record, and the path in it."""

    file: str
    kind: str
    record: str
    path: FieldPath


@dataclass(frozen=True, slots=True)
class Meant:
    """What a value says; two are equal where they say the same, wherever they stand."""

    value: Any
    origin: Origin = dataclasses.field(compare=False, repr=False)
    path: FieldPath = dataclasses.field(compare=False)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is written: the value or the nearest one around it, and the keys above it."""
        steps = [self.path[:length] for length in range(len(self.path), 0, -1)]
        values = [self.origin.values[each] for each in steps if each in self.origin.values]
        keys = [self.origin.keys[each] for each in steps if each in self.origin.keys]
        return (*values[:1], *keys)


def meaning(workspace: Workspace) -> Mapping[Place, Meant]:
    """Give every value that files say, also where it is left out and a default stands in."""
    return {
        Place(origin.path, type(record).__name__, name, path): Meant(value, origin, path)
        for record, name, origin in _records(workspace)
        for path, value in _values(record, origin)
    }


def _records(workspace: Workspace) -> Iterator[tuple[Any, str, Origin]]:
    registers: list[Register[Any]] = [workspace.people, workspace.teams, workspace.goals]
    listed = [each for register in registers for each in register.records.values()]
    vision = [workspace.vision] if workspace.vision else []
    own: list[Any] = [workspace.settings, *vision, *listed, *workspace.records()]
    for record in own:
        yield record, str(getattr(record, "id", "")), record.origin
    for sop in workspace.sops:
        yield sop, sop.id, sop.origin
    signatures: list[Any] = [*workspace.approvals, *workspace.reviews]
    for signed in signatures:
        yield signed, "", signed.origin


def _values(record: Any, origin: Origin) -> Iterator[tuple[FieldPath, Any]]:
    if hasattr(record, "metadata"):
        yield TEXT_OF_A_PAGE, content_digest(record)
        record = record.metadata
    yield from _below(record, ())


def _below(value: Any, path: FieldPath) -> Iterator[tuple[FieldPath, Any]]:
    if dataclasses.is_dataclass(value) and hasattr(value, "__pydantic_config__"):
        kind: Any = type(value)
        given = given_fields(kind)
        for each in dataclasses.fields(value):
            if each.name not in given:
                step = (*path, written_name(each.name))
                yield from _below(getattr(value, each.name), step)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _below(item, (*path, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _below(item, (*path, index))
    else:
        yield path, value
