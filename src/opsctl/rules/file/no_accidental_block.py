"""No value starts a block of text by accident.

Why: `>` and `|` at the start of a value announce a text of several lines below it. `>5` or `>= 22`
is meant as a comparison, and its number would be lost.

Wrong:

    x-target: >5

Right:

    x-target: ">5"
    done_means: >-
      The shop is open;
      200 products listed

Fix: put the value in quotes, or say it in words: `at least 22`.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "FILE022", "no-accidental-block", Severity.ERROR, __doc__, found_while_reading("FILE022")
)
