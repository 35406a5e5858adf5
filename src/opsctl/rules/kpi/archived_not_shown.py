"""A measurable that is archived is not referred to any more.

Why: it has no numbers from its last day on. A scorecard that still names it has a gap, and a goal
or a Rock that is measured by it stands still for ever.

Wrong: in November 2026,

    # scorecards/leadership/newsletter-readers.yaml
    archived: 2026-09-30
    values:
      2026-W39: 50100

    # scorecards/leadership/scorecard.yaml
    show: [orders, repeat-orders, repeat-rate, revenue, gross-margin, newsletter-readers]

Right:

    # scorecards/leadership/newsletter-readers.yaml
    archived: 2026-09-30
    values:
      2026-W39: 50100

    # scorecards/leadership/scorecard.yaml
    show: [orders, repeat-orders, repeat-rate, revenue, gross-margin]

Fix: remove the name, or write that of the number which took its place. This is asked of `show`, of
`mean by`, of formulas, of the goals and the `critical_number` in `vision.yaml`, and of the
`outcome` of Rocks that run. The file of the number stays where it is: it keeps the history.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.measurable_uses import measurable_uses
from opsctl.rules.shown import is_archived
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for use in measurable_uses(workspace, as_of):
        measurable = workspace.find_measurable(use.name, use.scorecard)
        if use.is_live and measurable is not None and is_archived(measurable, as_of):
            message = f"`{use.name}` was archived on {measurable.archived}"
            hint = "remove the name, or write that of the number which took its place"
            yield Finding("KPI011", use.place, message, hint)


RULE = Rule("KPI011", "archived-not-shown", Severity.WARNING, __doc__, check)
