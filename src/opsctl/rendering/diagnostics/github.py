"""Diagnostics as GitHub workflow commands, which become annotations on the changed lines.

Escaping follows the toolkit of the workflow runner: `%`, CR and LF in messages, and also `:`
and `,` in properties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType

from opsctl.rendering.visible import one_line, visible
from opsctl.text.diagnostic import Diagnostic, Severity

_LEVELS = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
)


def github_lines(
    diagnostics: Sequence[Diagnostic], shown_path: Callable[[str], str]
) -> Iterator[str]:
    """Write one command a diagnostic, errors first: the host shows only the first few of a step."""
    for each in sorted(diagnostics, key=lambda one: one.severity.rank):
        yield _command(each, shown_path)


def _command(diagnostic: Diagnostic, shown_path: Callable[[str], str]) -> str:
    finding = diagnostic.finding
    span = finding.location.span
    properties = {
        "file": visible(shown_path(finding.location.path)),
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    if span.line == span.end_line:
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"{finding.code} {diagnostic.name}"
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    hint = f" ({one_line(finding.hint)})" if finding.hint else ""
    message = _data(f"{one_line(finding.message)}{hint}")
    return f"::{_LEVELS[diagnostic.severity]} {listed}::{message}"


def notice(text: str) -> str:
    """Write a remark that belongs to no place."""
    return f"::notice::{_data(one_line(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
