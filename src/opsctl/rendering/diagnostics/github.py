"""Diagnostics as GitHub workflow commands, which become annotations on the changed lines.

Escaping follows the toolkit of the workflow runner: `%`, CR and LF in messages, and also `:`
and `,` in properties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from opsctl.rendering.diagnostics.concise import concise_lines
from opsctl.rendering.diagnostics.wording import counts_by_severity, sentence, worst_first
from opsctl.rendering.visible import no_command, one_line, visible
from opsctl.text.diagnostic import Diagnostic, Severity

_LEVELS = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
)
_SHOWN = 10
"""How many annotations of each level GitHub shows of one step."""


def github_lines(
    diagnostics: Sequence[Diagnostic],
    shown_path: Callable[[str], str],
    remarks: Sequence[str] = (),
) -> Iterator[str]:
    """Write commands, the worst first, and no more of a level than the host shows.

    A notice then counts those that are left, and plain lines in the log name them. `remarks` are
    notices that belong to no place.
    """
    room = _room(diagnostics, len(remarks))
    annotated: list[Diagnostic] = []
    left: list[Diagnostic] = []
    for each in worst_first(diagnostics):
        has_room = sum(one.severity is each.severity for one in annotated) < room[each.severity]
        (annotated if has_room else left).append(each)
    yield from (_command(each, shown_path) for each in annotated)
    yield from (notice(each) for each in remarks)
    if left:
        yield notice(
            f"{counts_by_severity(left)} more: GitHub shows {_SHOWN} of a kind in one step, "
            "and the log of this step names the others."
        )
        yield from map(no_command, concise_lines(left, shown_path))


def _room(diagnostics: Sequence[Diagnostic], remarks: int) -> Mapping[Severity, int]:
    """Tell how many of each level to show; a count of those that are left is a notice, too."""
    counts = {
        severity: sum(each.severity is severity for each in diagnostics) for severity in Severity
    }
    notices = _SHOWN - remarks
    is_full = max(counts[Severity.ERROR], counts[Severity.WARNING]) > _SHOWN
    if is_full or counts[Severity.NOTE] > notices:
        notices -= 1
    return {**dict.fromkeys(Severity, _SHOWN), Severity.NOTE: max(notices, 0)}


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
    return f"::{_LEVELS[diagnostic.severity]} {listed}::{_data(sentence(finding))}"


def notice(text: str) -> str:
    """Write a remark that belongs to no place."""
    return f"::notice::{_data(one_line(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
