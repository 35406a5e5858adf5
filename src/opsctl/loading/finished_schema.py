"""The last step to a schema: titles, descriptions, what may be empty, and the names to choose from.

A key with nothing behind it counts as not written, and `title: true` is a text: a schema has to let
both pass. But an editor offers whatever types a schema names, and nobody wants to be offered `null`
and `true` at every key. What passes without being offered is therefore said by what it is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from opsctl.loading.schema_names import REFERENCES, Listing, Names, Reference
from opsctl.model.descriptions import CHOICES as MEANINGS
from opsctl.model.descriptions import DESCRIPTIONS
from opsctl.model.field import CHOICES, PERIOD_PATTERN
from opsctl.model.period import QUARTER_PATTERN

Schema = Mapping[str, Any]
KEYS = "x-keys"
"""The keyword of a raw schema for what every key of a group matches; none may then be empty."""

_OWN_KEYS = "^x-"
_TYPES = ("array", "boolean", "null", "number", "object", "string")
_MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "object": "write its keys on lines of their own, indented",
        "array": "write a list here: one item a line, each after a dash",
    }
)
_KEY_PATTERNS: Mapping[str, str] = MappingProxyType(
    {
        "Measurable.exceptions": PERIOD_PATTERN,
        "Measurable.goal": PERIOD_PATTERN,
        "Measurable.values": PERIOD_PATTERN,
        "Settings.quarters": QUARTER_PATTERN,
    }
)
_NUMBERS = frozenset(["Checkin.values"])
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def in_place(raw: Any, definitions: Schema) -> Any:
    """Put what a raw schema refers to where it is referred to; no record holds itself."""
    if isinstance(raw, Mapping):
        if "$ref" in raw:
            return in_place(definitions[raw["$ref"].rpartition("/")[2]], definitions)
        return {name: in_place(each, definitions) for name, each in raw.items() if name != "$defs"}
    if isinstance(raw, list | tuple):
        return [in_place(each, definitions) for each in raw]
    return raw


def finished(raw: Schema, names: Names) -> dict[str, Any]:
    """Finish the raw schema of a whole file."""
    finishing = _Finishing(names)
    shape = finishing.value(raw, "", empty=False)
    return {**shape, **({"definitions": finishing.lists} if finishing.lists else {})}


@dataclass
class _Finishing:
    """One schema on its way; `lists` are the names that it offers, by what they are names of."""

    names: Names
    lists: dict[str, Schema] = field(default_factory=dict)

    def value(self, raw: Schema, place: str, *, empty: bool) -> dict[str, Any]:
        """Finish the schema of what stands under a key; `empty`: nothing may stand there."""
        if "anyOf" in raw:
            message = {name: raw[name] for name in raw if name == "errorMessage"}
            branches = [
                self.value({**message, **each}, place, empty=False) for each in raw["anyOf"]
            ]
            return _any_of([part for each in branches for part in _parts(each)], empty=empty)
        if "enum" in raw:
            return _words(raw, empty=empty)
        if raw["type"] == "object":
            shape = self._record(raw) if "properties" in raw else self._group(raw, place)
            return _only(shape, "object", empty=empty)
        if raw["type"] == "array":
            shape = {"items": self.value(raw["items"], place, empty=False)}
            return _only(shape, "array", empty=empty)
        return self._name(raw, place, empty=empty)

    def _record(self, raw: Schema) -> dict[str, Any]:
        """Finish the schema of a record: its own keys, those of its user, and no others."""
        needed = raw.get("required", ())
        return {
            "properties": {
                key: self._property(each, f"{raw['title']}.{key}", needed=key in needed)
                for key, each in raw["properties"].items()
            },
            **({"required": needed} if needed else {}),
            "patternProperties": {_OWN_KEYS: {}},
            "additionalProperties": raw["additionalProperties"],
        }

    def _property(self, raw: Schema, place: str, *, needed: bool) -> dict[str, Any]:
        described = place if place in DESCRIPTIONS else f"{place}_"
        title = place.partition(".")[2].replace("_", " ").capitalize()
        shape = self.value(raw, place, empty=not needed)
        if "anyOf" in shape:  # editors name every part, and each by this title if it has none
            shape["anyOf"] = [{"title": title, **each} for each in shape["anyOf"]]
        return {
            "title": title,
            "description": _LINK.sub(r"\1", DESCRIPTIONS[described]),
            **shape,
        }

    def _group(self, raw: Schema, place: str) -> dict[str, Any]:
        """Finish the schema of entries by name, by period or by id."""
        pattern = raw.get(KEYS) or _KEY_PATTERNS.get(place)
        entry = self.value(raw["additionalProperties"], place, empty=KEYS not in raw)
        if pattern:
            other = f"^(?!x-){pattern.removeprefix('^')}"
            return {
                "properties": {},
                "patternProperties": {other: entry, _OWN_KEYS: {}},
                "additionalProperties": False,
            }
        return {
            "properties": self._known(place, entry),
            "patternProperties": {_OWN_KEYS: {}},
            "additionalProperties": entry,
        }

    def _known(self, place: str, entry: Schema) -> dict[str, Any]:
        """Offer the names of measurables as keys, where those are the keys."""
        listing = self.names.listing(Reference.MEASURABLE) if place in _NUMBERS else None
        if listing is None:
            return {}
        self.lists["value"] = entry
        same = {"$ref": "#/definitions/value"}
        named = listing.titles.items()
        return {key: {"description": said, "allOf": [same]} for key, said in named}

    def _name(self, raw: Schema, place: str, *, empty: bool) -> dict[str, Any]:
        """Finish the schema of one value, which may be one of the names that are known."""
        plain = _plain(raw, empty=empty)
        reference = REFERENCES.get(place)
        listing = self.names.listing(reference)
        if reference is None or listing is None:
            return plain
        self.lists[reference.value] = _listed(listing)
        known = {"$ref": f"#/definitions/{reference.value}"}
        if not listing.complete:
            return {"anyOf": [known, plain]}
        return _any_of([known], empty=True) if empty else {"anyOf": [known]}


def _listed(listing: Listing) -> Schema:
    return {"enum": list(listing.titles), "enumDescriptions": list(listing.titles.values())}


def _words(raw: Schema, *, empty: bool) -> dict[str, Any]:
    """Finish the schema of a choice between a few words."""
    shape: dict[str, Any] = {"enum": list(raw["enum"])}
    if CHOICES in raw:
        kind = raw[CHOICES]
        shape["enumDescriptions"] = [MEANINGS[f"{kind}.{word}"] for word in raw["enum"]]
    return _any_of([shape], empty=empty)


def _parts(shape: Schema) -> list[Schema]:
    return list(shape["anyOf"]) if shape.keys() == {"anyOf"} else [shape]


def _any_of(parts: list[Schema], *, empty: bool) -> dict[str, Any]:
    if empty:
        return {"anyOf": [*parts, _passing(["null"])]}
    return dict(parts[0]) if len(parts) == 1 else {"anyOf": parts}


def _passing(kinds: list[str]) -> dict[str, Any]:
    """Let types pass without offering them."""
    return {"title": "Read too", "not": {"type": [each for each in _TYPES if each not in kinds]}}


def _plain(raw: Schema, *, empty: bool) -> dict[str, Any]:
    """Finish the schema of one value; `true` is offered only where it is meant."""
    kinds = raw["type"]
    offered = kinds if kinds[0] == "boolean" else [each for each in kinds if each != "boolean"]
    others = [*(each for each in kinds if each not in offered), *(["null"] if empty else [])]
    kept = {name: each for name, each in raw.items() if name not in ("type", "title")}
    shape = {"type": offered[0] if len(offered) == 1 else offered, **kept}
    return {"anyOf": [shape, _passing(others)]} if others else shape


def _only(shape: Schema, kind: str, *, empty: bool) -> dict[str, Any]:
    """Refuse all but a list or a group: editors that see it at once lay it out when they insert."""
    if not empty:
        return {"type": kind, **shape}
    refused = {"type": kind, "errorMessage": _MESSAGES[kind]}
    return {**shape, "if": {"not": {"type": [kind, "null"]}}, "then": refused}
