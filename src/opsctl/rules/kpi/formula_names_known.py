"""Every name in a formula is a measurable.

Why: without one of its inputs a formula gives no number, in any period.

Wrong:

    # scorecards/leadership/average-order.yaml
    formula: revenue / repeat-orders

Right:

    # scorecards/leadership/average-order.yaml
    formula: revenue / repeat_orders

Right as well, with a number of another scorecard:

    # scorecards/leadership/average-order.yaml
    formula: revenue / sum(fulfilment.orders_out)

Fix: a bare name is a measurable of the same scorecard, `scorecard.name` one of another. Since `-`
is minus here and `/` divides, `_` stands for `-` in names and `.` for `/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.formula.problem import ProblemKind
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.formulas import formula_findings
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    return formula_findings("KPI021", ProblemKind.NAME, workspace)


RULE = Rule("KPI021", "formula-names-known", Severity.ERROR, __doc__, check)
