"""Diagnostics as a report of GitLab Code Quality, which stands beside a merge request.

GitLab compares reports by fingerprint, drops the second of two equal ones, and stops reading at
the first entry that it does not understand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from opsctl.rendering.diagnostics.wording import sentence
from opsctl.rendering.markdown import inert
from opsctl.rendering.visible import visible
from opsctl.text.diagnostic import Diagnostic, Severity

_SEVERITIES = MappingProxyType(
    {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
)


def gitlab_data(
    diagnostics: Sequence[Diagnostic],
    fingerprints: Sequence[str],
    shown_path: Callable[[str], str],
) -> list[Mapping[str, Any]]:
    """Give an entry for each diagnostic, with its fingerprint; lines only, since it has no columns.

    `shown_path` gives the path from the top of the repository.
    """
    return [
        _entry(each, fingerprint, shown_path)
        for each, fingerprint in zip(diagnostics, fingerprints, strict=True)
    ]


def _entry(
    diagnostic: Diagnostic, fingerprint: str, shown_path: Callable[[str], str]
) -> Mapping[str, Any]:
    finding = diagnostic.finding
    span = finding.location.span
    return {
        "description": f"{finding.code}: {inert(sentence(finding))}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": visible(shown_path(finding.location.path)),
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
