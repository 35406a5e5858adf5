"""Quarters that are listed with their dates do not overlap, and have the names of quarters.

Why: every day belongs to one quarter. Where two claim the same day, the same Rock is late in the
one and not yet due in the other.

Wrong:

    quarters:
      2026-Q1: {from: 2025-12-29, to: 2026-03-31}
      2026-Q2: {from: 2026-03-30, to: 2026-06-28}

Right:

    quarters:
      2026-Q1: {from: 2025-12-29, to: 2026-03-29}
      2026-Q2: {from: 2026-03-30, to: 2026-06-28}

Fix: let each quarter start on the day after the one before has ended, and name it as in `2026-Q1`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "CFG006", "quarters-do-not-overlap", Severity.ERROR, __doc__, found_while_reading("CFG006")
)
