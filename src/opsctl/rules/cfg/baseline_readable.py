"""Every line of the baseline can be read.

Why: the baseline lists the gaps that were known when checking began. A line that a merge or a hand
has broken would let old gaps fail as new ones, or hide new ones.

Wrong: a line that was typed by hand, or left by an unfinished merge,

    # .opsctl-baseline.jsonl
    sops/returns.md SOP001 purpose

Right: the lines as opsctl writes them,

    # .opsctl-baseline.jsonl
    {"path": "sops/returns.md", "code": "SOP001", "subject": "purpose", "count": 1}

Fix: take the file from the last commit again. When two branches have closed gaps, keep the lines
that stand on both sides, then run `opsctl check --update-baseline`.
"""

from __future__ import annotations

from opsctl.model.suppression import CommentForm
from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "CFG008",
    "baseline-readable",
    Severity.ERROR,
    __doc__,
    found_while_reading("CFG008"),
    comments=CommentForm.NONE,
)
