"""A Rock does not go on running when its quarter is over.

Why: a quarter ends with a result for every Rock. One that runs on is neither done nor missed: it
lowers the quarter's rate for ever, and nobody learns from it.

Wrong: on 20 November 2026,

    # rocks/2026-Q3/site-speed.yaml
    title: Show every page within 2 seconds
    owner: kofi

Right:

    # rocks/2026-Q3/site-speed.yaml
    title: Show every page within 2 seconds
    owner: kofi
    status: missed
    result:
      date: 2026-09-30
      why: The new picture server came in October only.

Fix: set `status` to done, missed or dropped, with a `result`. If the work goes on, start a new
Rock in the new quarter with `carried_from: 2026-Q3/site-speed`. The finding appears on the
first day after the quarter's last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        last = workspace.calendar.days(rock.quarter).last
        if last < as_of and rock.status_on(as_of) is None:
            yield Finding(
                "ROCK013",
                rock.origin.value("title"),
                f"{rock.quarter} ended on {last}, and this Rock is still running",
                "set `status` to done, missed or dropped, and say why under `result`",
            )


RULE = Rule("ROCK013", "closed-with-its-quarter", Severity.WARNING, __doc__, check)
