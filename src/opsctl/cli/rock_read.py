"""`opsctl rock`: the commands that read."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.rock import view_quarter, view_rock
from opsctl.analysis.standing import Standing
from opsctl.cli.choosing import (
    OwnerOption,
    QuarterOption,
    RockArgument,
    SinceOption,
    StandingOption,
    TeamOption,
    choose,
    day_before,
    rock_named,
    with_standing,
)
from opsctl.cli.exits import FINDINGS
from opsctl.cli.session import Session, unread_lines
from opsctl.model.workspace import Workspace
from opsctl.rendering.rock.data import quarter_data, rock_list_data, rock_page_data
from opsctl.rendering.rock.markdown import (
    quarter_markdown,
    rock_list_markdown,
    rock_page_markdown,
)
from opsctl.rendering.rock.page import rock_page_lines
from opsctl.rendering.rock.screen import quarter_lines
from opsctl.rendering.rock.table import rock_list_lines
from opsctl.text.errors import UsageProblem

FailOnOption = Annotated[
    str | None,
    typer.Option(
        metavar="off-track|in-danger",
        help="Exit with 1 if a listed Rock stands so, or worse.",
    ),
]
_FAILING = {
    "off-track": (Standing.OFF_TRACK, Standing.IN_DANGER),
    "in-danger": (Standing.IN_DANGER,),
}


def load_rocks(session: Session) -> Workspace:
    """Read what screens of Rocks show."""
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    return session.load(Nouns.PEOPLE | Nouns.TEAMS | Nouns.ROCKS)


def status(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    quarter: QuarterOption = None,
    standing: StandingOption = None,
    since: SinceOption = None,
    fail_on: FailOnOption = None,
) -> None:
    """Show a quarter's Rocks: what turned, what is off track and why, and what to do next."""
    failing = _failing(fail_on)
    workspace = load_rocks(session)
    as_of = session.as_of(workspace.settings.timezone)
    choice = choose(session, workspace, as_of, owner=owner, team=team, quarter=quarter)
    before = day_before(since, as_of)
    view = view_quarter(workspace, choice.quarter, as_of, choice.wanted, before)
    shown = with_standing(view.rocks, standing)
    company, unread = workspace.settings.company, workspace.unread
    if choice.remark:
        session.remark(choice.remark)
    if session.format == "json":
        session.data(quarter_data(view, shown, company, unread))
    elif session.format == "markdown":
        session.text(quarter_markdown(view, shown, company, unread))
    else:
        session.lines(quarter_lines(view, shown, company, workspace.teams, session.screen))
        session.lines([*unread_lines(unread), *_first_steps(workspace)])
    if any(each.standing in failing for each in shown):
        raise typer.Exit(FINDINGS)


def list_rocks(
    session: Session,
    owner: OwnerOption = None,
    team: TeamOption = None,
    quarter: QuarterOption = None,
    standing: StandingOption = None,
) -> None:
    """List a quarter's Rocks, one line each."""
    workspace = load_rocks(session)
    as_of = session.as_of(workspace.settings.timezone)
    choice = choose(session, workspace, as_of, owner=owner, team=team, quarter=quarter)
    view = view_quarter(workspace, choice.quarter, as_of, choice.wanted)
    shown = with_standing(view.rocks, standing)
    if choice.remark:
        session.remark(choice.remark)
    if session.format == "json":
        session.data(rock_list_data(view, shown, workspace.settings.company, workspace.unread))
    elif session.format == "markdown":
        session.text(rock_list_markdown(str(choice.quarter), shown, workspace.unread))
    else:
        session.lines(rock_list_lines(shown, session.screen))
        session.lines([*unread_lines(workspace.unread), *_first_steps(workspace)])


def show(session: Session, rock: RockArgument) -> None:
    """Show one Rock: what was promised, how it stands and why, what was said, its story."""
    from opsctl.cli.rock_story import story_of  # no other command tells stories
    from opsctl.rendering.rock.story import story_data, story_lines, story_markdown

    workspace = load_rocks(session)
    as_of = session.as_of(workspace.settings.timezone)
    found = rock_named(workspace, rock, as_of)
    view = view_rock(found, workspace, as_of)
    story, sight = story_of(session, workspace, found, as_of)
    if session.format == "json":
        data = rock_page_data(view, workspace.settings.company)
        session.data({**data, **story_data(story, sight, as_of)})
    elif session.format == "markdown":
        session.text(rock_page_markdown(view) + story_markdown(story, sight, found.owner, as_of))
    else:
        told = story_lines(story, sight, found.owner, as_of, session.screen)
        session.lines([*rock_page_lines(view, session.screen), *told])


def _first_steps(workspace: Workspace) -> list[Text]:
    """Tell somebody who has no Rock yet how to get one."""
    if workspace.rock_refs:
        return []
    return [Text("There is no Rock yet. Write the first: opsctl rock new")]


def _failing(fail_on: str | None) -> tuple[Standing, ...]:
    """Name the standings that make the command fail."""
    if fail_on is None:
        return ()
    if fail_on not in _FAILING:
        raise UsageProblem(f"--fail-on does not take `{fail_on}`", "off-track or in-danger")
    return _FAILING[fail_on]
