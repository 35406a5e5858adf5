"""A record has the keys that it cannot do without.

Why: a Rock without an owner is nobody's, a milestone without a date is never late. A key with
nothing behind it counts as not written.

Wrong:

    title: Open the marketplace in Germany
    owner:
    milestones:
      - title: Contract signed

Right:

    title: Open the marketplace in Germany
    owner: lena
    milestones:
      - title: Contract signed
        due: 2026-12-04

Fix: add the line. A Rock needs `title` and `owner`; a milestone `title` and `due`; an entry of the
log `date`; an outcome `to`; a person `name`; a team and a goal `title`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE018", "required-keys", Severity.ERROR, __doc__, found_while_reading("FILE018"))
