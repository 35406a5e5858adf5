"""Read the files that list what others refer to: people, teams, goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from opsctl.loading.places import Places
from opsctl.loading.plain_record import plain_record
from opsctl.loading.plain_yaml import Group, read_plain
from opsctl.loading.reading import Reading
from opsctl.loading.timezones import check_timezone
from opsctl.model.person import Person
from opsctl.model.slug import is_slug
from opsctl.model.team import Team
from opsctl.model.vision import Goal, Vision
from opsctl.model.workspace import Register, T
from opsctl.text.source import Source
from opsctl.text.span import FieldPath

_GOALS = "one_year"


def read_people(source: Source) -> tuple[Register[Person], Reading]:
    """Read `people.yaml`."""
    register, reading = _read_register(Person, source)
    return register, _with_zones(reading, register.records.values())


def read_teams(source: Source) -> tuple[Register[Team], Reading]:
    """Read `teams.yaml`."""
    register, reading = _read_register(Team, source)
    return register, _with_zones(reading, register.records.values())


def read_vision(source: Source) -> tuple[Vision | None, Register[Goal], Reading]:
    """Read `vision.yaml`, and the goals of the year in it."""
    plain = _plain_vision(source)
    if plain is not None:
        return *plain, Reading()
    from opsctl.loading.registers_explained import explain_vision  # pydantic and YAML, where needed

    return explain_vision(source)


def _with_zones(reading: Reading, records: Iterable[Person | Team]) -> Reading:
    zones = [each for record in records for each in check_timezone(record.timezone, record.origin)]
    return replace(reading, findings=(*reading.findings, *zones))


def _read_register(record: type[T], source: Source) -> tuple[Register[T], Reading]:
    """Read a group of ids with a record each; one that is broken hides no other."""
    data = read_plain(source.text)
    if data is not None:
        register = _plain_register(record, data, Places(source.path, source.text))
        if register is not None:
            return register, Reading()
    from opsctl.loading.registers_explained import explain_register  # pydantic and YAML

    return explain_register(record, source)


def _plain_register(
    record: type[T], data: Group, places: Places, under: FieldPath = ()
) -> Register[T] | None:
    """Make the records of a group of ids; none where anything is to be said of one of them."""
    records: dict[str, T] = {}
    for name, value in data.items():
        origin = places.origin((*under, name))
        made = plain_record(record, value, {"id": name, "origin": origin})
        if made is None or not is_slug(name):
            return None
        records[name] = made
    return Register(records, frozenset(records), listed=True)


def _plain_vision(source: Source) -> tuple[Vision, Register[Goal]] | None:
    data = read_plain(source.text)
    if data is None:
        return None
    places = Places(source.path, source.text)
    listed = data.pop(_GOALS, {})
    goals = _plain_register(Goal, listed, places, (_GOALS,)) if isinstance(listed, dict) else None
    if goals is None:
        return None
    origin = places.origin(ours=tuple(data))
    vision = plain_record(Vision, data, {"one_year": goals.records, "origin": origin})
    return None if vision is None else (vision, goals)
