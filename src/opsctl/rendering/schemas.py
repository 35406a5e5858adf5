"""The list of schemas, in a terminal and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from rich.text import Text

from opsctl.rendering.theme import DIM

SCHEMA = 1


class Described(Protocol):
    """A kind of file that there is a schema of."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def paths(self) -> Sequence[str]: ...


def schema_list_lines(kinds: Sequence[Described]) -> Iterator[Text]:
    """Draw a line for each schema: its name, what it is of, and where those files lie."""
    name_width = max(len(each.name) for each in kinds)
    title_width = max(len(each.title) for each in kinds)
    for each in kinds:
        text = Text(f"{each.name.ljust(name_width)}  {each.title.ljust(title_width)}  ")
        text.append(", ".join(_found_at(each)) or "no editor reads it by itself", DIM)
        yield text


def schema_list_data(kinds: Sequence[Described]) -> Mapping[str, Any]:
    """Give the shape of `schema`."""
    return {"schema": SCHEMA, "schemas": [_data(each) for each in kinds]}


def _data(each: Described) -> Mapping[str, Any]:
    return {"name": each.name, "title": each.title, "paths": list(each.paths)}


def _found_at(each: Described) -> Iterator[str]:
    return (path for path in each.paths if not path.startswith("!"))
