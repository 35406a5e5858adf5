"""`opsctl.yaml` says which format the workspace is written in.

Why: the line lets a newer opsctl read old files the way they were meant, and keeps an older one
from misreading new files: it stops and asks for an update.

Wrong:

    company: Northwind Outfitters

Right:

    format: 1
    company: Northwind Outfitters

Fix: start the file with `format: 1`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("CFG001", "format-declared", Severity.ERROR, __doc__, found_while_reading("CFG001"))
