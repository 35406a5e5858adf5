"""The goal that a measurable supports stands in `vision.yaml` under `one_year`.

Why: the screens show which numbers move a goal of the year. A name that leads nowhere leaves the
goal without its number.

Wrong:

    # scorecards/leadership/repeat-rate.yaml
    supports: retention

Right:

    # scorecards/leadership/repeat-rate.yaml
    supports: grow-retention

Fix: write the id of the goal as it stands in `vision.yaml`. In a workspace without that file any
id will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for each in workspace.measurables:
        if each.supports is not None:
            yield from references.goal("KPI014", each.supports, each.origin.value("supports"))


RULE = Rule("KPI014", "supported-goal-known", Severity.ERROR, __doc__, check)
