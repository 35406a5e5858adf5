"""A number in a check-in comes from its owner, or from the stand-in who enters it.

Why: whoever answers for a number knows why it is what it is. One that somebody else gives is often
meant for another measurable, and the owner is not asked.

Wrong:

    # scorecards/leadership/repeat-orders.yaml
    owner: leo

    # checkins/2026-W46/maya.yaml
    values: {leadership/repeat-orders: 302}

Right:

    # scorecards/leadership/repeat-orders.yaml
    owner: leo
    entered_by: maya

    # checkins/2026-W46/maya.yaml
    values: {leadership/repeat-orders: 302}

Fix: write under `entered_by` who gives the number in the owner's stead, or let the owner give it.
Weeks before the first in which the owner or the stand-in of today gave it are left alone: then it
may have had another owner.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.checkin import Checkin
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        reports = workspace.reported.get(measurable.ref, ())
        own = [each for each, _ in reports if _is_entitled(each, measurable, workspace)]
        first = min((each.week for each in own), default=None)
        for checkin, name in reports:
            is_earlier = first is not None and checkin.week < first
            if not is_earlier and not _is_entitled(checkin, measurable, workspace):
                yield Finding(
                    "KPI016",
                    checkin.origin.key("values", name),
                    f"`{name}` is a number of `{measurable.owner}`, not of `{checkin.person}`",
                    f"write `entered_by: {checkin.person}` in {measurable.origin.path},"
                    " or let the owner give it",
                )


def _is_entitled(checkin: Checkin, measurable: Measurable, workspace: Workspace) -> bool:
    people = workspace.people
    names = (measurable.owner, measurable.entered_by or measurable.owner)
    return people.current(checkin.person) in {people.current(each) for each in names}


RULE = Rule("KPI016", "value-by-owner-or-stand-in", Severity.WARNING, __doc__, check)
