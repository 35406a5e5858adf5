"""The text of a baseline: one fact a line, sorted, so that neighbours merge cleanly."""

from __future__ import annotations

import json
from collections.abc import Iterator

from opsctl.model.baseline import Baseline


def baseline_text(baseline: Baseline) -> str:
    """Write a baseline: the rules that it knows, then each file with its gaps; in ASCII."""
    return "".join(f"{json.dumps(fact)}\n" for fact in _facts(baseline))


def _facts(baseline: Baseline) -> Iterator[dict[str, object]]:
    yield {"rules": sorted(baseline.rules)}
    lines: dict[tuple[str, str, str], dict[str, object]] = {}
    for path, count in baseline.at_start.items():
        lines[path, "", ""] = {"path": path, "at_start": count}
    for gap, count in baseline.counts.items():
        fact = {"path": gap.path, "code": gap.code, "subject": gap.subject, "count": count}
        lines[gap.path, gap.code, gap.subject] = fact
    yield from (lines[key] for key in sorted(lines))
