"""Lines are indented with spaces.

Why: YAML counts spaces to see what belongs to what. A tab is as wide as each editor likes, so a
line that looks right to you may belong elsewhere, and YAML forbids it. A tab behind a value or
within a text does no harm.

Wrong:

    helpers:
    ⟨TAB⟩- leo

Right:

    helpers:
      - leo

Fix: replace the tab by two spaces, and set your editor to "indent with spaces" for YAML files.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE012", "no-tabs", Severity.ERROR, __doc__, found_while_reading("FILE012"))
