"""`opsctl rule`: the manual of the checks."""

from __future__ import annotations

from typing import Annotated

import typer

from opsctl.cli.session import Session
from opsctl.text.errors import UsageProblem


def rule(
    session: Session,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Such as ROCK003.")] = None,
) -> None:
    """Show the manual page of a rule, or list all rules."""
    from opsctl.rendering.rules import rule_data, rule_lines, rule_list_data, rule_list_lines
    from opsctl.rules.engine import find_rule
    from opsctl.rules.registry import RULES
    from opsctl.text.suggestion import did_you_mean

    if code is None:
        if session.format == "json":
            session.data(rule_list_data(RULES))
        else:
            session.lines(rule_list_lines(RULES))
        return
    found = find_rule(code, RULES)
    if found is None:
        known = [name for each in RULES for name in (each.code, each.name)]
        hint = did_you_mean(code, known) or "opsctl rule lists them all"
        raise UsageProblem(f"there is no rule `{code}`", hint)
    if session.format == "json":
        session.data(rule_data(found))
    else:
        session.lines(rule_lines(found))
