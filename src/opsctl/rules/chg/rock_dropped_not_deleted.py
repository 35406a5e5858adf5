"""A Rock that somebody committed to is dropped, not deleted.

Why: a Rock that is deleted was never promised, so it does not count as one that was not reached.
To drop a Rock is a decision, with a day and a reason, and the team learns from it.

Before:

    # rocks/2026-Q4/open-austria.yaml
    title: Sell 100 products in Austria
    owner: lena
    team: marketing

Wrong:

    # rocks/2026-Q4/open-austria.yaml (deleted)

Right:

    # rocks/2026-Q4/open-austria.yaml
    status: dropped
    result:
      date: 2026-11-20
      why: The board decided for Germany first.

Fix: bring the file back, and end the Rock with
`opsctl rock set open-austria status=dropped result.why="The board decided for Germany"`. If it
only got another name, let the file say what it was: `formerly: [open-austria]`. A Rock that is
`planned` may go.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.model.change import Change
from opsctl.model.rock import Rock, Status
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.rocks:
        before, after = pair.before, pair.after
        if before is None or before.status is Status.PLANNED:
            continue
        if after is None:
            if before.ref not in change.head.rock_refs:
                yield _deleted(before)
        elif before.id not in (after.id, *after.formerly):
            message = (
                f"{in_backticks(before.id)} is {in_backticks(after.id)} now, and does not say so"
            )
            hint = f"add: formerly: [{before.id}]"
            yield Finding("CHG020", after.origin.value("title"), message, hint)


def _deleted(before: Rock) -> Finding:
    was = before.status.value if before.status else "running"
    message = f"the Rock {in_backticks(str(before.ref))} was {was}, and was deleted"
    hint = "bring the file back" + (
        ", and end it with `status: dropped` and a reason" if before.status is None else ""
    )
    return Finding("CHG020", Location(before.origin.path), message, hint)


RULE = change_rule("CHG020", "rock-dropped-not-deleted", Severity.ERROR, __doc__, check_change)
