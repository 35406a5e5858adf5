"""Read `opsctl.yaml`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from opsctl.loading.border import origin_of, validate
from opsctl.loading.document import Document
from opsctl.loading.timezones import check_timezone
from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, never_written
from opsctl.model.period import Quarter
from opsctl.model.settings import NEWEST_FORMAT, QuarterDays, Settings
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import UsageProblem
from opsctl.text.fix import written
from opsctl.text.span import Location, Origin, Span
from opsctl.text.suggestion import in_backticks

_WHOLE_NUMBER = re.compile(r"[0-9]{1,9}")


def read_settings(document: Document) -> tuple[Settings, list[Finding]]:
    """Read the settings; the default stands in for each that cannot be read.

    Raises:
        UsageProblem: the workspace is written in a format of the future.
    """
    if document.root is None:
        return Settings(Origin(document.path)), []
    _refuse_future(document.root)
    others = tuple(each for each in document.root.entries if each[0].text != "format")
    bare = replace(document.root, entries=others)
    settings, _, findings = validate(Settings, bare, document.path)
    if settings is None:
        settings, _, _ = validate(Settings, _without(bare, findings), document.path)
    origin = origin_of(document.root, document.path)
    settings = replace(settings or Settings(origin), origin=origin)
    findings += _format_finding(document.root, document.path)
    findings += _quarter_findings(settings)
    zone = check_timezone(settings.timezone, origin)
    return (replace(settings, timezone="UTC") if zone else settings), findings + zone


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


def _quarter_findings(settings: Settings) -> list[Finding]:
    """Report listed quarters with an impossible name, and those that overlap one before."""
    findings: list[Finding] = []
    named = []
    for name, days in settings.quarters.items():
        quarter = Quarter.parse(name)
        place = settings.origin.key("quarters", name)
        if quarter is None:
            message = f"{in_backticks(name)} is not a quarter"
            findings.append(Finding("CFG006", place, message, "write it as in: 2026-Q4"))
        else:
            named.append((quarter, days, place))
    return findings + _overlaps(sorted(named, key=lambda each: each[0]))


def _overlaps(named: list[tuple[Quarter, QuarterDays, Location]]) -> list[Finding]:
    """Compare each quarter with the one before it that ends last."""
    findings: list[Finding] = []
    latest = named[:1]
    for quarter, days, place in named[1:]:
        before, until, _ = latest[0]
        if days.from_ <= until.to:
            started = f"`{quarter}` starts on {days.from_}"
            message = f"{started}, before `{before}` has ended on {until.to}"
            findings.append(Finding("CFG006", place, message, "a day belongs to one quarter"))
        if days.to > until.to:
            latest = [(quarter, days, place)]
    return findings
