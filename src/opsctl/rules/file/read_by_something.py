"""A file that looks like a record lies where it is read.

Why: a Rock in the wrong folder is in no list and no count, and nobody notices until the quarter
ends. opsctl reads Rocks from `rocks/<quarter>/<id>.yaml`, with a quarter such as `2026-Q4`, and
people, teams and vision from `people.yaml`, `teams.yaml` and `vision.yaml`.

Wrong: there is no fifth quarter,

    # rocks/2026-Q5/open-germany.yaml
    title: Open the marketplace in Germany
    owner: lena

Wrong as well: a Rock without a quarter,

    # rocks/open-germany.yaml
    title: Open the marketplace in Germany
    owner: lena

Wrong as well: a name that ends in `.yml`,

    # rocks/2026-Q4/open-germany.yml
    title: Open the marketplace in Germany
    owner: lena

Right:

    # rocks/2026-Q4/open-germany.yaml
    title: Open the marketplace in Germany
    owner: lena

Fix: move or rename the file as the message says. Notes are left alone: `README.md`, other kinds of
files, and everything whose name or folder starts with a dot.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE016", "read-by-something", Severity.ERROR, __doc__, found_while_reading("FILE016"))
