"""Exit codes, which are public."""

from __future__ import annotations

FINE = 0
FINDINGS = 1
CANNOT_PROCEED = 2
DEFECT = 3
INTERRUPTED = 130
