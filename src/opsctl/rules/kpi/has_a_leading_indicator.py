"""A scorecard shows a number that tells early what is to come.

Why: results such as revenue move when it is too late to do anything. A leading number, such as
offers sent or parcels that wait, moves while the team can still act.

Wrong: every number on it is a result,

    # scorecards/leadership/scorecard.yaml
    show: [orders, repeat-orders, revenue, gross-margin, average-order]

Right:

    # scorecards/leadership/scorecard.yaml
    show: [orders, repeat-orders, revenue, gross-margin, average-order, newsletter-readers]

    # scorecards/leadership/newsletter-readers.yaml
    indicator: leading

Fix: set `indicator: leading` at a number that moves first, or find one. A number that is archived
does not count, and a scorecard with an `owner`, which is one person's, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.scorecard import Indicator
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.shown import place_of, without_an_indicator
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for card, refs in without_an_indicator(Indicator.LEADING, workspace, as_of):
        message = f"no number of `{card.id}` is a leading one"
        hint = "set `indicator: leading` at one that tells early what is to come"
        yield Finding("KPI030", place_of(card, refs, workspace), message, hint)


RULE = Rule(
    "KPI030", "has-a-leading-indicator", Severity.WARNING, __doc__, check, on_by_default=False
)
