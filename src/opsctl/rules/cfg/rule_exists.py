"""Settings and comments name rules that exist.

Why: `ignore: [ROCK03]` switches nothing off, and a comment for a rule that nobody knows suppresses
nothing. Both look as if they did.

Wrong:

    rules:
      ignore: [ROCK03]

Right:

    rules:
      ignore: [ROCK003]

Fix: write the code (`ROCK003`), the name (`owner-known`) or a whole family (`ROCK`). `opsctl rule`
lists them all.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_by_the_engine
from opsctl.text.diagnostic import Severity

RULE = Rule("CFG002", "rule-exists", Severity.WARNING, __doc__, found_by_the_engine)
