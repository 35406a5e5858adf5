"""A procedure that a measurable names is one that there is.

Why: when a number falls, its procedures are where to look first. An id that leads nowhere sends
the owner looking for a page that nobody wrote.

Wrong:

    # scorecards/fulfilment/refund-time.yaml
    title: Hours from the parcel's arrival to the refund
    owner: omar
    sops: [process-a-return]

Right:

    # scorecards/fulfilment/refund-time.yaml
    title: Hours from the parcel's arrival to the refund
    owner: omar
    sops: [fulfilment/process-a-return]

Fix: write the path of the page below `sops/`, without `.md`. An id that the procedure had before,
listed there under `formerly`, is fine. This is asked once there is a procedure at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.sop_names import SopNames
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = SopNames(workspace)
    for measurable in workspace.measurables if names.listed else ():
        for index, name in enumerate(measurable.sops):
            if not names.knows(name):
                place = measurable.origin.value("sops", index)
                yield names.unknown("KPI035", name, place)


RULE = Rule("KPI035", "procedures-known", Severity.ERROR, __doc__, check)
