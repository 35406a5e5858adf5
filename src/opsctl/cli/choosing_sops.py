"""Filters of procedures, and the names that people type for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.profiles import known_profiles
from opsctl.cli.choosing import person_named
from opsctl.cli.session import Session
from opsctl.model.sop import FOLDER, Sop, SopStatus
from opsctl.model.team import teams_below
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean
from opsctl.text.tree import WORKSPACE_FILE

OwnerOption = Annotated[
    str | None,
    typer.Option(metavar="PERSON|TEAM", help="Only this owner's; `me` for your own."),
]
StatusOption = Annotated[
    str | None,
    typer.Option(metavar="STATUS", help="Only draft, in-review, approved or retired ones."),
]
ProfileOption = Annotated[
    str | None, typer.Option(metavar="PROFILE", help="Only those of this profile.")
]


def complete_sop(incomplete: str) -> list[str]:
    """Complete the id of a procedure by the names of files, without reading any."""
    here = Path.cwd()
    root = next((each for each in (here, *here.parents) if (each / WORKSPACE_FILE).is_file()), here)
    names = {path.relative_to(root / FOLDER).as_posix() for path in root.glob(f"{FOLDER}**/*.md")}
    ids = (name.removesuffix(".md") for name in names)
    return sorted(each for each in ids if each.startswith(incomplete))


SopArgument = Annotated[
    str,
    typer.Argument(
        metavar="SOP",
        help="Its id, as fulfilment/process-a-return; or the path of its file.",
        autocompletion=complete_sop,
    ),
]


def sop_named(workspace: Workspace, name: str) -> Sop:
    """Give the procedure of an id, of a path, or of the last part of an id that only one has.

    Raises:
        UsageProblem: there is none, or several have it.
    """
    known = workspace.sops_by_id.get(name) or next(
        (each for each in workspace.sops if each.path == name), None
    )
    if known is not None:
        return known
    bare = name.removesuffix(".md")
    named = [each for each in workspace.sops if each.id.rpartition("/")[2] == bare]
    if len(named) == 1:
        return named[0]
    ids = [each.id for each in named or workspace.sops]
    if named:
        raise UsageProblem(
            f"several procedures are called `{name}`", f"write one of {', '.join(ids)}"
        )
    hint = did_you_mean(bare, ids) or "opsctl sop list shows those there are"
    raise UsageProblem(f"there is no procedure `{name}`", hint)


def chosen_sops(
    session: Session,
    workspace: Workspace,
    views: Sequence[SopView],
    *,
    owner: str | None,
    team: str | None,
    status: str | None,
    profile: str | None,
) -> tuple[SopView, ...]:
    """Keep the procedures that the filters ask for."""
    named = None if owner is None else _owner_named(session, workspace, owner)
    teams = None if team is None else _teams_named(workspace, team)
    wanted = None if status is None else _status_named(status)
    if profile is not None and profile not in known_profiles(workspace.settings.sops):
        known = known_profiles(workspace.settings.sops)
        hint = did_you_mean(profile, known) or f"profiles are {', '.join(sorted(known))}"
        raise UsageProblem(f"there is no profile `{profile}`", hint)
    return tuple(
        each
        for each in views
        if (named is None or each.owner == named)
        and (teams is None or each.team in teams)
        and (wanted is None or each.anatomy.status is wanted)
        and (profile is None or each.anatomy.requirements.name == profile)
    )


def _owner_named(session: Session, workspace: Workspace, name: str) -> str:
    """Give the id of an owner, who may be a team."""
    if workspace.teams.listed and workspace.teams.find(name) is not None:
        return workspace.teams.current(name)
    if name == "me" or workspace.people.listed:
        return person_named(session, workspace, name)
    return name


def _teams_named(workspace: Workspace, name: str) -> frozenset[str]:
    teams = workspace.teams
    if teams.listed and not teams.knows(name):
        hint = did_you_mean(name, teams.ids) or "teams.yaml lists them all"
        raise UsageProblem(f"there is no team `{name}`", hint)
    return teams_below(teams.current(name), teams.records)


def _status_named(name: str) -> SopStatus:
    words = [each.value for each in SopStatus]
    if name not in words:
        hint = did_you_mean(name, words) or f"choose among {', '.join(words)}"
        raise UsageProblem(f"`{name}` is no status of a procedure", hint)
    return SopStatus(name)
