"""A scorecard shows a number that tells what came of it all.

Why: a team can be busy every week and get nowhere. A lagging number, such as revenue or returns,
says whether the work had the effect that it should have.

Wrong: every number on it tells early, and none tells how it ended,

    # scorecards/leadership/scorecard.yaml
    show:
      - repeat-rate
      - newsletter-readers
      - fulfilment/packing-time
      - fulfilment/orders-out
      - customer-care/first-reply

Right:

    # scorecards/leadership/scorecard.yaml
    show:
      - repeat-rate
      - newsletter-readers
      - fulfilment/packing-time
      - fulfilment/orders-out
      - customer-care/first-reply
      - revenue

    # scorecards/leadership/revenue.yaml
    indicator: lagging

Fix: set `indicator: lagging` at a number that is a result, or find one. A number that is archived
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
    for card, refs in without_an_indicator(Indicator.LAGGING, workspace, as_of):
        message = f"no number of `{card.id}` is a lagging one"
        hint = "set `indicator: lagging` at one that tells what came of it"
        yield Finding("KPI031", place_of(card, refs, workspace), message, hint)


RULE = Rule(
    "KPI031", "has-a-lagging-indicator", Severity.WARNING, __doc__, check, on_by_default=False
)
