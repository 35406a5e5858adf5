"""What every format says of a finding in the same words, and in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from opsctl.rendering.figures import counted
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Diagnostic, Finding, Severity

HOME = "https://pypi.org/project/opsctl-rhythm/"
"""Where formats that name their tool send people."""


def sentence(finding: Finding) -> str:
    """Say in one line what is wrong, and in brackets what to write instead."""
    hint = f" ({one_line(finding.hint)})" if finding.hint else ""
    return f"{one_line(finding.message)}{hint}"


def worst_first(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Put errors before warnings before notes; among equals the order stays."""
    return sorted(diagnostics, key=lambda each: each.severity.rank)


def counts_by_severity(diagnostics: Sequence[Diagnostic]) -> str:
    """Count findings of each severity that is there: `2 errors, 1 note`."""
    counts = [
        (sum(each.severity is severity for each in diagnostics), severity) for severity in Severity
    ]
    return ", ".join(counted(count, severity.value) for count, severity in counts if count)
