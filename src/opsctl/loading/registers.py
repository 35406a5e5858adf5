"""Read the files that list what others refer to: people, teams, goals."""

from __future__ import annotations

from dataclasses import dataclass, replace

from opsctl.loading.border import validate
from opsctl.loading.document import Document
from opsctl.loading.timezones import check_timezone
from opsctl.loading.yaml_nodes import MappingNode, ScalarNode
from opsctl.model.person import Person
from opsctl.model.slug import is_slug, slug_of, why_no_slug
from opsctl.model.team import Team
from opsctl.model.vision import Goal, Vision
from opsctl.model.workspace import Register, T
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


@dataclass(frozen=True)
class Reading:
    """What reading a file besides its records brought."""

    findings: tuple[Finding, ...] = ()
    complete: bool = True


def read_people(document: Document) -> tuple[Register[Person], Reading]:
    """Read `people.yaml`."""
    register, reading = _read_register(Person, document, document.root)
    zones = [
        finding
        for person in register.records.values()
        for finding in check_timezone(person.timezone, person.origin)
    ]
    return register, replace(reading, findings=(*reading.findings, *zones))


def read_teams(document: Document) -> tuple[Register[Team], Reading]:
    """Read `teams.yaml`."""
    register, reading = _read_register(Team, document, document.root)
    zones = [
        finding
        for team in register.records.values()
        for finding in check_timezone(team.timezone, team.origin)
    ]
    return register, replace(reading, findings=(*reading.findings, *zones))


def read_vision(document: Document) -> tuple[Vision | None, Register[Goal], Reading]:
    """Read `vision.yaml`, and the goals of the year in it."""
    if document.root is None:
        return None, Register(), Reading(complete=False)
    goals, reading = _read_goals(document)
    rest = replace(
        document.root,
        entries=tuple(each for each in document.root.entries if each[0].text != "one_year"),
    )
    vision, _, findings = validate(Vision, rest, document.path, {"one_year": goals.records})
    complete = reading.complete and not findings
    return vision, goals, Reading((*findings, *reading.findings), complete)


def _read_goals(document: Document) -> tuple[Register[Goal], Reading]:
    assert document.root is not None
    for key, value in document.root.entries:
        if key.text == "one_year" and isinstance(value, MappingNode):
            return _read_register(Goal, document, value)
        if key.text == "one_year" and not (isinstance(value, ScalarNode) and value.is_null):
            finding = Finding(
                "FILE019",
                Location(document.path, value.span),
                "`one_year` takes a group of keys",
                "write the goals' ids as keys, each with a title under it",
            )
            return Register(), Reading((finding,), complete=False)
    return Register(listed=True), Reading()


def _read_register(
    record: type[T], document: Document, root: MappingNode | None
) -> tuple[Register[T], Reading]:
    """Read a group of ids with a record each; one that is broken hides no other."""
    if root is None:
        return Register(), Reading(complete=False)
    records: dict[str, T] = {}
    findings: list[Finding] = []
    keys = [(key, value) for key, value in root.entries if not key.text.startswith("x-")]
    for key, value in keys:
        made, found = _read_one(record, document.path, key, value)
        findings += found
        if made is not None:
            records[key.text] = made
    ids = frozenset(key.text for key, _ in keys)
    return Register(records, ids, listed=True), Reading(tuple(findings), len(records) == len(ids))


def _read_one(
    record: type[T], path: str, key: ScalarNode, value: object
) -> tuple[T | None, list[Finding]]:
    place = Location(path, key.span)
    if not is_slug(key.text):
        message = f"{in_backticks(key.text)} cannot be an id: {why_no_slug(key.text)}"
        near = slug_of(key.text)
        hint = f"write it as in: {'customer-care' if near == 'x' else near}"
        return None, [Finding("FILE015", place, message, hint)]
    if not isinstance(value, MappingNode):
        message = f"`{key.text}` takes a group of keys"
        return None, [Finding("FILE019", place, message, "write its keys indented under it")]
    made, _, findings = validate(record, value, path, {"id": key.text}, key)
    return made, findings
