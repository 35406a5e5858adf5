"""A daily number stands in its own file, not in a check-in.

Why: a check-in speaks about one week. It cannot say which of its days a number is for, so a daily
number in it is not seen.

Wrong:

    # scorecards/fulfilment/orders-out.yaml
    every: day

    # checkins/2026-W46/omar.yaml
    values: {fulfilment/orders-out: 412}

Right:

    # scorecards/fulfilment/orders-out.yaml
    every: day
    values:
      2026-11-13: 412

Fix: move the number to the file of its measurable, under its day; or set `every: week` there, if
one number a week is enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.cadence import Cadence
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        if measurable.cadence is not Cadence.DAY:
            continue
        for checkin, name in workspace.reported.get(measurable.ref, ()):
            place = checkin.origin.key("values", name)
            message = f"`{name}` is due every day, and a check-in speaks about a week"
            hint = f"write it in {measurable.origin.path}, under its day"
            yield Finding("KPI025", place, message, hint)


RULE = Rule("KPI025", "daily-in-its-record", Severity.ERROR, __doc__, check)
