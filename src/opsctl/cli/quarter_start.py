"""`opsctl quarter start`: see the plan of a quarter, then commit to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.plan_comparison import compare_plans
from opsctl.analysis.quarter_plan import QuarterPlan, quarter_plan
from opsctl.cli.asking import may_write
from opsctl.cli.changing import DryRunOption, changed_file, diff_lines, refuse_new_errors
from opsctl.cli.choosing import quarter_named
from opsctl.cli.session import Session, unread_lines
from opsctl.editing.intent import SetField
from opsctl.editing.write import Write, write_files
from opsctl.loading.workspace import Nouns
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.quarter.comparison import (
    comparison_data,
    comparison_lines,
    comparison_markdown,
)
from opsctl.rendering.quarter.data import plan_data
from opsctl.rendering.quarter.plan import plan_lines
from opsctl.rendering.quarter.plan_markdown import plan_markdown
from opsctl.text.errors import UsageProblem

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]


def start(
    session: Session,
    quarter: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="As 2027-Q1; else the current one.")
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> None:
    """Start a quarter: show its plan, then turn what is planned into commitments.

    With --dry-run --at BRANCH, the plan of that branch, compared with the one here.
    """
    if session.past is not None and not dry_run:
        raise UsageProblem(
            "nothing can be started in another revision", "add --dry-run to compare its plan"
        )
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    chosen = quarter_named(quarter) if quarter else workspace.calendar.quarter_of(as_of)
    plan = quarter_plan(workspace, chosen, as_of)
    if session.past is not None:
        _compare(session, workspace, plan)
        return
    _show(session, workspace, plan)
    if not plan.starting:
        session.remark(f"nothing is planned in {chosen}: there is nothing to start")
        return
    changes = [SetField(("status",), None)]
    writes = [changed_file(session, rock, changes) for rock in plan.starting]
    refuse_new_errors(session, workspace, writes, as_of)
    if dry_run:
        _show_differences(session, writes)
        return
    count = counted(len(writes), "Rock")
    if not may_write(f"Start {'this' if len(writes) == 1 else 'these'} {count}", yes=yes):
        session.remark("nothing was written")
        return
    write_files(session.root, writes, session.lock)
    said = f"{chosen}: {count} started"
    step = f"opsctl rock status --quarter {chosen}"
    _say(session, f"{said}  {session.screen.signs.arrow} {step}")


def _compare(session: Session, workspace: Workspace, there: QuarterPlan) -> None:
    """Show the plan of another revision, and what it has otherwise than the one here."""
    here = Session(replace(session.choices, at=None), session.formats)
    local = here.load(Nouns.ALL)
    comparison = compare_plans(quarter_plan(local, there.quarter, there.as_of), there)
    company = workspace.settings.company
    if session.format == "json":
        data = plan_data(there, company, workspace.unread)
        session.data({**data, "compared_with_here": comparison_data(comparison)})
    elif session.format == "markdown":
        session.text(plan_markdown(there, company) + comparison_markdown(comparison))
    else:
        session.lines(plan_lines(there, company, session.screen))
        session.lines(unread_lines(workspace.unread))
        session.lines(comparison_lines(comparison, session.screen))


def _show(session: Session, workspace: Workspace, plan: QuarterPlan) -> None:
    company = workspace.settings.company
    if session.format == "json":
        session.data(plan_data(plan, company, workspace.unread))
    elif session.format == "markdown":
        session.text(plan_markdown(plan, company))
    else:
        session.lines(plan_lines(plan, company, session.screen))
        session.lines(unread_lines(workspace.unread))


def _show_differences(session: Session, writes: list[Write]) -> None:
    if session.format == "text":
        session.lines([Text()])
        for write in writes:
            session.lines(diff_lines(write))
    session.remark("nothing was written (--dry-run)")


def _say(session: Session, sentence: str) -> None:
    """Say what was done where it does not mix with data."""
    if session.format == "text":
        session.lines([Text(), Text(sentence)])
    else:
        session.remark(sentence)
