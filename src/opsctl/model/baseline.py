"""Known gaps: what was wrong when a company began to check, so that only what is new fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from opsctl.text.diagnostic import Diagnostic

BASELINE_FILE = ".opsctl-baseline.jsonl"


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A finding as it is told from others: by file, rule and subject, and by no line number."""

    path: str
    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each gap was there, how many gaps each adopted file had, which rules there were.

    `at_start` keeps its figures when gaps are closed; so progress can be told. `rules` are those
    that the baseline knows: gaps of another rule can be added once.
    """

    counts: Mapping[Gap, int] = field(default_factory=dict)
    at_start: Mapping[str, int] = field(default_factory=dict)
    rules: frozenset[str] = frozenset()


NO_BASELINE = Baseline()
"""Where nothing was adopted: every finding is new."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings, told apart: new ones, known gaps, and how many known gaps are closed by now.

    `fewer` compares the known gaps with those at the start, also where closed ones are no longer
    listed.
    """

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...] = ()
    closed: int = 0
    fewer: int = 0


NOTHING_KNOWN = Judged(())
"""Where there is no baseline to judge by."""
