"""A file holds one record.

Why: the path of a file is the name of its record, so a file can hold one. A line `---` starts a
second document, which could have no name of its own and would be lost.

Wrong:

    title: Open the marketplace in Germany
    owner: lena
    ---
    title: Ship 95 of 100 orders within 24 hours
    owner: omar

Right:

    # rocks/2026-Q4/open-germany.yaml
    title: Open the marketplace in Germany
    owner: lena
    # rocks/2026-Q4/ship-in-24-hours.yaml
    title: Ship 95 of 100 orders within 24 hours
    owner: omar

Fix: move the second record to a file of its own, or remove the line `---`. One ahead of the first
key is fine.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE008", "one-document", Severity.ERROR, __doc__, found_while_reading("FILE008"))
