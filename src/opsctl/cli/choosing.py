"""Filters of Rocks, and the names that people type for things."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from opsctl.analysis.rock import RockView
from opsctl.analysis.standing import Standing
from opsctl.cli.session import Session
from opsctl.history.identity import git_setting
from opsctl.model.period import Quarter
from opsctl.model.rock import Rock, RockRef
from opsctl.model.scalar import Scalar, Unreadable, read_day
from opsctl.model.slug import slug_of
from opsctl.model.team import teams_below
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean
from opsctl.text.tree import WORKSPACE_FILE

OwnerOption = Annotated[
    str | None, typer.Option(metavar="PERSON", help="Only this owner's; `me` for your own.")
]
TeamOption = Annotated[
    str | None, typer.Option(metavar="TEAM", help="Only this team's, and of the teams below it.")
]
QuarterOption = Annotated[
    str | None, typer.Option(metavar="QUARTER", help="As 2026-Q4; else the current one.")
]
SinceOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="What turned since this day; else in the last week."),
]
StandingOption = Annotated[
    list[str] | None,
    typer.Option(metavar="STANDING", help="List only those that stand so; may be repeated."),
]


def complete_rock(incomplete: str) -> list[str]:
    """Complete the id of a Rock by the names of files, without reading any."""
    here = Path.cwd()
    root = next((each for each in (here, *here.parents) if (each / WORKSPACE_FILE).is_file()), here)
    names = {path.stem for path in root.glob("rocks/*/*.yaml")}
    return sorted(name for name in names if name.startswith(incomplete))


RockArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROCK",
        help="Its id, or 2026-Q3/id for one of another quarter.",
        autocompletion=complete_rock,
    ),
]


@dataclass(frozen=True)
class Choice:
    """Which quarter, and which of its Rocks. `remark` says where the quarter was fallen back to.

    `owner` and `teams` are what other nouns are filtered by, none where nothing was asked for.
    """

    quarter: Quarter
    wanted: Callable[[Rock], bool]
    remark: str | None = None
    owner: str | None = None
    teams: frozenset[str] | None = None


def choose(
    session: Session,
    workspace: Workspace,
    as_of: date,
    *,
    owner: str | None,
    team: str | None,
    quarter: str | None,
) -> Choice:
    """Resolve the filters that reading commands share."""
    named = None if owner is None else person_named(session, workspace, owner)
    teams = None if team is None else teams_named(workspace, team)
    chosen, remark = _quarter(workspace, as_of, quarter)

    def wanted(rock: Rock) -> bool:
        if named is not None and workspace.people.current(rock.owner) != named:
            return False
        return teams is None or (
            rock.team is not None and workspace.teams.current(rock.team) in teams
        )

    return Choice(chosen, wanted, remark, named, teams)


def day_before(text: str | None, as_of: date) -> date | None:
    """Read the day of `--since`, which lies before the day asked about."""
    if text is None:
        return None
    try:
        day = read_day(Scalar(text))
    except Unreadable as error:
        raise UsageProblem(f"--since: {error.message}", error.hint) from None
    if day >= as_of:
        raise UsageProblem(f"--since {day} does not lie before {as_of}")
    return day


def with_standing(
    views: Sequence[RockView], standings: Sequence[str] | None
) -> tuple[RockView, ...]:
    """Keep the Rocks that stand as asked for; all where nothing was asked for."""
    if not standings:
        return tuple(views)
    words = [each.value for each in Standing]
    for standing in standings:
        if standing not in words:
            raise UsageProblem(
                f"`{standing}` is no standing",
                f"choose among {', '.join(words)}",
            )
    return tuple(view for view in views if view.standing.value in standings)


def person_named(session: Session, workspace: Workspace, name: str) -> str:
    """Give the id of a person by id, former id, name, or `me`."""
    if name == "me":
        return whoever_i_am(session, workspace)
    people = workspace.people
    if people.listed:
        if people.current(name) in people.ids:
            return people.current(name)
        for person in people.records.values():
            if name.casefold() == person.name.casefold():
                return person.id
        listed = ", ".join(sorted(people.ids)[:8])
        hint = did_you_mean(name, people.ids) or (
            f"people.yaml has {listed or 'nobody yet'}; add two lines there: "
            f"`{slug_of(name)}:` and, indented, `name: …`; `me` is yourself"
        )
        raise UsageProblem(f"there is nobody called `{name}`", hint)
    owners = {rock.owner for rock in workspace.rocks}
    owners |= {each.owner for each in workspace.measurables}
    if name not in owners:
        raise UsageProblem(f"`{name}` owns nothing here", did_you_mean(name, owners))
    return name


def whoever_i_am(session: Session, workspace: Workspace) -> str:
    """Give the id of the person at the keyboard: by git's e-mail address, else OPSCTL_USER."""
    me = me_or_none(session, workspace)
    if me is None:
        raise UsageProblem(
            "opsctl cannot tell who you are",
            "set OPSCTL_USER to your id, or put the e-mail address that git knows you by "
            "into people.yaml",
        )
    return me


def me_or_none(session: Session, workspace: Workspace) -> str | None:
    """Give the id of the person at the keyboard, if it can be told."""
    session.hangs_on_more()
    email = git_setting(session.root, "user.email")
    for person in workspace.people.records.values():
        if email and person.email and person.email.casefold() == email.casefold():
            return person.id
    named = os.environ.get("OPSCTL_USER")
    if not named:
        return None
    if not workspace.people.knows(named):
        hint = did_you_mean(named, workspace.people.ids)
        raise UsageProblem(f"OPSCTL_USER is `{named}`, who is not in people.yaml", hint)
    return workspace.people.current(named)


def rock_named(workspace: Workspace, name: str, as_of: date) -> Rock:
    """Give the Rock that `id` or `2026-Q3/id` names; a bare id is looked for in all quarters.

    Of a bare id, the current quarter's Rock comes first, then the newest.
    """
    current = workspace.calendar.quarter_of(as_of)
    quarters = [current, *reversed(workspace.quarters())]
    refs = [RockRef.parse(name, quarter) for quarter in quarters]
    for ref in refs:
        if ref and ref in workspace.rocks_by_ref:
            return workspace.rocks_by_ref[ref]
    raise _no_rock(workspace, name, current)


def rock_to_change(workspace: Workspace, name: str, as_of: date) -> Rock:
    """Give the Rock to write to: a bare id means one of the current quarter and no other."""
    current = workspace.calendar.quarter_of(as_of)
    ref = RockRef.parse(name, current)
    if ref and ref in workspace.rocks_by_ref:
        return workspace.rocks_by_ref[ref]
    elsewhere = [str(rock.ref) for rock in workspace.rocks if rock.id == name]
    if elsewhere:
        raise UsageProblem(f"{current} has no Rock `{name}`", f"did you mean `{elsewhere[-1]}`?")
    raise _no_rock(workspace, name, current)


def _no_rock(workspace: Workspace, name: str, current: Quarter) -> UsageProblem:
    ref = RockRef.parse(name, current)
    if ref and ref in workspace.rock_refs:
        return UsageProblem(f"the file of Rock `{name}` could not be read", "opsctl check")
    folded = name.casefold()
    known = [rock.id for rock in workspace.rocks] + [str(rock.ref) for rock in workspace.rocks]
    inside = [each for each in known if folded in each]
    if len(folded) > 2 and inside:
        return UsageProblem(f"there is no Rock `{name}`", f"did you mean `{inside[-1]}`?")
    hint = did_you_mean(name, known) or "opsctl rock list shows those there are"
    return UsageProblem(f"there is no Rock `{name}`", hint)


def teams_named(workspace: Workspace, name: str) -> frozenset[str]:
    """Give the ids of a team and of the teams below it, by id or former id."""
    teams = workspace.teams
    if not teams.knows(name):
        hint = did_you_mean(name, teams.ids) or "teams.yaml lists them all"
        raise UsageProblem(f"there is no team `{name}`", hint)
    named = {rock.team for rock in workspace.rocks} | {card.team for card in workspace.scorecards}
    if not teams.listed and name not in named:
        raise UsageProblem(f"nothing here belongs to a team `{name}`")
    return teams_below(teams.current(name), teams.records)


def quarter_named(text: str) -> Quarter:
    """Read the name of a quarter."""
    quarter = Quarter.parse(text)
    if quarter is None:
        raise UsageProblem(f"`{text}` is not a quarter", "write it as 2026-Q4")
    return quarter


def _quarter(workspace: Workspace, as_of: date, named: str | None) -> tuple[Quarter, str | None]:
    """Give the quarter asked for; else the current one, or the latest before it that has Rocks."""
    known = {ref.quarter for ref in workspace.rock_refs}
    if named is not None:
        quarter = quarter_named(named)
        if quarter not in known:
            listed = ", ".join(str(each) for each in sorted(known)) or "none yet"
            raise UsageProblem(f"{quarter} has no Rocks", f"quarters with Rocks: {listed}")
        return quarter, None
    current = workspace.calendar.quarter_of(as_of)
    earlier = [each for each in known if each < current]
    if current in known or not earlier:
        return current, None
    latest = max(earlier)
    return latest, f"{current} has no Rocks yet; this is {latest}, the latest before it"
