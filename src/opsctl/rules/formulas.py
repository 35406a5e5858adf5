"""What is wrong with formulas, as findings of the rules that promise otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.formula.check import check_formula
from opsctl.analysis.formula.problem import ProblemKind, place_in_formula
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Finding


def formula_findings(code: str, kind: ProblemKind, workspace: Workspace) -> Iterator[Finding]:
    """Report the problems of one kind in all formulas, at their column."""
    for measurable in workspace.measurables:
        if measurable.formula is None:
            continue
        for problem in check_formula(measurable, workspace).problems:
            if problem.kind is kind:
                place = place_in_formula(measurable, problem.start, problem.end)
                yield Finding(code, place, problem.message, problem.hint)
