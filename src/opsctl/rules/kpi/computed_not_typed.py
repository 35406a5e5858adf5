"""A number that has a formula is computed, and typed nowhere.

Why: a typed number beside a formula is either the same, and superfluous, or another, and then
nobody knows which one is true.

Wrong:

    # scorecards/leadership/average-order.yaml
    formula: revenue / orders
    values:
      2026-W46: 61.20

Right:

    # scorecards/leadership/average-order.yaml
    formula: revenue / orders

Fix: remove the values, or the formula if the number comes from elsewhere now. A check-in gives the
numbers that the formula is made of, not its result.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.commitments import counted
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        if measurable.formula is None:
            continue
        if measurable.values:
            message = f"this number has a formula, and {counted(len(measurable.values), 'value')}"
            place = measurable.origin.key("values")
            yield Finding("KPI018", place, f"{message} typed", "remove the values, or the formula")
        for checkin, name in workspace.reported.get(measurable.ref, ()):
            place = checkin.origin.key("values", name)
            message = f"`{name}` is computed by its formula"
            hint = "remove it here, and give the numbers that it is made of"
            yield Finding("KPI018", place, message, hint)


RULE = Rule("KPI018", "computed-not-typed", Severity.ERROR, __doc__, check)
