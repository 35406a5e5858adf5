"""What a Rock promises changes together with the person who promised it.

Why: a Rock is one person's word. Where somebody else moves its day or lowers its target, the owner
is held to something that they never said, and often learns of it at the end of the quarter.

Before:

    # rocks/2026-Q4/open-germany.yaml
    owner: lena
    due: 2026-12-04

Wrong: Omar gives it two more weeks, and Lena is nowhere in the change,

    # rocks/2026-Q4/open-germany.yaml (by omar)
    due: 2026-12-18

Right: Lena commits it, or the commit that Omar makes names her with a line such as
`Co-authored-by: Lena Vogt <lena@northwind.example>`,

    # rocks/2026-Q4/open-germany.yaml (by omar, with lena)
    due: 2026-12-18

Fix: ask the owner to make the change, or to be named as co-author. Counted are the title,
`done_means`, the owner, `due`, the outcome, milestones, `status`, `result`, `team`, `supports` and
`depends_on`; words, helpers, what was agreed in a rescue and a milestone that is done are not. An
owner without an address in `people.yaml` cannot be told, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.analysis.rock_difference import rock_difference
from opsctl.model.change import Change
from opsctl.rules.authorship import is_without, without_owners
from opsctl.rules.base import change_rule
from opsctl.rules.record_changes import all_told, place_of_change
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks

COMMITMENT = frozenset(
    [
        *(K.TITLE, K.DONE_MEANS, K.OWNER, K.DUE_LATER, K.DUE_EARLIER),
        *(K.OUTCOME, K.OUTCOME_TARGET, K.OUTCOME_START),
        *(K.MILESTONE_REMOVED, K.MILESTONE_REPLACED, K.MILESTONE_MOVED),
        *(K.MILESTONE_ADDED, K.MILESTONE_WEIGHT, K.MILESTONE_RENAMED),
        *(K.DROPPED, K.MISSED, K.DONE, K.REPLANNED, K.REOPENED, K.COMMITTED, K.RESULT),
        *(K.TEAM, K.SUPPORTS, K.DEPENDENCY_ADDED, K.DEPENDENCY_REMOVED),
    ]
)
"""What somebody commits to with a Rock."""


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.rocks:
        before, after = pair.before, pair.after
        if before is None or after is None:
            continue
        found = rock_difference(before, after, change.calendar)
        promised = [each for each in found if each.kind in COMMITMENT]
        owners = (before.owner, after.owner)
        paths = (before.origin.path, after.origin.path)
        if promised and is_without(change, owners, *paths):
            message = f"{all_told(promised)}, {without_owners(*owners)}"
            hint = (
                f"let {in_backticks(before.owner)} commit it, or name them with `Co-authored-by:`"
            )
            yield Finding("CHG008", place_of_change(promised[0], after), message, hint)


RULE = change_rule("CHG008", "rock-changed-with-its-owner", Severity.WARNING, __doc__, check_change)
