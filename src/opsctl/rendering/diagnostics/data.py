"""Diagnostics as data: the public JSON shape, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.model.baseline import NOTHING_KNOWN, Judged
from opsctl.text.diagnostic import Diagnostic, Severity

SCHEMA = 1


def check_data(
    diagnostics: Sequence[Diagnostic], files: int, told: Judged = NOTHING_KNOWN
) -> Mapping[str, Any]:
    """Give the shape of `check`; `told` counts the known gaps of the whole workspace."""
    return {
        "schema": SCHEMA,
        "findings": [finding_data(each) for each in diagnostics],
        "summary": {
            "files": files,
            "errors": _count(diagnostics, Severity.ERROR),
            "warnings": _count(diagnostics, Severity.WARNING),
            "notes": _count(diagnostics, Severity.NOTE),
            "known_gaps": len(told.known),
            "closed_gaps": told.closed,
            "fewer_than_at_start": told.fewer,
        },
    }


def finding_data(diagnostic: Diagnostic) -> Mapping[str, Any]:
    """Give the shape of one finding."""
    finding = diagnostic.finding
    span = finding.location.span
    return {
        "path": finding.location.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "code": finding.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity,
        "message": finding.message,
        "hint": finding.hint,
        "fixable": finding.fix is not None,
        "fix": None if finding.fix is None else "safe" if finding.fix.safe else "unsafe",
    }


def _count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(each.severity is severity for each in diagnostics)
