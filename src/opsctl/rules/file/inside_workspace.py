"""No file is a link that leads out of the workspace.

Why: a link to a file elsewhere works on one machine only, has no history here, and could show what
lies outside to everybody who reads the reports. opsctl never follows it.

Wrong:

    # people.yaml -> ../../lena/people.yaml

Right:

    # people.yaml
    lena:
      name: Lena Vogt

Right as well, a link to another file of the workspace:

    # people.yaml (moved to staff/people.yaml)
    # people.yaml -> staff/people.yaml

Fix: delete the link, and put a copy of the file there under the same name.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE013", "inside-workspace", Severity.ERROR, __doc__, found_while_reading("FILE013"))
