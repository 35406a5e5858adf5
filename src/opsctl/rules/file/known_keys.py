"""Every key is one that opsctl knows, or starts with `x-`.

Why: a key with a typing error is a value that is silently not there: a `dua:` is no due date. What
the path of a file says already (`id`, `quarter`) is no key either, since the two could contradict.

Wrong:

    titel: Open the marketplace in Germany
    quarter: 2026-Q4
    budget: 12000

Right:

    title: Open the marketplace in Germany
    x-budget: 12000

Fix: take the key that the message proposes. Keys of your own start with `x-`, at any level; opsctl
leaves them and what is in them alone.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE017", "known-keys", Severity.ERROR, __doc__, found_while_reading("FILE017"))
