"""A record says what it says where it stands: no anchors, no aliases, no merge keys.

Why: YAML can name a piece of text (`&name`) and repeat it elsewhere (`*name`, `<<: *name`). A
reader of the one line then sees nothing of the other, a change here changes something there, and a
few lines can unfold to millions. Records are short enough to write out.

Wrong:

    owner: &me lena
    helpers: [*me]

Right:

    owner: lena
    helpers: [leo]

Fix: write the value out. A text that is meant to start with `&` or `*` goes in quotes: `title:
"*New* shop"`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE010", "no-anchors", Severity.ERROR, __doc__, found_while_reading("FILE010"))
