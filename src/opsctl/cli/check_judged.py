"""What all rules say of a workspace, told apart by its known gaps."""

from __future__ import annotations

from datetime import date

from opsctl.cli.check_asked import CheckAsked
from opsctl.model.baseline import NO_BASELINE, Judged
from opsctl.model.change import Change
from opsctl.model.workspace import Workspace
from opsctl.rules.choice import RuleChoice


def judged_by_all(
    asked: CheckAsked,
    rules: RuleChoice,
    workspace: Workspace,
    as_of: date,
    change: Change | None = None,
) -> Judged:
    """Ask every rule, those that `rules` names by themselves too; nothing is left out yet."""
    from opsctl.rules.baseline import judged  # every rule, once a workspace is there
    from opsctl.rules.engine import run_rules
    from opsctl.rules.registry import RULES

    found = run_rules(workspace, RULES, as_of, change, rules)
    known = workspace.baseline if asked.use_baseline else NO_BASELINE
    return judged(found, known, RULES, workspace.files)
