"""What is wrong in a file of answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import one_line, visible
from opsctl.text.diagnostic import Finding


def finding_lines(findings: Sequence[Finding]) -> Iterator[Text]:
    """Draw findings, each with its place and what to write instead."""
    for finding in findings:
        path, span = finding.location.path, finding.location.span
        yield Text(f"{visible(path)}:{span.line}:{span.column}: {one_line(finding.message)}")
        if finding.hint:
            yield Text(f"  hint: {one_line(finding.hint)}", DIM)
