"""A record can be read as YAML.

Why: YAML says with line breaks, spaces and a few signs what belongs to what. Where a line does not
fit, everything below it could be misread, so the file is not read at all until it is mended.

Wrong: a key that is indented differently from its neighbours, a quote or a bracket that is never
closed, a colon without a space, or a text that starts with a sign that YAML keeps for itself (`@`,
`%`, `*`, `&`, a backtick, `[`, `{`):

    title: **Open** the marketplace
    owner: @lena
      team: marketing

Right:

    title: "**Open** the marketplace"
    owner: lena
    team: marketing

Fix: the message says what is wrong in the line. When in doubt, put the text in double quotes, and
start each key in the same column as its neighbours.
"""

from __future__ import annotations

from opsctl.rules.base import Rule, found_while_reading
from opsctl.text.diagnostic import Severity

RULE = Rule("FILE007", "valid-yaml", Severity.ERROR, __doc__, found_while_reading("FILE007"))
