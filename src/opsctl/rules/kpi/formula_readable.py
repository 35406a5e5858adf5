"""A formula is a calculation: numbers, names, `+ - * / ( )`, sum, mean, last, min and max.

Why: a number whose calculation nobody can read is missing in every period, and looks as if
somebody had forgotten to type it.

Wrong:

    # scorecards/leadership/average-order.yaml
    formula: revenue ÷ orders

Right:

    # scorecards/leadership/average-order.yaml
    formula: revenue / orders

Fix: the column says where the text stops being a formula. A percent value is as typed, so a share
is multiplied by 100. `sum(x)` runs over the periods of one name, `sum(a, b)` across several names.
A formula has at most 2,000 characters; parts of a longer one can be measurables of their own.
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
    return formula_findings("KPI020", ProblemKind.SYNTAX, workspace)


RULE = Rule("KPI020", "formula-readable", Severity.ERROR, __doc__, check)
