"""Text with a colon and a space in it is in quotes.

Why: a colon with a space behind it, or at the end of a line, is how YAML marks a key. Within a text
it makes a key of what comes before it, and the file cannot be read.

Wrong:

    title: Germany: open the marketplace

Right:

    title: "Germany: open the marketplace"

Fix: put the text in double quotes. A colon without a space is fine: `12:30`, `https://…`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "FILE023", "no-colon-in-plain-text", Severity.ERROR, __doc__, found_while_reading("FILE023")
)
