"""A formula takes together what can be, and gives what the unit of its measurable says.

Why: euros plus per cent, or euros plus dollars, is a figure without a meaning, and nothing on a
screen shows it.

Wrong:

    # scorecards/leadership/revenue-germany.yaml
    title: Revenue in Germany
    owner: lena
    unit: currency EUR

    # scorecards/leadership/average-order.yaml
    unit: currency GBP
    formula: (revenue + revenue_germany) / orders

Right:

    # scorecards/leadership/revenue-germany.yaml
    title: Revenue in Germany
    owner: lena
    unit: currency EUR

    # scorecards/leadership/average-order.yaml
    unit: currency GBP
    formula: (revenue + revenue_germany * 0.86) / orders

Fix: add, subtract and compare numbers of one unit only; a yes or no can be counted with `sum`, and
not calculated with. Only what is certainly wrong is reported: a number in the formula itself may
count anything, and what is multiplied or divided may become another unit. Money divided by a count
is money, money divided by money is a number or a percent.
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
    return formula_findings("KPI023", ProblemKind.UNIT, workspace)


RULE = Rule("KPI023", "formula-fits-its-units", Severity.ERROR, __doc__, check)
