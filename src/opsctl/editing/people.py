"""People added to the end of `people.yaml`; every byte that is there stays."""

from __future__ import annotations

from collections.abc import Iterable

from opsctl.editing.yaml_text import entry_lines
from opsctl.model.person import Person
from opsctl.text.source import Source


def with_people(source: Source | None, people: Iterable[Person]) -> bytes:
    """Give the bytes of the file with people added behind those who are there."""
    newline = source.newline if source else "\n"
    added = "".join(
        f"{line}{newline}" for person in people for line in entry_lines(person.id, person)
    )
    if source is None:
        return added.encode("utf-8")
    ends = not source.text or source.text.endswith(("\n", "\r"))
    return source.encode() + ("" if ends else newline).encode() + added.encode("utf-8")
