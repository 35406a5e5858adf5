"""What a number is held against, and what it means, changes together with its owner.

Why: the owner answers for the number. A goal that somebody else lowered, or a definition that now
counts something else, is found out weeks later, when two people read one number in two ways.

Before:

    # scorecards/leadership/repeat-rate.yaml
    owner: leo
    goal:
      2026-W01: at least 22

Wrong: Omar lowers the goal, and Leo is nowhere in the change,

    # scorecards/leadership/repeat-rate.yaml (by omar)
    goal:
      2026-W01: at least 22
      2026-W48: at least 18

Right: Leo commits it, or the commit that Omar makes names him with a line such as
`Co-authored-by: Leo Marchetti <leo@northwind.example>`,

    # scorecards/leadership/repeat-rate.yaml (by omar, with leo)
    goal:
      2026-W01: at least 22
      2026-W48: at least 18

Fix: ask the owner to make the change, or to be named as co-author. Counted are the goal and its
exceptions, the unit, the formula, the definition and the owner. An owner without an address in
`people.yaml` cannot be told, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.record_change import NumberChangeKind as K
from opsctl.analysis.scorecard.difference import measurable_difference
from opsctl.model.change import Change
from opsctl.rules.authorship import is_without, without_owners
from opsctl.rules.base import change_rule
from opsctl.rules.record_changes import all_told, place_of_change
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

ANSWERED_FOR = frozenset(
    [
        *(K.GOAL_LOOSENED, K.GOAL_REMOVED, K.GOAL_CHANGED, K.GOAL_TIGHTENED, K.GOAL_ADDED),
        *(K.GOAL_STRETCH, K.GOAL_SET),
        *(K.EXCEPTION_ADDED, K.EXCEPTION_CHANGED, K.EXCEPTION_REMOVED),
        *(K.FORMULA, K.UNIT, K.DEFINITION, K.OWNER),
    ]
)
"""What the owner of a number answers for."""


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.measurables:
        before, after = pair.before, pair.after
        if before is None or after is None:
            continue
        found = measurable_difference(before, after, change.head_day, change.calendar)
        meant = [each for each in found if each.kind in ANSWERED_FOR]
        owners = (before.owner, after.owner)
        paths = (before.origin.path, after.origin.path)
        if meant and is_without(change, owners, *paths):
            message = f"{all_told(meant)}, {without_owners(*owners)}"
            hint = (
                f"let {in_backticks(before.owner)} commit it, or name them with `Co-authored-by:`"
            )
            yield Finding("CHG009", place_of_change(meant[0], after), message, hint)


RULE = change_rule("CHG009", "goal-changed-with-its-owner", Severity.WARNING, __doc__, check_change)
