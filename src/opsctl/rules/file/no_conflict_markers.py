"""No merge is left unfinished in a file.

Why: where two people changed the same lines, git writes both versions into the file and marks them.
Until somebody chooses, the file says two things at once and is not read.

Wrong:

    <<<<<<< HEAD
    due: 2026-11-30
    =======
    due: 2026-12-11
    >>>>>>> lena/open-germany

Right:

    due: 2026-12-11

Fix: keep the lines that hold, and delete the other lines and the three marks. If you are unsure,
ask the person whose name is on the other side.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "FILE006", "no-conflict-markers", Severity.ERROR, __doc__, found_while_reading("FILE006")
)
