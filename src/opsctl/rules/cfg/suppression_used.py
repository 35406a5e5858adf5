"""A comment that suppresses a finding has one to suppress.

Why: a comment that is left behind when its reason is gone hides the next mistake in that line. In a
file that cannot be read, comments are left alone until it can.

Wrong: the owner was corrected, and the comment is still there:

    # rocks/2026-Q4/open-germany.yaml
    owner: lena # opsctl: ignore[ROCK003] not in people.yaml until she starts

Right:

    # rocks/2026-Q4/open-germany.yaml
    owner: lena

Fix: remove the comment; what it was for is gone.
"""

from __future__ import annotations

from opsctl.model.suppression import CommentForm
from opsctl.rules.base import Rule, found_by_the_engine
from opsctl.text.diagnostic import Severity

RULE = Rule(
    "CFG004",
    "suppression-used",
    Severity.WARNING,
    __doc__,
    found_by_the_engine,
    comments=CommentForm.NONE,
)
