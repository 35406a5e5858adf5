"""A quarter that is over stays as it was.

Why: a Rock that is added to a quarter afterwards, with its status done, is the cheapest way to a
better share. So is a milestone that goes away, or an outcome whose target comes down, after the
quarter has shown what was reached.

Before:

    # rocks/2026-Q3/loyalty-pilot.yaml
    title: Try the loyalty programme
    owner: maya
    outcome: {measure: Customers enrolled, from: 0, to: 500}

Wrong: in November 2026,

    # rocks/2026-Q3/loyalty-pilot.yaml
    outcome: {measure: Customers enrolled, from: 0, to: 300}
    status: done

Right: the target stays, and the result says what was realistic,

    # rocks/2026-Q3/loyalty-pilot.yaml
    status: missed
    result:
      date: 2026-09-30
      why: 310 customers enrolled, not 500.
      learned: Letters bring one customer in eight, not one in five.

Fix: put it back. A Rock that still runs may get its status, its result, its words, and the days on
which milestones were done; one that ended, other words for what was learned and what it brought. A
first import of a whole quarter is no change of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.analysis.rock_difference import rock_difference
from opsctl.model.change import Change
from opsctl.model.rock import Rock, RockRef, Status
from opsctl.rules.base import change_rule
from opsctl.rules.closed_quarters import JUDGED_AS_RESULTS, has_ended, is_over
from opsctl.rules.record_changes import all_told, place_of_change
from opsctl.text.diagnostic import Finding, Severity

_ALWAYS_FINE = JUDGED_AS_RESULTS | {
    *(K.FORMERLY, K.RENAMED, K.MOVED, K.ORDER, K.DUE_WRITTEN),
    *(K.WORD_CHANGED, K.WORD_REMOVED),
}
"""What changes nothing, or has a rule of its own."""

_FINE_WHILE_RUNNING = frozenset([K.WORD_ADDED, K.MILESTONE_DONE, K.MILESTONE_REOPENED])


def check_change(change: Change) -> Iterator[Finding]:
    known = {rock.quarter for rock in change.before.rocks}
    known |= {ref.quarter for ref in change.base.rock_refs}
    for pair in change.rocks:
        before, after = pair.before, pair.after
        if after is None or not is_over(after.quarter, change):
            continue
        if before is None or _came_planned(before, after):
            if after.quarter in known and not _was_unread(after, change):
                yield _added(after)
        elif before.quarter == after.quarter and Status.PLANNED not in (
            before.status,
            after.status,
        ):
            yield from _changed(before, after, change)


def _came_planned(before: Rock, after: Rock) -> bool:
    """Tell whether a planned Rock comes from another quarter; others have a rule of their own."""
    return before.status is Status.PLANNED and before.quarter != after.quarter


def _was_unread(after: Rock, change: Change) -> bool:
    refs = (RockRef(after.quarter, name) for name in (after.id, *after.formerly))
    return not change.base.rock_refs.isdisjoint(refs)


def _added(after: Rock) -> Finding:
    message = f"this Rock is new in {after.quarter}, which is over"
    hint = "a Rock of today belongs into the quarter that runs"
    return Finding("CHG017", after.origin.value("title"), message, hint)


def _changed(before: Rock, after: Rock, change: Change) -> Iterator[Finding]:
    fine = _ALWAYS_FINE if has_ended(before) else _ALWAYS_FINE | _FINE_WHILE_RUNNING
    differences = rock_difference(before, after, change.calendar)
    found: list[RecordChange] = [each for each in differences if each.kind not in fine]
    if found:
        message = f"{all_told(found)}, and {after.quarter} is over"
        hint = "put it back; what is known better now belongs into its result"
        yield Finding("CHG017", place_of_change(found[0], after), message, hint)


RULE = change_rule("CHG017", "closed-quarter-stands", Severity.ERROR, __doc__, check_change)
