"""Read the known gaps of a workspace: `.opsctl-baseline.jsonl`, one fact a line."""

from __future__ import annotations

import json
import re
from typing import Any

from opsctl.loading.source import decode, refuse
from opsctl.model.baseline import BASELINE_FILE, NO_BASELINE, Baseline, Gap
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.tree import Tree

_CODE = re.compile(r"[A-Z]{3,5}[0-9]{3}")
_MOST = 1_000_000
_HINT = "take the file from the last commit again; it is written by opsctl only"


def read_baseline(tree: Tree) -> tuple[Baseline, list[Finding]]:
    """Read the known gaps; a line that cannot be read counts for nothing, and is a finding.

    Where two branches wrote a line for one gap, the higher count holds.
    """
    entry = tree.entry(BASELINE_FILE)
    if entry is None:
        return NO_BASELINE, []
    refused = refuse(entry)
    if refused:
        return NO_BASELINE, [refused]
    source, findings = decode(entry.path, tree.read(entry.path))
    if source is None:
        return NO_BASELINE, findings
    counts: dict[Gap, int] = {}
    at_start: dict[str, int] = {}
    rules: set[str] = set()
    for number in range(1, len(source.line_starts) + 1):
        line = source.line(number)
        if line.strip() and not _note(_parsed(line), counts, at_start, rules):
            findings.append(_unreadable(source, number))
    return Baseline(counts, at_start, frozenset(rules)), findings


def _parsed(line: str) -> dict[str, Any]:
    try:
        fact = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return fact if isinstance(fact, dict) else {}


def _note(
    fact: dict[str, Any], counts: dict[Gap, int], at_start: dict[str, int], rules: set[str]
) -> bool:
    """Note a fact; false where it is none of ours."""
    match fact:
        case {"rules": list(codes)} if len(fact) == 1 and all(_is_code(each) for each in codes):
            rules.update(codes)
        case {"path": str(path), "at_start": int(count)} if len(fact) == 2 and _counts(count):
            at_start[path] = max(at_start.get(path, 0), count)
        case {"path": str(path), "code": str(code), "subject": str(subject), "count": int(count)}:
            if len(fact) != 4 or not _is_code(code) or not _counts(count):
                return False
            gap = Gap(path, code, subject)
            counts[gap] = max(counts.get(gap, 0), count)
        case _:
            return False
    return True


def _is_code(value: object) -> bool:
    return isinstance(value, str) and _CODE.fullmatch(value) is not None


def _counts(value: int) -> bool:
    return not isinstance(value, bool) and 0 <= value <= _MOST


def _unreadable(source: Source, number: int) -> Finding:
    start = source.line_starts[number - 1]
    place = Location(source.path, source.span(start, start + len(source.line(number))))
    return Finding("CFG008", place, "this line is no known gap", _HINT)
