"""Settings, read with all of YAML: what is there, and what is wrong with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from opsctl.loading.border import origin_of, validate
from opsctl.loading.document import document_of
from opsctl.loading.reading import Reading
from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, never_written
from opsctl.model.settings import NEWEST_FORMAT, Settings
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import UsageProblem
from opsctl.text.fix import written
from opsctl.text.source import Source
from opsctl.text.span import Location, Origin, Span
from opsctl.text.suggestion import in_backticks

_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")


def explain_settings(source: Source) -> tuple[Settings, Reading]:
    """Read the settings; the default stands in for each that cannot be read.

    Raises:
        UsageProblem: the workspace is written in a format of the future.
    """
    document = document_of(source)
    found = Reading(document.findings, document.suppressions, complete=False)
    if document.root is None:
        return Settings(Origin(document.path)), found
    _refuse_future(document.root)
    others = tuple(each for each in document.root.entries if each[0].text != "format")
    bare = replace(document.root, entries=others)
    settings, _, findings = validate(Settings, bare, document.path)
    if settings is None:
        settings, _, _ = validate(Settings, _without(bare, findings), document.path)
    origin = origin_of(document.root, document.path)
    settings = replace(settings or Settings(origin), origin=origin)
    findings += _format_finding(document.root, document.path)
    return settings, replace(found, findings=(*found.findings, *findings), complete=True)


def _refuse_future(root: MappingNode) -> None:
    for key, value in root.entries:
        number = value.text if key.text == "format" and isinstance(value, ScalarNode) else ""
        if _WHOLE_NUMBER.fullmatch(number) and int(number) > NEWEST_FORMAT:
            raise UsageProblem(
                f"this workspace is in format {int(number)}; "
                f"this opsctl reads up to format {NEWEST_FORMAT}",
                "install a newer opsctl",
            )


def _without(root: MappingNode, findings: list[Finding]) -> MappingNode:
    """Leave out the top-level keys in which something was found."""
    starts = [key.span.start for key, _ in root.entries]
    broken = {bisect_right(starts, finding.location.span.start) - 1 for finding in findings}
    sound = tuple(entry for index, entry in enumerate(root.entries) if index not in broken)
    return replace(root, entries=sound)


def _format_finding(root: MappingNode, path: str) -> list[Finding]:
    for key, value in root.entries:
        if key.text == "format":
            return _unknown_format(key, value, path)
    span = root.span
    first = Span(span.start, span.start, span.line, span.column, span.line, span.column)
    message = "the file does not say which format it is in"
    hint = f"start the file with the line: format: {NEWEST_FORMAT}"
    fix = None if root.flow else written(Location(path, first), f"format: {NEWEST_FORMAT}\n")
    return [Finding("CFG001", Location(path, first), message, hint, fix)]


def _unknown_format(key: ScalarNode, value: Node, path: str) -> list[Finding]:
    place, message = Location(path, value.span), "this is not a format"
    if never_written(value):
        place, message = Location(path, key.span), "`format` is empty"
    elif isinstance(value, ScalarNode):
        if value.text == str(NEWEST_FORMAT):
            return []
        message = f"{in_backticks(value.text)} is not a format"
    return [Finding("CFG001", place, message, f"write: format: {NEWEST_FORMAT}")]
