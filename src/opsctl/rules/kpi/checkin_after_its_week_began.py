"""A check-in is not dated before the week that it is for.

Why: nobody can give the numbers of a week that has not begun. One of the two is mistyped, the date
or the folder, and the numbers count for the wrong week.

Wrong:

    # checkins/2026-W46/maya.yaml
    date: 2025-11-16

Right:

    # checkins/2026-W46/maya.yaml
    date: 2026-11-16

Fix: correct the date, or move the file into the folder of its week. A check-in may be as late as
it likes: the numbers still count for the week of the folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.period import Week
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for checkin in workspace.checkins:
        monday = checkin.week.monday
        if checkin.date < monday:
            yield Finding(
                "KPI026",
                checkin.origin.value("date"),
                f"`{checkin.date}` is before {checkin.week}, which began on {monday}",
                f"correct the date, or move the file to checkins/{Week.of(checkin.date)}/",
            )


RULE = Rule("KPI026", "checkin-after-its-week-began", Severity.ERROR, __doc__, check)
