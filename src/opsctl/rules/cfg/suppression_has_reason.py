"""A comment that suppresses a finding says why.

Why: a finding that is hidden without a reason is hidden for ever, since nobody dares to bring it
back. The reason is for the colleague who meets the comment next year.

Wrong:

    # rocks/2026-Q4/open-germany.yaml
    owner: board # opsctl: ignore[ROCK003]

Right:

    # rocks/2026-Q4/open-germany.yaml
    owner: board # opsctl: ignore[ROCK003] owned by the whole board, agreed in October

Fix: write the reason behind the bracket, in the same line.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for suppression in workspace.suppressions:
        if not suppression.reason:
            listed = ", ".join(suppression.rules)
            yield Finding(
                "CFG003",
                suppression.location,
                "this comment does not say why",
                f"write the reason behind the bracket: # opsctl: ignore[{listed}] because …",
            )


RULE = Rule("CFG003", "suppression-has-reason", Severity.WARNING, __doc__, check)
