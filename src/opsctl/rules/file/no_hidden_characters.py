"""A record holds no characters that nobody can see.

Why: control characters, line separators of other systems and signs that turn the direction of text
come along when text is pasted from a terminal, a chat or a PDF. Two ids that look the same are then
different, a line number points elsewhere, and a terminal may obey what was only meant to be shown.
Tabs and line ends are fine, and so are accents, emoji, every script, and signs that are spelled out
in double quotes, where everybody sees them.

Wrong: a title that was pasted from a coloured terminal,

    title: Open the ⟨U+001B⟩[31mmarketplace

Right:

    title: Open the marketplace

Fix: delete the character. The place shown is where it hides; typing the word again is often
quickest.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "FILE004", "no-hidden-characters", Severity.ERROR, __doc__, found_while_reading("FILE004")
)
