"""No formula needs its own result, not even by way of others.

Why: what is computed from itself can never be computed at all: every number of the circle is
missing, and so is every number that stands on one of them.

Wrong:

    # scorecards/leadership/average-order.yaml
    formula: revenue / paid_orders

    # scorecards/leadership/paid-orders.yaml
    title: Orders that are paid
    owner: leo
    formula: revenue / average_order

Right:

    # scorecards/leadership/average-order.yaml
    formula: revenue / paid_orders

    # scorecards/leadership/paid-orders.yaml
    title: Orders that are paid
    owner: leo
    values:
      2026-W46: 1840

Fix: ask which of the numbers is counted, and give it its values. A circle is reported once, in the
measurable of it that comes first by scorecard and id.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.formula.check import Checked, check_formula
from opsctl.analysis.formula.problem import place_in_formula
from opsctl.model.scorecard import MeasurableRef
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.circles import circles, shown_circle
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    checked = {
        each.ref: check_formula(each, workspace)
        for each in workspace.measurables
        if each.formula is not None
    }
    needs = {
        ref: [other.ref for other in each.inputs.values() if other.formula is not None]
        for ref, each in checked.items()
    }
    for circle in circles(needs):
        yield _finding(checked[circle[0]], circle)


def _finding(first: Checked, circle: tuple[MeasurableRef, ...]) -> Finding:
    after = circle[1 % len(circle)]
    use = next(use for use, other in first.uses if other.ref == after)
    same = all(ref.scorecard == circle[0].scorecard for ref in circle)
    names = [ref.id if same else str(ref) for ref in circle]
    return Finding(
        "KPI022",
        place_in_formula(first.measurable, use.name.start, use.name.end),
        f"formulas run in a circle: `{shown_circle(names)}`",
        "one of them must be typed, or computed from other numbers",
    )


RULE = Rule("KPI022", "formulas-without-a-circle", Severity.ERROR, __doc__, check)
