"""What a record says of its fields: how each is read, and which do not stand in the file.

Each alias below (`Text`, `Day`, …) is what type checkers see a field as, with a marker that hands
its reader to the validation layer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

from opsctl.model.scalar import (
    MONTHS,
    Interval,
    Scalar,
    Unreadable,
    read_as_it_is,
    read_count,
    read_day,
    read_days_count,
    read_flag,
    read_interval,
    read_month,
    read_number,
    read_percent,
    read_period,
    read_positive,
    read_text,
)
from opsctl.text.suggestion import SHORTEST_KEY, did_you_mean, surely_meant

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

Config = dict[str, Any]


def written_name(field: str) -> str:
    """Give the key of a field in a file: `from_` stands for `from`, a word of Python's own."""
    return field.removesuffix("_")


CHOICES = "x-choices"
"""The keyword of a schema that names the words it chooses from; no finished schema has it."""

ALWAYS = ""
"""The period of an entry that is in force always."""

STRICT: Config = {"extra": "forbid", "alias_generator": written_name}
"""What every record of a file asks of the validation layer: no key but its own."""


Schema = tuple[tuple[str, Any], ...]
"""The keywords of a JSON schema, by name; `anyOf` holds further ones."""


def _as_json(schema: Schema) -> dict[str, Any]:
    return {
        name: [_as_json(each) for each in value] if name == "anyOf" else value
        for name, value in schema
    }


@dataclass(frozen=True, slots=True)
class Reads:
    """The marker that tells the validation layer how a field is read.

    `schema` describes the value as YAML 1.2 types it, where `2026-11-30` and `no` are texts. It
    refuses nothing that `read` takes.
    """

    read: Callable[[Scalar], Any]
    kind: str
    schema: Schema = (("type", ("string",)),)

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema  # only when files are validated

        def validate(value: object) -> Any:
            if not isinstance(value, Scalar):
                hint = f"write {self.kind} here"
                if isinstance(value, dict) and self.read is read_text:
                    hint = "put text that holds a colon in quotes"
                raise Unreadable(f"takes {self.kind}, not {kind_of(value)}", hint)
            if not value.text.strip():
                hint = f"write {self.kind}, or remove the line"
                raise Unreadable("has nothing in it", hint)
            return self.read(value)

        return core_schema.no_info_plain_validator_function(validate)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"errorMessage": f"write {self.kind} here", **_as_json(self.schema)}


@dataclass(frozen=True, slots=True)
class Brief:
    """The marker of a record that may stand in a file as one value, which is its field `name`."""

    name: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema  # only when files are validated

        def expand(value: object) -> object:
            return {self.name: value} if isinstance(value, Scalar) else value

        return core_schema.no_info_before_validator_function(expand, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        whole = handler(schema)
        return {"anyOf": [handler.resolve_ref_schema(whole)["properties"][self.name], whole]}


@dataclass(frozen=True, slots=True)
class Dated:
    """The marker of entries by period, of which a single one may stand without: it is always so.

    `brief` is the key that an entry cannot do without, and by which a single one is known.
    """

    brief: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema  # only when files are validated

        def expand(value: object) -> object:
            single = isinstance(value, Scalar) or (isinstance(value, dict) and self.brief in value)
            return {ALWAYS: value} if single else value

        return core_schema.no_info_before_validator_function(expand, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        entries = handler(schema)
        return {"anyOf": [entries["additionalProperties"], entries]}


class Written(ValueError):
    """A file holds a field that no file can say."""


@dataclass(frozen=True, slots=True)
class Given:
    """The marker of a field that does not stand in the file: its path says it."""

    def __get_pydantic_core_schema__(
        self, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema  # only when files are validated

        def refuse_what_is_written(value: object) -> object:
            inside = value.values() if isinstance(value, dict) else (value,)
            if any(isinstance(each, Scalar | dict | list) for each in inside):
                raise Written
            return value

        return core_schema.no_info_plain_validator_function(refuse_what_is_written)

    def __get_pydantic_json_schema__(
        self, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        from pydantic_core import PydanticOmit  # only when a schema is written

        raise PydanticOmit


@cache
def given_fields(record: Any) -> frozenset[str]:
    """Name the fields of a dataclass that do not stand in its file."""
    hints = get_type_hints(record, include_extras=True)
    return frozenset(
        name
        for name, hint in hints.items()
        if any(isinstance(part, Given) for part in getattr(hint, "__metadata__", ()))
    )


def written_keys(record: Any) -> list[str]:
    """Name the keys that the file of a dataclass may hold, in the order of its definition."""
    given = given_fields(record)
    return [written_name(each.name) for each in fields(record) if each.name not in given]


def kind_of(value: object) -> str:
    """Name what a value is in the words of a person who writes files."""
    if isinstance(value, Scalar):
        return "one value"
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "a group of keys"


def choice(kind: type[StrEnum]) -> Reads:
    """Make the marker of a field that takes one of a few words."""
    words = tuple(each.value for each in kind)

    def read(scalar: Scalar) -> StrEnum:
        if scalar.text not in words:
            guess = did_you_mean(scalar.text.replace(" ", "-").replace("_", "-"), words)
            listed = f"{', '.join(words[:-1])} or {words[-1]}"
            meant = surely_meant(scalar.text, words, SHORTEST_KEY)
            raise Unreadable(f"{scalar.shown} is not one of {listed}", guess, meant)
        return kind(scalar.text)

    return Reads(read, "one word", (("enum", words), (CHOICES, kind.__name__)))


def matching(pattern: str, *examples: str) -> Schema:
    """Describe a text by a pattern that Python and JavaScript read alike."""
    return (("type", ("string",)), ("pattern", pattern), ("examples", examples))


ANY_VALUE: Schema = (("type", ("string", "number", "boolean")),)
"""Any one value: `title: 2026` is a text too."""

DAY_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
PERIOD_PATTERN = f"^({DAY_PATTERN}|[0-9]{{4}}-(W[0-9]{{2}}|[0-9]{{2}}|Q[1-4]))$"
_WHOLE: Schema = (("type", ("integer",)), ("minimum", 0), ("maximum", 999_999))
_ABOVE_ZERO: Schema = (("type", ("number",)), ("exclusiveMinimum", 0))
_FLAG: Schema = (("type", ("boolean", "string")), ("pattern", "^(true|false)$"))
_OTHER_LETTERS: Schema = (("type", ("string",)), ("pattern", "[^a-z]"))
_MONTH: Schema = (("anyOf", ((("enum", MONTHS),), _OTHER_LETTERS)),)

Text = Annotated[str, Reads(read_text, "a text", ANY_VALUE)]
Day = Annotated[date, Reads(read_day, "a date", matching(f"^{DAY_PATTERN}$", "2026-11-30"))]
Number = Annotated[Decimal, Reads(read_number, "a number", (("type", ("number",)),))]
Positive = Annotated[Decimal, Reads(read_positive, "a number", _ABOVE_ZERO)]
Count = Annotated[int, Reads(read_count, "a whole number", _WHOLE)]
Percent = Annotated[Decimal, Reads(read_percent, "a percentage", matching("^[0-9.]+ ?%$", "80%"))]
DaysCount = Annotated[
    int,
    Reads(read_days_count, "a number of days", matching("^[0-9]{1,3} (day|week)s?$", "14 days")),
]
Length = Annotated[
    Interval,
    Reads(
        read_interval,
        "a length of time",
        matching("^[0-9]{1,3} (day|week|month|year)s?$", "6 months"),
    ),
]
Flag = Annotated[bool, Reads(read_flag, "true or false", _FLAG)]
Month = Annotated[int, Reads(read_month, "the name of a month", _MONTH)]
Typed = Annotated[Scalar, Reads(read_as_it_is, "a value", ANY_VALUE)]
PeriodName = Annotated[str, Reads(read_period, "a period", matching(PERIOD_PATTERN, "2026-W46"))]
