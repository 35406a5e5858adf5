"""`opsctl status`: the company on one screen."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from opsctl.analysis.company import view_company
from opsctl.analysis.rock import view_quarter
from opsctl.analysis.scorecard.overview import owned_by, scorecards_of, view_overview
from opsctl.analysis.scorecard.readings import Readings
from opsctl.cli.choosing import (
    Choice,
    OwnerOption,
    QuarterOption,
    SinceOption,
    TeamOption,
    choose,
    day_before,
)
from opsctl.cli.session import Session, unread_lines
from opsctl.model.workspace import Workspace
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
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    choice = choose(session, workspace, as_of, owner=owner, team=team, quarter=quarter)
    before = day_before(since, as_of)
    rocks = view_quarter(workspace, choice.quarter, as_of, choice.wanted, before)
    cards = scorecards_of(workspace, choice.teams)
    numbers = view_overview(Readings(workspace, as_of), cards, owned_by(workspace, choice.owner))
    view = view_company(workspace, rocks, numbers, _spoken_by(workspace, choice))
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


def _spoken_by(workspace: Workspace, choice: Choice) -> Callable[[str], bool]:
    """Make the test of whose check-ins are wanted: the owner's, or those of a team's people."""

    def wanted(person: str) -> bool:
        if choice.owner is not None and workspace.people.current(person) != choice.owner:
            return False
        known = workspace.people.find(person)
        team = workspace.teams.current(known.team) if known and known.team else None
        return choice.teams is None or team in choice.teams

    return wanted
