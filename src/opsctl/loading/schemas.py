"""JSON Schemas of every kind of file, for editors; made from the records of the model.

A schema refuses nothing that opsctl reads. It is draft-07, which every editor knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from opsctl.loading.file_kinds import FileKind
from opsctl.loading.finished_schema import KEYS, finished, in_place
from opsctl.loading.schema_names import NO_NAMES, Names
from opsctl.model.settings import NEWEST_FORMAT, Settings
from opsctl.model.slug import SLUG_PATTERN
from opsctl.model.sop import Metadata
from opsctl.model.vision import Goal, Vision

DRAFT = "http://json-schema.org/draft-07/schema#"
COMMENT = "Written by opsctl schema; what you change here is lost when it is written anew."


_FORMAT: Mapping[str, Any] = MappingProxyType(
    {
        "type": ("integer", "string"),
        "minimum": NEWEST_FORMAT,
        "maximum": NEWEST_FORMAT,
        "pattern": f"^{NEWEST_FORMAT}$",
        "errorMessage": f"write: format: {NEWEST_FORMAT}",
        "examples": (NEWEST_FORMAT,),
    }
)


def schema_of(kind: FileKind, names: Names = NO_NAMES) -> Mapping[str, Any]:
    """Make the schema of a kind of file; with the names that are known, those are offered."""
    shape = finished(_body(kind), names)
    return {"$schema": DRAFT, "$comment": COMMENT, "title": kind.title, **shape}


def _body(kind: FileKind) -> JsonSchemaValue:
    """Describe a file as its reader takes it, also where that is not left to the record."""
    if kind.listed:
        return _by_id(kind.record)
    raw = _raw(kind.record)
    properties = raw["properties"]
    if kind.record is Settings:
        return {**raw, "properties": {**properties, "format": _FORMAT}, "required": ["format"]}
    if kind.record is Vision:
        return {**raw, "properties": {**properties, "one_year": _by_id(Goal)}}
    return {**raw, "additionalProperties": kind.record is Metadata}


def _by_id(record: Any) -> JsonSchemaValue:
    """Describe a group of records, each under its id."""
    return {"type": "object", KEYS: SLUG_PATTERN, "additionalProperties": _raw(record)}


@cache
def _raw(record: Any) -> JsonSchemaValue:
    """Describe a record as pydantic does; what is within it stands in place."""
    adapter: TypeAdapter[Any] = TypeAdapter(record)
    whole = adapter.json_schema(schema_generator=_Generator)
    return cast(JsonSchemaValue, in_place(whole, whole.get("$defs", {})))


class _Generator(GenerateJsonSchema):
    """What pydantic makes, without defaults: those are values of ours, not of a file."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])
