"""A scorecard shows each number once.

Why: after two branches are merged, or when a number is renamed, one number easily stands in the
list twice, and the next reader takes it for two. Screens show and count it once, where it is named
first.

Wrong:

    # scorecards/leadership/scorecard.yaml
    show: [orders, repeat-orders, repeat-rate, revenue, gross-margin, orders]

Right:

    # scorecards/leadership/scorecard.yaml
    show: [orders, repeat-orders, repeat-rate, revenue, gross-margin]

Fix: remove the line. A name from before a rename and the one of today are the same number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.scorecard import MeasurableRef, Scorecard
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for card in workspace.scorecards:
        yield from _shown_again(card, workspace)


def _shown_again(card: Scorecard, workspace: Workspace) -> Iterator[Finding]:
    first: dict[MeasurableRef, int] = {}
    for index, line in enumerate(card.show or ()):
        found = workspace.find_measurable(line.measurable or "", card.id)
        if found is None:
            continue
        place = card.origin.value("show", index, "measurable")
        if found.ref in first:
            message = f"`{found.ref}` is shown twice, first in line {first[found.ref]}"
            yield Finding("KPI033", place, message, "remove one of the two")
        first.setdefault(found.ref, place.span.line)


RULE = Rule("KPI033", "shown-once", Severity.WARNING, __doc__, check)
