"""A formula takes numbers of its own periods, or a function of the shorter ones within them.

Why: a week has seven daily numbers, and the formula has to say which number they make together. A
month's number cannot be told for one of its weeks.

Wrong: parcels are counted every day, and money every week,

    # scorecards/fulfilment/orders-out.yaml
    every: day

    # scorecards/leadership/average-order.yaml
    formula: revenue / fulfilment.orders_out

Right:

    # scorecards/fulfilment/orders-out.yaml
    every: day

    # scorecards/leadership/average-order.yaml
    formula: revenue / sum(fulfilment.orders_out)

Fix: put `sum`, `mean`, `last`, `min` or `max` around a name with shorter periods; weeks count in
the month that holds their Thursday. Where periods are longer, give this measurable the same ones.
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
    return formula_findings("KPI024", ProblemKind.PERIOD, workspace)


RULE = Rule("KPI024", "formula-fits-its-periods", Severity.ERROR, __doc__, check)
