"""A number that had a value is archived, not deleted.

Why: what was measured is what the company knows of itself. With the file go a year of values, the
goals that judged them, and every score that was made of them.

Before:

    # scorecards/fulfilment/on-time.yaml
    values:
      2026-W46: 96

Wrong:

    # scorecards/fulfilment/on-time.yaml (deleted)

Right:

    # scorecards/fulfilment/on-time.yaml
    archived: 2026-11-20

Fix: bring the file back, and write `archived:` with the day from which nobody looks at the number.
If it only got another name, let the file say what it was: `formerly: [repeat-rate]`; a folder says
so in its `scorecard.yaml`. A number that never had a value may go.
"""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.scorecard.readings import said_of
from opsctl.model.change import Change
from opsctl.model.scorecard import Measurable
from opsctl.rules.base import change_rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks


def check_change(change: Change) -> Iterator[Finding]:
    for pair in change.measurables:
        before, after = pair.before, pair.after
        if before is None or not _had_a_value(before, change):
            continue
        if after is None:
            if before.ref not in change.head.measurable_refs:
                message = f"{in_backticks(str(before.ref))} had values, and was deleted"
                hint = f"bring the file back, and write: archived: {change.head_day}"
                yield Finding("CHG021", Location(before.origin.path), message, hint)
        elif before.ref not in change.head.names_of(after):
            names = f"{in_backticks(str(before.ref))} is {in_backticks(str(after.ref))} now"
            message = f"{names}, and does not say so"
            hint = _hint(before, after, change)
            yield Finding("CHG021", after.origin.value("title"), message, hint)


def _had_a_value(measurable: Measurable, change: Change) -> bool:
    said = said_of(measurable, change.before)
    return any(each.value is not None for each in (*measurable.values.values(), *said.values()))


def _hint(before: Measurable, after: Measurable, change: Change) -> str:
    if before.scorecard == after.scorecard:
        return f"add: formerly: [{before.id}]"
    card = f"scorecards/{after.scorecard}/scorecard.yaml"
    if before.scorecard not in change.head.scorecards_by_id:
        return f"add to {card}: formerly: [{before.scorecard}]"
    return f"put the file back, and name {before.ref} under `show` in {card}"


RULE = change_rule(
    "CHG021", "measurable-archived-not-deleted", Severity.ERROR, __doc__, check_change
)
