"""People, teams and goals, read with all of YAML: what is there, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace

from opsctl.loading.border import validate
from opsctl.loading.document import document_of
from opsctl.loading.reading import Reading
from opsctl.loading.yaml_nodes import MappingNode, ScalarNode
from opsctl.model.slug import is_slug, slug_of, why_no_slug
from opsctl.model.vision import Goal, Vision
from opsctl.model.workspace import Register, T
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def explain_register(record: type[T], source: Source) -> tuple[Register[T], Reading]:
    """Read a file that is a group of ids with a record each."""
    document = document_of(source)
    found = Reading(document.findings, document.suppressions, complete=False)
    if document.root is None:
        return Register(), found
    register, findings = _register(record, document.path, document.root)
    return register, _and(found, findings, _is_complete(register))


def explain_vision(source: Source) -> tuple[Vision | None, Register[Goal], Reading]:
    """Read `vision.yaml`, and the goals of the year in it."""
    document = document_of(source)
    found = Reading(document.findings, document.suppressions, complete=False)
    root = document.root
    if root is None:
        return None, Register(), found
    goals, of_goals = _goals(document.path, root)
    rest = replace(root, entries=tuple(each for each in root.entries if each[0].text != "one_year"))
    vision, _, findings = validate(Vision, rest, document.path, {"one_year": goals.records})
    complete = goals.listed and _is_complete(goals) and not findings
    return vision, goals, _and(found, [*findings, *of_goals], complete)


def _and(reading: Reading, findings: list[Finding], complete: bool) -> Reading:
    return replace(reading, findings=(*reading.findings, *findings), complete=complete)


def _is_complete(register: Register[T]) -> bool:
    return len(register.records) == len(register.ids)


def _goals(path: str, root: MappingNode) -> tuple[Register[Goal], list[Finding]]:
    for key, value in root.entries:
        if key.text == "one_year" and isinstance(value, MappingNode):
            return _register(Goal, path, value)
        if key.text == "one_year" and not (isinstance(value, ScalarNode) and value.is_null):
            finding = Finding(
                "FILE019",
                Location(path, value.span),
                "`one_year` takes a group of keys",
                "write the goals' ids as keys, each with a title under it",
            )
            return Register(), [finding]
    return Register(listed=True), []


def _register(record: type[T], path: str, root: MappingNode) -> tuple[Register[T], list[Finding]]:
    """Read a group of ids with a record each; one that is broken hides no other."""
    records: dict[str, T] = {}
    findings: list[Finding] = []
    keys = [(key, value) for key, value in root.entries if not key.text.startswith("x-")]
    for key, value in keys:
        made, found = _read_one(record, path, key, value)
        findings += found
        if made is not None:
            records[key.text] = made
    return Register(records, frozenset(key.text for key, _ in keys), listed=True), findings


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
