"""Only a Rock that has ended has a result.

Why: a result without a status is not seen: the Rock counts as running, and goes on asking for a
weekly word. Somebody has written how it ended and forgotten to say that it did.

Wrong:

    # rocks/2026-Q4/one-page-checkout.yaml
    title: Put the checkout on one page
    owner: kofi
    result:
      date: 2026-11-18
      impact: 71 of 100 baskets are now paid for, up from 66.

Right:

    # rocks/2026-Q4/one-page-checkout.yaml
    title: Put the checkout on one page
    owner: kofi
    status: done
    result:
      date: 2026-11-18
      impact: 71 of 100 baskets are now paid for, up from 66.

Fix: set `status` to done, missed or dropped. If the Rock runs on, move what you have learned so
far into an entry of the `log`.
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
        if rock.result is not None and rock.status in (None, Status.PLANNED):
            status = f"its status is `{rock.status}`" if rock.status else "it has no status"
            yield Finding(
                "ROCK020",
                rock.origin.key("result"),
                f"the Rock has a result, but {status}",
                "set `status` to done, missed or dropped, or move this into the log",
            )


RULE = Rule("ROCK020", "result-belongs-to-an-end", Severity.WARNING, __doc__, check)
