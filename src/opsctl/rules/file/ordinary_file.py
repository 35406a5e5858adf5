"""What lies in the place of a record is an ordinary file.

Why: a link that leads nowhere, a link to a folder, or a folder with the name of a file holds no
record, and whoever made it expected one. Some special files would even keep a program waiting for
ever.

Wrong: `rocks/2026-Q4` as a link to the folder of another quarter; a folder called `people.yaml`.

Right: a folder `rocks/2026-Q4` with one file for each Rock; a file called `people.yaml`.

Fix: remove the link or rename the folder, and put the file there.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE014", "ordinary-file", Severity.ERROR, __doc__, found_while_reading("FILE014"))
