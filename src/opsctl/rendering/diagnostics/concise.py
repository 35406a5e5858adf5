"""Diagnostics a line each, in the form of gcc, which editors and CI systems know how to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from opsctl.rendering.diagnostics.wording import sentence
from opsctl.rendering.visible import visible
from opsctl.text.diagnostic import Diagnostic


def concise_lines(
    diagnostics: Sequence[Diagnostic], shown_path: Callable[[str], str]
) -> Iterator[str]:
    """Write `path:line:column: severity: message [CODE]` for each."""
    for each in diagnostics:
        finding = each.finding
        span = finding.location.span
        place = f"{visible(shown_path(finding.location.path))}:{span.line}:{span.column}"
        yield f"{place}: {each.severity}: {sentence(finding)} [{finding.code}]"
