"""Another goal for one period, and a number that does not apply, say why in words.

Why: a week without a number, or with a lower goal, looks better than it was. Half a year later
nobody remembers whether it was a holiday or an excuse.

Wrong:

    exceptions:
      2026-W52: at least 15
    values:
      2026-W47: {na: yes}

Right:

    exceptions:
      2026-W52: {is: at least 15, why: Closed from the 24th on}
    values:
      2026-W47: {na: Stocktaking}

Fix: write a few words behind `why`, or behind `na`. The same is asked of `na` in check-ins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from opsctl.model.scorecard import ValueEntry
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Origin
from opsctl.text.suggestion import in_backticks

_NO_WORDS = frozenset(["yes", "no", "true", "false", "na", "n/a", "none", "null", "x", "tbd"])


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        for key, exception in measurable.exceptions.items():
            if exception.why is None or not _says_why(exception.why):
                place = measurable.origin.value("exceptions", key, "why")
                message = f"the goal is another for {in_backticks(key)}, and nothing says why"
                yield Finding(
                    "KPI007", place, message, "write it as in {is: at least 4, why: Holidays}"
                )
        yield from _without_reason(measurable.values, measurable.origin)
    for checkin in workspace.checkins:
        yield from _without_reason(checkin.values, checkin.origin)


def _without_reason(values: Mapping[str, ValueEntry], origin: Origin) -> Iterator[Finding]:
    for key, entry in values.items():
        if entry.na is not None and not _says_why(entry.na):
            message = f"there is no number for {in_backticks(key)}, and nothing says why"
            place = origin.value("values", key, "na")
            yield Finding("KPI007", place, message, "write the reason, as in {na: Stocktaking}")


def _says_why(text: str) -> bool:
    return text.casefold() not in _NO_WORDS and any(sign.isalpha() for sign in text)


RULE = Rule("KPI007", "exception-with-a-reason", Severity.ERROR, __doc__, check)
