"""`opsctl scorecard`: the commands that read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.scorecard.attention import WINDOW, AttentionKind
from opsctl.analysis.scorecard.listing import ListedScorecard, list_scorecards
from opsctl.analysis.scorecard.measurable import all_goals, view_measurable
from opsctl.analysis.scorecard.overview import owned_by, scorecards_of, view_overview
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.scorecard import view_scorecard
from opsctl.cli.choosing import OwnerOption, TeamOption, person_named, teams_named
from opsctl.cli.choosing_measurables import (
    complete_measurable,
    complete_scorecard,
    measurable_named,
    scorecard_named,
)
from opsctl.cli.exits import FINDINGS
from opsctl.cli.session import Session, unread_lines
from opsctl.model.scorecard import Measurable, Scorecard
from opsctl.model.workspace import Workspace
from opsctl.rendering.scorecard.data import (
    measurable_page_data,
    overview_data,
    scorecard_data,
    scorecard_list_data,
)
from opsctl.rendering.scorecard.listing import scorecard_list_lines
from opsctl.rendering.scorecard.markdown import (
    measurable_markdown,
    overview_markdown,
    scorecard_list_markdown,
    scorecard_markdown,
)
from opsctl.rendering.scorecard.page import measurable_lines
from opsctl.rendering.scorecard.screen import overview_lines, scorecard_lines
from opsctl.text.errors import UsageProblem


def complete_name(incomplete: str) -> list[str]:
    """Complete the name of a scorecard or of one number by the names of files."""
    return [*complete_scorecard(incomplete), *complete_measurable(incomplete)]


NameArgument = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A scorecard, as leadership; or one number in full, as leadership/repeat-rate.",
        autocompletion=complete_name,
    ),
]
PeriodsOption = Annotated[
    int,
    typer.Option(metavar="COUNT", min=1, max=1000, help="How many closed periods to show."),
]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        metavar="off-track|in-danger",
        help="Exit with 1 if a number misses too often; in-danger: only if it does in a row.",
    ),
]
AllOption = Annotated[bool, typer.Option("--all", help="Also numbers that are archived.")]
_FAILING = {
    "off-track": (AttentionKind.MISSES_IN_A_ROW, AttentionKind.MISSES_OFTEN),
    "in-danger": (AttentionKind.MISSES_IN_A_ROW,),
}


def load_scorecards(session: Session) -> Workspace:
    """Read what screens of scorecards show."""
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    return session.load(Nouns.PEOPLE | Nouns.TEAMS | Nouns.SCORECARDS)


def show(session: Session, name: NameArgument, periods: PeriodsOption = WINDOW) -> None:
    """Show a scorecard: its numbers over 13 periods, how each stands and why; or one number."""
    workspace = load_scorecards(session)
    as_of = session.as_of(workspace.settings.timezone)
    readings = Readings(workspace, as_of)
    if _is_a_number(workspace, name):
        _show_number(session, measurable_named(workspace, name), readings, periods)
        return
    view = view_scorecard(scorecard_named(workspace, name), readings, periods)
    company, unread = workspace.settings.company, workspace.unread
    if session.format == "json":
        session.data(scorecard_data(view, company, unread))
    elif session.format == "markdown":
        session.text(scorecard_markdown(view, company, unread))
    else:
        session.lines(scorecard_lines(view, company, session.screen))
        first = [] if view.measurables else [_no_number()]
        session.lines([*unread_lines(unread), *first])


def status(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    fail_on: FailOnOption = None,
) -> None:
    """Show what needs attention on all scorecards, the worst first, and which numbers are there."""
    failing = _failing(fail_on)
    workspace = load_scorecards(session)
    as_of = session.as_of(workspace.settings.timezone)
    person, cards = filtered(session, workspace, owner, team)
    view = view_overview(Readings(workspace, as_of), cards, owned_by(workspace, person))
    company, unread = workspace.settings.company, workspace.unread
    if session.format == "json":
        session.data(overview_data(view, company, unread))
    elif session.format == "markdown":
        session.text(overview_markdown(view, company, unread))
    else:
        session.lines(overview_lines(view, company, session.screen))
        session.lines([*unread_lines(unread), *_first_steps(workspace, view.numbers)])
    if any(each.kind in failing for number in view.attention for each in number.attention):
        raise typer.Exit(FINDINGS)


def list_all(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    all: AllOption = False,  # the name of the option
) -> None:
    """List the scorecards with their numbers: whose they are, what they count, their goals."""
    workspace = load_scorecards(session)
    as_of = session.as_of(workspace.settings.timezone)
    person, cards = filtered(session, workspace, owner, team)
    listed = list_scorecards(workspace, cards, as_of, owned_by(workspace, person))
    if not all:
        listed = tuple(map(_without_archived, listed))
    if person is not None:
        listed = tuple(each for each in listed if each.numbers)
    company, unread = workspace.settings.company, workspace.unread
    if session.format == "json":
        session.data(scorecard_list_data(listed, company, unread))
    elif session.format == "markdown":
        session.text(scorecard_list_markdown(listed, unread))
    else:
        session.lines(scorecard_list_lines(listed, session.screen))
        session.lines([*unread_lines(unread), *_first_steps(workspace, listed)])


def filtered(
    session: Session, workspace: Workspace, owner: str | None, team: str | None
) -> tuple[str | None, tuple[Scorecard, ...]]:
    """Resolve the filters: whose numbers, none for everybody's, and on which scorecards."""
    person = None if owner is None else person_named(session, workspace, owner)
    teams = None if team is None else teams_named(workspace, team)
    return person, scorecards_of(workspace, teams)


def _show_number(
    session: Session, measurable: Measurable, readings: Readings, periods: int
) -> None:
    view = view_measurable(measurable, readings, periods)
    goals = all_goals(view, readings.as_of)
    unread = readings.workspace.unread
    if session.format == "json":
        company = readings.workspace.settings.company
        session.data(measurable_page_data(view, goals, company, readings.as_of, unread))
    elif session.format == "markdown":
        session.text(measurable_markdown(view, goals, readings.as_of, unread))
    else:
        session.lines(measurable_lines(view, goals, readings.as_of, session.screen))
        session.lines(unread_lines(unread))


def _is_a_number(workspace: Workspace, name: str) -> bool:
    """Tell the name of a number from that of a scorecard, which goes first."""
    if name.removesuffix("/") in workspace.scorecards_by_id:
        return False
    return "/" in name.removesuffix("/") or any(each.id == name for each in workspace.measurables)


def _without_archived(listed: ListedScorecard) -> ListedScorecard:
    return replace(listed, numbers=tuple(each for each in listed.numbers if not each.is_archived))


def _no_number() -> Text:
    return Text("It shows no number yet. Write the first: opsctl scorecard new")


def _first_steps(workspace: Workspace, shown: Sequence[object]) -> list[Text]:
    """Tell somebody who sees nothing why, and how to get something."""
    if shown:
        return []
    if workspace.measurable_refs:
        return [Text("No number is left by these filters: opsctl scorecard list shows all.")]
    return [Text("There is no number yet. Write the first: opsctl scorecard new")]


def _failing(fail_on: str | None) -> tuple[AttentionKind, ...]:
    """Name the reasons that make the command fail."""
    if fail_on is None:
        return ()
    if fail_on not in _FAILING:
        raise UsageProblem(f"--fail-on does not take `{fail_on}`", "off-track or in-danger")
    return _FAILING[fail_on]
