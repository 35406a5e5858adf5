"""A Rock that a check-in speaks of is one that there is.

Why: a word on a Rock that nobody finds is lost, and the Rock counts as silent.

Wrong: in the first week of October,

    # checkins/2026-W40/maya.yaml
    date: 2026-10-02
    rocks:
      loyalty-pilot: {note: All 500 letters are out}

Right: a Rock of the quarter before is named with its quarter,

    # checkins/2026-W40/maya.yaml
    date: 2026-10-02
    rocks:
      2026-Q3/loyalty-pilot: {note: All 500 letters are out}

Fix: write the name of the Rock's file without `.yaml`. A bare name is a Rock of the quarter that
holds the Thursday of the check-in's week; before any other stands its quarter and a slash.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.period import Quarter
from opsctl.model.rock import RockRef
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.rock_names import RockNames
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.suggestion import in_backticks


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = RockNames(workspace)
    for checkin in workspace.checkins:
        quarter = workspace.calendar.quarter_of(checkin.week.thursday)
        for name in checkin.rocks:
            problem = _problem(name, quarter, names)
            if problem:
                place = checkin.origin.key("rocks", name)
                yield names.finding("KPI019", problem, name, quarter, place, earlier=False)


def _problem(name: str, quarter: Quarter, names: RockNames) -> str | None:
    ref = RockRef.parse(name, quarter)
    if ref is None:
        return f"{in_backticks(name)} is not the name of a Rock"
    return None if names.knows(ref) else f"`{name}`: {ref.quarter} has no such Rock"


RULE = Rule("KPI019", "checkin-fits-its-rocks", Severity.ERROR, __doc__, check)
