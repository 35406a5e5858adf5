"""No text loses its end to a comment.

Why: in YAML, ` #` behind a text that is not in quotes starts a comment. `Become #1` is then read as
`Become`, and nobody is told. A real comment has a space after the sign, which is how opsctl tells
the two apart.

Wrong:

    title: Become #1 in Germany
    owner: lena

Right:

    title: "Become #1 in Germany"
    owner: lena # until Omar is back

Fix: put the text in quotes. If it is a comment, write `# ` with a space, or two spaces ahead of it.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE020", "text-not-cut", Severity.WARNING, __doc__, found_while_reading("FILE020"))
