"""Every value is of the kind that its key takes.

Why: `03/04/2026` is March to one reader and April to the other, and `1,000` is a thousand here and
one there. opsctl reads one way of writing, and asks instead of guessing.

Wrong:

    due: 31.12.2026
    helpers: leo
    outcome:
      measure: Products listed
      to: "200"

Right:

    due: 2026-12-31
    helpers: [leo]
    outcome:
      measure: Products listed
      to: 200

Fix: write dates as year-month-day, numbers with digits and a point and without quotes, percentages
with their sign (`80%`), lists in brackets or with one `- …` a line.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE019", "readable-values", Severity.ERROR, __doc__, found_while_reading("FILE019"))
