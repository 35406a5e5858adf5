"""A Rock that has been in danger for a week has been rescued, or let go.

Why: "in danger" is a call for help. When a week later nobody has asked why, who helps, and when
to look again, the colour has become a habit, and the Rock is lost quietly.

Wrong: on 20 November 2026,

    log:
      - date: 2026-11-04
        by: lena
        say: in-danger

Right:

    log:
      - date: 2026-11-04
        by: lena
        say: in-danger
    rescues:
      - date: 2026-11-16
        by: lena
        cause: external
        help: A company in the EU that stands in for us
        help_from: [ruth]
        next: Second agent signed
        check: 2026-11-23

Fix: `opsctl rock rescue ROCK` asks for what is needed. A rescue counts when it is dated since the
Rock was last seen on track; one of an earlier trouble does not. If the Rock is no priority any
more, drop it with its reason. Quarters that are over are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.rescue import DAYS_TO_RESCUE, lacks_rescue
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        if lacks_rescue(rock, workspace, as_of):
            yield Finding(
                "ROCK025",
                rock.origin.value("title"),
                f"in danger for {DAYS_TO_RESCUE} days or more, and nobody has come to the rescue",
                f"opsctl rock rescue {rock.id}",
            )


RULE = Rule("ROCK025", "rescued-within-a-week", Severity.WARNING, __doc__, check)
