"""Within braces, every key has a value.

Why: in `{…}` a comma ends a value. A text with a comma in it is cut there, and its rest becomes a
key without a value.

Wrong:

    log:
      - {date: 2026-11-16, note: Vendor signed, page in review}

Right:

    log:
      - {date: 2026-11-16, note: "Vendor signed, page in review"}

Fix: put the text in quotes, or write one thing a line instead of the braces. A number has no
commas: `{to: 1000}`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE021", "commas-in-braces", Severity.ERROR, __doc__, found_while_reading("FILE021"))
