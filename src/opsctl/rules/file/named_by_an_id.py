"""The name of a record is an id: lower-case words joined by hyphens.

Why: the name is how everything else refers to the record: in files, in commands, in links. It has
to be typed the same on every keyboard and be allowed as a file name on every system. So an id
starts with a letter, has `a` to `z`, digits and single hyphens, at most 64 characters, and is none
of the words that Windows or YAML keep for themselves (`con`, `nul`, `yes`, `no`, `null`, …).

Wrong:

    # rocks/2026-Q4/Open Germany.yaml
    title: Open the marketplace in Germany
    owner: lena

Wrong as well:

    # people.yaml
    Lena Vogt:
      name: Lena Vogt

Right:

    # rocks/2026-Q4/open-germany.yaml
    title: Open the marketplace in Germany
    owner: lena
    # people.yaml
    lena:
      name: Lena Vogt

Fix: rename the file or the key. Where others refer to the old id already, keep it alive with
`formerly: [old-id]` in the record.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE015", "named-by-an-id", Severity.ERROR, __doc__, found_while_reading("FILE015"))
