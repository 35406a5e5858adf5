"""Diagnostics as rdjson, which reviewdog turns into comments on a pull request.

A finding that can be mended, or guessed at, brings a suggestion that a reviewer can apply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from opsctl.rendering.diagnostics.suggested import EditsOf, no_edits
from opsctl.rendering.diagnostics.wording import HOME, sentence
from opsctl.rendering.markdown import inert
from opsctl.rendering.visible import visible
from opsctl.text.diagnostic import Diagnostic, Severity
from opsctl.text.edit import Edit, splice
from opsctl.text.source import Source
from opsctl.text.span import Location

SourceAt = Callable[[str], Source | None]
_SEVERITIES = MappingProxyType(
    {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
)
_BYTE_ORDER_MARK = 3


def rdjson_data(
    diagnostics: Sequence[Diagnostic],
    source_at: SourceAt,
    shown_path: Callable[[str], str],
    edits_of: EditsOf = no_edits,
) -> Mapping[str, Any]:
    """Give the whole result; `source_at` gives a file by its path, none where it cannot be read.

    `edits_of` gives what the fix of a finding changes in its file.
    """
    return {
        "source": {"name": "opsctl", "url": HOME},
        "diagnostics": [_entry(each, source_at, shown_path, edits_of) for each in diagnostics],
    }


def _entry(
    diagnostic: Diagnostic,
    source_at: SourceAt,
    shown_path: Callable[[str], str],
    edits_of: EditsOf,
) -> Mapping[str, Any]:
    finding = diagnostic.finding
    path = finding.location.path
    return {
        "message": inert(sentence(finding)),
        "location": {
            "path": visible(shown_path(path)),
            "range": _range(finding.location, source_at(path)),
        },
        "severity": _SEVERITIES[diagnostic.severity],
        "code": {"value": finding.code},
        **_suggestions(edits_of(finding), source_at(path)),
    }


def _suggestions(edits: Sequence[Edit], source: Source | None) -> Mapping[str, Any]:
    """Make one suggestion of a fix: no edit of it may be applied without the others."""
    if source is None or not edits:
        return {}
    start, end = min(each.start for each in edits), max(each.end for each in edits)
    within = [Edit(each.start - start, each.end - start, each.text) for each in edits]
    place = Location(source.path, source.span(start, end))
    text = splice(source.text[start:end], within)
    return {"suggestions": [{"range": _range(place, source), "text": text}]}


def _range(location: Location, source: Source | None) -> Mapping[str, Any]:
    """Give a place, its end exclusive; without the file nobody knows its columns in bytes."""
    span = location.span
    if source is None:
        return {"start": {"line": span.line}, "end": {"line": span.end_line}}
    return {
        "start": {"line": span.line, "column": _byte_column(source, span.line, span.column)},
        "end": {
            "line": span.end_line,
            "column": _byte_column(source, span.end_line, span.end_column),
        },
    }


def _byte_column(source: Source, line: int, column: int) -> int:
    """Turn a column of characters into one of UTF-8 bytes, both counted from 1."""
    before = source.line(line)[: column - 1].encode("utf-8", "surrogatepass")
    mark = _BYTE_ORDER_MARK if source.has_bom and line == 1 else 0
    return len(before) + mark + 1
