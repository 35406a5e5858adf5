"""Lists and groups of keys are nested at most 64 deep.

Why: no record needs more than four or five levels. Deeper nesting is a slip of an editor or of a
program, and files made of thousands of brackets have brought down other programs that read YAML.

Wrong:

    helpers: ⟨65 times [⟩leo⟨65 times ]⟩

Right:

    helpers: [leo, kofi]

Fix: write the record flat, as `opsctl rock new` writes it. Nothing after the place shown is read.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE003", "within-depth", Severity.ERROR, __doc__, found_while_reading("FILE003"))
