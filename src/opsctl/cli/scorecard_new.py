"""`opsctl scorecard new`: a scorecard, or a number on one."""

from __future__ import annotations

from typing import Annotated

import typer

from opsctl.cli.asking import read_typed
from opsctl.cli.changing import (
    DryRunOption,
    carry_out,
    changed_file,
    new_file,
    new_record,
    refuse_new_errors,
)
from opsctl.cli.choosing_measurables import complete_scorecard, scorecard_named
from opsctl.cli.scorecard_draft import (
    Draft,
    ask,
    id_of,
    measurable_of,
    person_of,
    refuse_options_of_a_number,
)
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.editing.intent import InsertItem
from opsctl.editing.write import Write
from opsctl.loading.scorecards import scorecard_path
from opsctl.loading.workspace import Nouns
from opsctl.model.cadence import Cadence
from opsctl.model.field import choice
from opsctl.model.scorecard import (
    Measurable,
    Scorecard,
    Shown,
)
from opsctl.model.slug import is_slug, slug_of
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin
from opsctl.text.suggestion import did_you_mean

_IN = typer.Option(
    "--in",
    metavar="SCORECARD",
    help="Make a number, and put it on this scorecard.",
    autocompletion=complete_scorecard,
)


def new(
    session: Session,
    title: Annotated[str | None, typer.Argument(metavar="TITLE", help="What it is called.")] = None,
    card: Annotated[str | None, _IN] = None,
    team: Annotated[
        str | None, typer.Option(metavar="TEAM", help="Of a new scorecard: whose it is.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Exactly one; `me` for you.")
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(metavar="LENGTH", help="day, week, month or quarter; else week."),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar="UNIT",
            help="number, percent, currency EUR, duration or yes-no; else number.",
        ),
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="As `at least 22`; it holds from the running period."),
    ] = None,
    definition: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What exactly is counted.")
    ] = None,
    entered_by: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Who may type it for the owner.")
    ] = None,
    perspective: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="financial, customer, process or growth."),
    ] = None,
    indicator: Annotated[
        str | None, typer.Option(metavar="WORD", help="leading or lagging.")
    ] = None,
    rollup: Annotated[
        str | None,
        typer.Option(metavar="HOW", help="sum, mean, mean by OTHER, last, min or max."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="Its first period, where that is in the past."),
    ] = None,
    id: Annotated[  # the name of the option
        str | None, typer.Option(metavar="ID", help="Else made from the title.")
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Make a scorecard, or with --in a number on one. Without a title it asks for everything."""
    workspace = session.load(Nouns.ALL)
    rest = (unit, goal, definition, entered_by, perspective, indicator, rollup, since)
    draft = Draft(title, card, owner, *rest)
    if title is None and is_interactive():
        draft = ask(session, workspace, draft)
    name = id_of(draft.title, id)
    length = read_typed(choice(Cadence).read, every, "--every")
    make = _make_scorecard if draft.card is None else _make_number
    make(session, workspace, draft, name, team, length, dry_run=dry_run)


def _make_scorecard(
    session: Session,
    workspace: Workspace,
    draft: Draft,
    name: str,
    team: str | None,
    every: Cadence | None,
    *,
    dry_run: bool,
) -> None:
    refuse_options_of_a_number(draft)
    made = Scorecard(
        id=name,
        origin=Origin(scorecard_path(name)),
        title=" ".join((draft.title or "").split()),
        team=_team(workspace, team),
        owner=person_of(session, workspace, draft.owner) if draft.owner else None,
        every=every or Cadence.WEEK,
    )
    write = new_record(session, workspace, made, session.as_of(workspace.settings.timezone))
    step = f'opsctl scorecard new "…" --in {made.id} --goal "…"'
    carry_out(session, [write], f"{write.path} written", step, dry_run=dry_run)


def _make_number(
    session: Session,
    workspace: Workspace,
    draft: Draft,
    name: str,
    team: str | None,
    every: Cadence | None,
    *,
    dry_run: bool,
) -> None:
    as_of = session.as_of(workspace.settings.timezone)
    home, writes = _home(session, workspace, draft.card or "", team)
    number = measurable_of(session, workspace, draft, home, name, every, as_of)
    writes = [new_file(session, number), *writes, *_put_on(session, workspace, home, number)]
    refuse_new_errors(session, workspace, writes, as_of)
    if not number.goal:
        session.remark("no goal yet: nobody can tell whether the number is good")
    said = f"{' and '.join(each.path for each in writes)} written"
    carry_out(session, writes, said, f"opsctl scorecard set {number.ref} …", dry_run=dry_run)


def _team(workspace: Workspace, team: str | None) -> str | None:
    if team is not None and not workspace.teams.knows(team):
        hint = did_you_mean(team, workspace.teams.ids) or "teams.yaml lists them all"
        raise UsageProblem(f"there is no team `{team}`", hint)
    return team


def _home(
    session: Session, workspace: Workspace, name: str, team: str | None
) -> tuple[Scorecard, list[Write]]:
    """Give the scorecard that a number goes on; one that is not there is made with its team."""
    found = workspace.scorecards_by_id.get(name.removesuffix("/"))
    if found is None and team is not None:
        if not is_slug(name):
            raise UsageProblem(f"`{name}` cannot be an id", f"write {slug_of(name)}")
        title = name.replace("-", " ").capitalize()
        origin = Origin(scorecard_path(name))
        made = Scorecard(name, origin, title, team=_team(workspace, team))
        return made, [new_file(session, made)]
    if found is not None and team is not None:
        raise UsageProblem(
            f"scorecard `{found.id}` is there already, and --team is of a new one", "leave it out"
        )
    return scorecard_named(workspace, name), []


def _put_on(
    session: Session, workspace: Workspace, home: Scorecard, number: Measurable
) -> list[Write]:
    """Put a number at the end of what its scorecard shows, where that is a list of its own."""
    if home.show is None or home.id not in workspace.scorecards_by_id:
        return []
    return [changed_file(session, home, [InsertItem(("show",), Shown(measurable=number.id))])]
