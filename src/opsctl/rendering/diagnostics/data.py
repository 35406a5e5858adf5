"""Diagnostics as data: the public JSON shape, schema 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from opsctl.text.diagnostic import Diagnostic, Severity

SCHEMA = 1


def check_data(diagnostics: Sequence[Diagnostic], files: int) -> Mapping[str, Any]:
    """Give the shape of `check`."""
    return {
        "schema": SCHEMA,
        "findings": [_finding(each) for each in diagnostics],
        "summary": {
            "files": files,
            "errors": _count(diagnostics, Severity.ERROR),
            "warnings": _count(diagnostics, Severity.WARNING),
            "notes": _count(diagnostics, Severity.NOTE),
        },
    }


def _finding(diagnostic: Diagnostic) -> Mapping[str, Any]:
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
    }


def _count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(each.severity is severity for each in diagnostics)
