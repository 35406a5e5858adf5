"""The result of a Rock in a quarter that is over stays as it was, or says why it is another.

Why: the share of Rocks done is the one figure that a leadership team is measured by. A `missed`
that becomes `done` two months later makes every report that was sent before wrong.

Before:

    # rocks/2026-Q3/loyalty-pilot.yaml
    status: missed
    result:
      date: 2026-10-02
      why: The letters went out on 1 October, a day too late.

Wrong: in November 2026,

    # rocks/2026-Q3/loyalty-pilot.yaml
    status: done

Right:

    # rocks/2026-Q3/loyalty-pilot.yaml
    status: done
    result:
      date: 2026-09-29
      why: The letters went out on 29 September; the log had it late.

Fix: put the status and the day of the result back, or write a new `why` that says what was wrong.
What was learned, and what it brought, may be worded anew at any time.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.rock_difference import rock_difference
from opsctl.model.change import Change
from opsctl.model.rock import Result, Rock, Status
from opsctl.rules.base import change_rule
from opsctl.rules.closed_quarters import JUDGED_AS_RESULTS, has_ended, is_over
from opsctl.rules.record_changes import all_told, place_of_change
from opsctl.text.diagnostic import Finding, Severity


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.rocks:
        before, after = pair.before, pair.after
        if before is None or after is None or not _is_judged(before, after, change):
            continue
        found = rock_difference(before, after, change.calendar)
        changed = [each for each in found if _is_of_the_result(each)]
        if changed and not _has_new_reason(before, after):
            message = f"{all_told(changed)}, and {before.quarter} is over"
            hint = "put it back, or say why in a new `why` of its result"
            yield Finding("CHG014", place_of_change(changed[0], after), message, hint)


def _is_judged(before: Rock, after: Rock, change: Change) -> bool:
    """Leave to another rule what was put back, or into another quarter."""
    is_taken_back = after.status is Status.PLANNED or before.quarter != after.quarter
    return has_ended(before) and is_over(before.quarter, change) and not is_taken_back


def _is_of_the_result(change: RecordChange) -> bool:
    """Tell whether a status, or what was written of a result, is another or gone."""
    if change.kind not in JUDGED_AS_RESULTS or change.before is None:
        return False
    return change.field in ("status", "result.date") or (
        change.field == "result.why" and change.after is None
    )


def _has_new_reason(before: Rock, after: Rock) -> bool:
    was, now = before.result or Result(), after.result or Result()
    return bool(now.why) and now.why != was.why


RULE = change_rule("CHG014", "results-stand", Severity.ERROR, __doc__, check_change)
