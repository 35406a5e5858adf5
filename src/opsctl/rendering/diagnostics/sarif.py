"""Diagnostics as SARIF 2.1.0, which code scanning and many editors read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from opsctl.rendering.diagnostics.line_hashes import line_hashes
from opsctl.rendering.diagnostics.sarif_rules import sarif_rules
from opsctl.rendering.diagnostics.suggested import EditsOf, no_edits
from opsctl.rendering.diagnostics.wording import HOME, counts_by_severity, sentence
from opsctl.rendering.markdown import inert
from opsctl.rendering.rules import Page
from opsctl.rendering.visible import visible
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.source import Source
from opsctl.text.span import Location, Span

SourceAt = Callable[[str], Source | None]
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_TOP = "%SRCROOT%"
_OWN, _GITHUBS = "opsctl/v1", "primaryLocationLineHash"
_MOST = 25_000
"""How many results GitHub takes; a report with more is refused whole."""


@dataclass(frozen=True, slots=True)
class Tool:
    """What a report says of who made it: the version, and the manual of its rules."""

    version: str
    rules: Sequence[Page]


def sarif_data(
    diagnostics: Sequence[Diagnostic],
    fingerprints: Sequence[str],
    source_at: SourceAt,
    shown_path: Callable[[str], str],
    tool: Tool,
    edits_of: EditsOf = no_edits,
) -> Mapping[str, Any]:
    """Give the report, the worst first; `source_at` gives a file, none where it cannot be read.

    `shown_path` gives paths from the top of the repository, and the workspace by the empty path:
    each workspace of a repository has a category of its own, and none replaces another's alerts.
    `edits_of` gives what the fix of a finding changes in its file.
    """
    named = zip(diagnostics, fingerprints, strict=True)
    ordered = sorted(named, key=lambda each: each[0].severity.rank)
    indexes = {rule.code: index for index, rule in enumerate(tool.rules)}
    hash_of = _hashing(source_at)
    results = [
        {
            **_result(each, indexes[each.finding.code], {_OWN: name, **hash_of(each)}, shown_path),
            **_fixes(each, source_at(each.finding.location.path), shown_path, edits_of),
        }
        for each, name in ordered[:_MOST]
    ]
    run = {
        "tool": {"driver": _driver(tool)},
        "automationDetails": {"id": _category(shown_path(""))},
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation([each for each, _ in ordered[_MOST:]])],
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(tool: Tool) -> Mapping[str, Any]:
    return {
        "name": "opsctl",
        "semanticVersion": tool.version,
        "informationUri": HOME,
        "rules": sarif_rules(tool.rules),
    }


def _category(workspace: str) -> str:
    return "opsctl/" if workspace in ("", ".") else f"opsctl/{visible(workspace)}/"


def _invocation(left: Sequence[Diagnostic]) -> Mapping[str, Any]:
    """Say that all went well, and what there is no room for."""
    if not left:
        return {"executionSuccessful": True}
    text = f"{counts_by_severity(left)} more: a report holds {_MOST} findings."
    said = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [said]}


def _result(
    diagnostic: Diagnostic,
    index: int,
    fingerprints: Mapping[str, str],
    shown_path: Callable[[str], str],
) -> Mapping[str, Any]:
    finding = diagnostic.finding
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": inert(sentence(finding))},
        "locations": [{"physicalLocation": _place(finding.location, shown_path)}],
        "partialFingerprints": fingerprints,
    }


def _fixes(
    diagnostic: Diagnostic,
    source: Source | None,
    shown_path: Callable[[str], str],
    edits_of: EditsOf,
) -> Mapping[str, Any]:
    """Give the fix of a finding, all its places in one; a guess says that it is one."""
    finding = diagnostic.finding
    edits = edits_of(finding)
    if finding.fix is None or source is None or not edits:
        return {}
    replacements = [
        {
            "deletedRegion": _region(source.span(each.start, each.end)),
            "insertedContent": {"text": each.text},
        }
        for each in edits
    ]
    artifact = _artifact(finding.location.path, shown_path)
    said = "Write what is meant." if finding.fix.safe else "Write what may be meant."
    change = {"artifactLocation": artifact, "replacements": replacements}
    return {"fixes": [{"description": {"text": said}, "artifactChanges": [change]}]}


def _place(location: Location, shown_path: Callable[[str], str]) -> Mapping[str, Any]:
    return {
        "artifactLocation": _artifact(location.path, shown_path),
        "region": _region(location.span),
    }


def _artifact(path: str, shown_path: Callable[[str], str]) -> Mapping[str, Any]:
    """Name a file by a relative URI; bytes that are no UTF-8 are shown as escapes."""
    shown = shown_path(path)
    whole = shown.encode("utf-8", "replace").decode("utf-8")
    return {"uri": quote(shown if whole == shown else visible(shown)), "uriBaseId": _TOP}


def _region(span: Span) -> Mapping[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _hashing(source_at: SourceAt) -> Callable[[Diagnostic], Mapping[str, str]]:
    """Make a function that gives the hash of a diagnostic's line, if its file can be read."""

    @cache
    def hashes_of(path: str) -> Sequence[str]:
        source = source_at(path)
        if source is None:
            return ()
        return line_hashes(f"\ufeff{source.text}" if source.has_bom else source.text)

    def hash_of(diagnostic: Diagnostic) -> Mapping[str, str]:
        location = diagnostic.finding.location
        hashes = hashes_of(location.path)
        line = location.span.line
        return {_GITHUBS: hashes[line - 1]} if line <= len(hashes) else {}

    return hash_of
