"""A record has no YAML tags.

Why: a tag (`!name`, `!!str`) tells some programs to make a special object of a value, and has been
used to make them run code. opsctl knows from the key what a value is, and obeys no tag.

Wrong:

    title: !important Open the marketplace

Right:

    title: "!important Open the marketplace"

Fix: remove the tag, or put the text in quotes if it is meant to start with `!`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE011", "no-tags", Severity.ERROR, __doc__, found_while_reading("FILE011"))
