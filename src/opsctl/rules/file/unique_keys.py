"""A key stands once in its group.

Why: of two lines with the same key, most programs take the last in silence. The two often come from
a merge, and only a person knows which one holds.

Wrong:

    due: 2026-11-30
    owner: lena
    due: 2026-12-11

Right:

    due: 2026-12-11
    owner: lena

Fix: keep one of the two lines. The message names the line of the first.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE009", "unique-keys", Severity.ERROR, __doc__, found_while_reading("FILE009"))
