"""A Rock that somebody committed to is not put back to `planned`, and not into another quarter.

Why: the quarter is the promise. A Rock that slips into the next one without a trace was never late,
and the share of Rocks done looks better than it was.

Before:

    # rocks/2026-Q3/open-austria.yaml
    title: Sell 100 products in Austria
    owner: lena
    team: marketing

Wrong: it was not done in time, and slips into the next quarter without a word,

    # rocks/2026-Q3/open-austria.yaml (moved to rocks/2026-Q4/open-austria.yaml)

Right: it ends in its own quarter, and a new one carries on,

    # rocks/2026-Q3/open-austria.yaml
    status: missed
    result:
      date: 2026-09-30
      why: The tax number came on the 28th only.

    # rocks/2026-Q4/open-austria.yaml
    title: Sell 100 products in Austria
    owner: lena
    team: marketing
    carried_from: 2026-Q3/open-austria

Fix: bring the old file back, end it as `missed` or `dropped`, and let the new one say
`carried_from`. `opsctl quarter close` does all of it. A Rock that is `planned` may move.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.model.change import Change
from opsctl.model.rock import Rock, Status
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.rocks:
        before, after = pair.before, pair.after
        if before is None or after is None or before.status is Status.PLANNED:
            continue
        if before.quarter != after.quarter:
            yield _moved(before, after)
        elif after.status is Status.PLANNED:
            was = in_backticks(before.status.value) if before.status else "running"
            message = f"this Rock was {was} and is `planned` again"
            hint = "end it with `status: dropped` or `missed` and a result, or let it run"
            yield Finding("CHG016", after.origin.value("status"), message, hint)


def _moved(before: Rock, after: Rock) -> Finding:
    message = f"this Rock was {in_backticks(str(before.ref))}, and lies in {after.quarter} now"
    hint = f"bring the old file back, end it, and write here: carried_from: {before.ref}"
    return Finding("CHG016", after.origin.value("title"), message, hint)


RULE = change_rule("CHG016", "commitment-stands", Severity.ERROR, __doc__, check_change)
