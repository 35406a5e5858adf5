"""A measurable begins before it is archived.

Why: one that ends before it begins has no period at all: it shows nothing, and misses nothing.

Wrong:

    # scorecards/fulfilment/on-time.yaml
    since: 2026-W40
    archived: 2026-03-31

Right:

    # scorecards/fulfilment/on-time.yaml
    since: 2026-W40
    archived: 2027-03-31

Fix: correct one of the two. `since` names the first period, `archived` the last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.cadence import days_of, parse_period
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        since = parse_period(measurable.since) if measurable.since else None
        if since is None or measurable.archived is None:
            continue
        first = days_of(since, workspace.calendar).first
        if measurable.archived < first:
            yield Finding(
                "KPI027",
                measurable.origin.value("archived"),
                f"archived on `{measurable.archived}`, before {since} began on {first}",
                "correct `archived`, or `since`",
            )


RULE = Rule("KPI027", "since-before-archived", Severity.ERROR, __doc__, check)
