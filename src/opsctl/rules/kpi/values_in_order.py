"""The values and the goals of a measurable run from the oldest period to the newest.

Why: people read the last line as the newest number. A week that stands somewhere else is found by
nobody, and is soon typed a second time.

Wrong:

    values:
      2026-W46: 21.8
      2026-W45: 24.1

Right:

    values:
      2026-W45: 24.1
      2026-W46: 21.8

Fix: move the line up to its place, or correct its period. opsctl goes by the periods: no figure is
another for the order of the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from opsctl.analysis.scorecard.readings import period_for
from opsctl.model.cadence import is_after
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.in_order import entries_by_period
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        yield from _out_of_order(measurable, "values", measurable.values)
        yield from _out_of_order(measurable, "goal", measurable.goal)


def _out_of_order(measurable: Measurable, field: str, keys: Iterable[str]) -> Iterator[Finding]:
    periods = [each for key in keys if (each := period_for(measurable, key)) is not None]
    for above, period in pairwise(periods):
        if is_after(above, period):
            place = measurable.origin.key(field, str(period))
            message = f"`{period}` stands below {above}"
            hint = "move it up, or correct it: the newest comes last"
            fix = entries_by_period(measurable, field, [str(each) for each in periods])
            yield Finding("KPI028", place, message, hint, fix)


RULE = Rule("KPI028", "values-in-order", Severity.NOTE, __doc__, check)
