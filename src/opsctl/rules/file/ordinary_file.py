"""What lies in the place of a record is an ordinary file.

Why: a link that leads nowhere, a link to a folder, or a folder with the name of a file holds no
record, and whoever made it expected one. Some special files would even keep a program waiting for
ever.

Wrong: the folder of a quarter as a link to that of another,

    # rocks/2026-Q4 -> 2026-Q3

Wrong as well: a folder that is called `people.yaml`,

    # people.yaml/lena.yaml
    name: Lena Vogt

Right:

    # rocks/2026-Q4/open-germany.yaml
    title: Open the marketplace in Germany
    owner: lena
    # people.yaml
    lena:
      name: Lena Vogt

Fix: remove the link or rename the folder, and put the file there.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE014", "ordinary-file", Severity.ERROR, __doc__, found_while_reading("FILE014"))
