"""Tell what is new from what was known: findings against the baseline of a workspace."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from opsctl.model.baseline import Baseline, Gap, Judged
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Diagnostic

_NUMBERS = re.compile(r"[0-9]+")
_LONGEST = 160
_NEVER_KNOWN = frozenset(["FILE006"])
"""An unfinished merge is no gap of a page, but an accident of today."""


def gap_of(diagnostic: Diagnostic) -> Gap:
    """Name a finding in words that stay the same when lines move and days pass."""
    finding = diagnostic.finding
    said = finding.message if finding.subject is None else finding.subject
    subject = " ".join(said.split())
    if finding.subject is None:
        subject = _NUMBERS.sub("#", subject)
    return Gap(finding.location.path, finding.code, subject[:_LONGEST])


def judged(
    diagnostics: Sequence[Diagnostic],
    baseline: Baseline,
    rules: Iterable[Rule],
    files: Container[str] | None = None,
) -> Judged:
    """Split findings by a baseline; `files` are those that are there, all where it is none.

    Where there are more of a gap than were known, all of them are new: nobody can tell which one
    is. What only the calendar brings is never a known gap.
    """
    by_calendar = _NEVER_KNOWN | {each.code for each in rules if each.by_calendar}
    found = _by_gap(diagnostics)
    known = {
        gap
        for gap, listed in found.items()
        if len(listed) <= baseline.counts.get(gap, 0) and gap.code not in by_calendar
    }
    closed = sum(max(count - len(found.get(gap, ())), 0) for gap, count in baseline.counts.items())
    left = sum(
        min(len(found.get(gap, ())), count)
        for gap, count in baseline.counts.items()
        if gap.path in baseline.at_start
    )
    began = sum(n for path, n in baseline.at_start.items() if files is None or path in files)
    return Judged(
        tuple(each for each in diagnostics if gap_of(each) not in known),
        tuple(each for each in diagnostics if gap_of(each) in known),
        closed,
        max(began - left, 0),
    )


def beyond(
    diagnostics: Sequence[Diagnostic], earlier: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Give the findings that were not there earlier, or did not weigh as much.

    Where there are more of a gap than there were, all of them are new, as for a baseline.
    """
    before, now = _by_gap(earlier), _by_gap(diagnostics)

    def is_new(gap: Gap) -> bool:
        was = before.get(gap, [])
        return len(now[gap]) > len(was) or _heaviest(now[gap]) < _heaviest(was)

    new = {gap for gap in now if is_new(gap)}
    return tuple(each for each in diagnostics if gap_of(each) in new)


def counted_gaps(diagnostics: Iterable[Diagnostic], rules: Iterable[Rule]) -> dict[Gap, int]:
    """Count the gaps that findings are, but for those that only the calendar brings."""
    by_calendar = _NEVER_KNOWN | {each.code for each in rules if each.by_calendar}
    counts: dict[Gap, int] = {}
    for gap in map(gap_of, diagnostics):
        if gap.code not in by_calendar:
            counts[gap] = counts.get(gap, 0) + 1
    return counts


def adopted(
    baseline: Baseline,
    diagnostics: Iterable[Diagnostic],
    paths: Iterable[str],
    rules: Sequence[Rule],
) -> Baseline:
    """Add files to a baseline with all their gaps; those that it lists already stay as they are."""
    at_start = {path: 0 for path in paths if path not in baseline.at_start}
    gaps: dict[Gap, int] = {}
    for gap, count in counted_gaps(diagnostics, rules).items():
        if gap.path in at_start:
            gaps[gap] = count
            at_start[gap.path] += count
    known = baseline.rules or frozenset(each.code for each in rules)
    return Baseline({**baseline.counts, **gaps}, {**baseline.at_start, **at_start}, known)


def updated(
    baseline: Baseline,
    diagnostics: Iterable[Diagnostic],
    rules: Sequence[Rule],
    files: Container[str] | None = None,
) -> Baseline:
    """Drop what no longer occurs, and files that are gone; nothing is added."""
    found = counted_gaps(diagnostics, rules)
    left = {gap: min(count, found.get(gap, 0)) for gap, count in baseline.counts.items()}
    at_start = {path: n for path, n in baseline.at_start.items() if files is None or path in files}
    return Baseline(_above_zero(left), at_start, baseline.rules)


def with_rule(
    baseline: Baseline, diagnostics: Iterable[Diagnostic], rule: Rule, rules: Sequence[Rule]
) -> Baseline:
    """Add the gaps of a rule that the baseline does not know yet; adopted files begin with them."""
    found = counted_gaps(diagnostics, rules)
    gaps = {gap: count for gap, count in found.items() if gap.code == rule.code}
    at_start = dict(baseline.at_start)
    for gap, count in gaps.items():
        if gap.path in at_start:
            at_start[gap.path] += count
    return Baseline({**baseline.counts, **gaps}, at_start, baseline.rules | {rule.code})


def _by_gap(diagnostics: Iterable[Diagnostic]) -> dict[Gap, list[Diagnostic]]:
    found: dict[Gap, list[Diagnostic]] = {}
    for each in diagnostics:
        found.setdefault(gap_of(each), []).append(each)
    return found


def _heaviest(diagnostics: Iterable[Diagnostic]) -> int:
    return min(each.severity.rank for each in diagnostics)


def _above_zero(counts: Mapping[Gap, int]) -> dict[Gap, int]:
    return {gap: count for gap, count in counts.items() if count}
