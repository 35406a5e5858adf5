"""`opsctl status`: the company on one screen."""

from __future__ import annotations

from rich.text import Text

from opsctl.analysis.company import view_company
from opsctl.analysis.rock import view_quarter
from opsctl.cli.choosing import (
    OwnerOption,
    QuarterOption,
    SinceOption,
    TeamOption,
    choose,
    day_before,
)
from opsctl.cli.session import Session, unread_lines
from opsctl.rendering.company.data import company_data
from opsctl.rendering.company.markdown import company_markdown
from opsctl.rendering.company.screen import company_lines


def company_status(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    quarter: QuarterOption = None,
    since: SinceOption = None,
) -> None:
    """Show the company on one screen: what needs attention, and what to do next."""
    from opsctl.loading.workspace import Nouns  # pydantic and YAML, where needed

    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    choice = choose(session, workspace, as_of, owner=owner, team=team, quarter=quarter)
    before = day_before(since, as_of)
    rocks = view_quarter(workspace, choice.quarter, as_of, choice.wanted, before)
    view = view_company(workspace, rocks)
    company, unread = workspace.settings.company, workspace.unread
    if choice.remark:
        session.remark(choice.remark)
    if session.format == "json":
        session.data(company_data(view, company, unread))
    elif session.format == "markdown":
        session.text(company_markdown(view, company, unread))
    else:
        session.lines(company_lines(view, company, session.screen))
        session.lines(unread_lines(unread))
        if not workspace.rock_refs:
            session.lines([Text("There is no Rock yet. Write the first: opsctl rock new")])
