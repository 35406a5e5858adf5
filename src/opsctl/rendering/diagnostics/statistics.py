"""How often each rule found something: as a table and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from opsctl.rendering.layout import Column, fit, line
from opsctl.rendering.theme import DIM, SEVERITY_STYLES
from opsctl.text.diagnostic import Diagnostic, Severity

_COLUMNS = (
    Column("count", right=True),
    Column("severity"),
    Column("rule"),
    Column("name"),
    Column("can be fixed"),
)


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something; `fixable` have a fix, and of these `safe` a safe one."""

    code: str
    name: str
    severity: Severity
    count: int
    fixable: int
    safe: int


def statistics(diagnostics: Sequence[Diagnostic]) -> Sequence[RuleCount]:
    """Count findings by rule: the heaviest first, then the most frequent, then by code."""
    found: dict[tuple[str, str, Severity], list[Diagnostic]] = {}
    for each in diagnostics:
        found.setdefault((each.finding.code, each.name, each.severity), []).append(each)
    counts = [_count(*rule, those) for rule, those in found.items()]
    return sorted(counts, key=lambda each: (each.severity.rank, -each.count, each.code))


def statistics_lines(counts: Sequence[RuleCount]) -> Iterator[Text]:
    """Draw the table, with an empty line below it; nothing where there is nothing to count."""
    if not counts:
        return
    rows = [_row(each) for each in counts]
    widths = fit(_COLUMNS, rows, None)
    yield line(_COLUMNS, [Text(each.heading, DIM) for each in _COLUMNS], widths, "")
    for row in rows:
        yield line(_COLUMNS, row, widths, "")
    yield Text()


def statistics_data(counts: Sequence[RuleCount]) -> Mapping[str, Any]:
    """Give the key that JSON has of the counts."""
    return {
        "statistics": [
            {
                "count": each.count,
                "code": each.code,
                "name": each.name,
                "severity": each.severity,
                "fixable": each.fixable,
                "safe": each.safe,
            }
            for each in counts
        ]
    }


def _count(code: str, name: str, severity: Severity, found: Sequence[Diagnostic]) -> RuleCount:
    fixes = [each.finding.fix for each in found if each.finding.fix is not None]
    safe = sum(each.safe for each in fixes)
    return RuleCount(code, name, severity, len(found), len(fixes), safe)


def _row(count: RuleCount) -> Sequence[Text]:
    guesses = count.fixable - count.safe
    fixes = [f"{count.safe}"] if count.safe else []
    fixes += [f"{guesses} by a guess"] if guesses else []
    style = SEVERITY_STYLES[count.severity]
    return (
        Text(str(count.count)),
        Text(count.severity.value, style),
        Text(count.code),
        Text(count.name),
        Text(", ".join(fixes)),
    )
