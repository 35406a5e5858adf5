"""A Rock that was missed or dropped says why.

Why: a quarter teaches only what is written down about it. "Dropped" without a reason looks the
same as "forgotten", and the next quarter repeats it.

Wrong:

    status: dropped

Right:

    status: dropped
    result:
      date: 2026-10-27
      why: The board decided for Austria first.

Fix: write a sentence as `why` under `result`. A Rock that is done needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Status
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        has_reason = rock.result is not None and rock.result.why is not None
        if rock.status in (Status.MISSED, Status.DROPPED) and not has_reason:
            yield Finding(
                "ROCK002",
                rock.origin.value("status"),
                f"the Rock is `{rock.status}`, and nothing says why",
                "add the reason: `why` under `result`; with opsctl rock set it is result.why=…",
            )


RULE = Rule("ROCK002", "ended-with-a-reason", Severity.ERROR, __doc__, check)
