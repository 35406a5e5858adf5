"""Which workspace each path lies in that a command was given, as hooks of git hand them over."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from opsctl.cli.exits import FINE
from opsctl.cli.session import Session
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import WORKSPACE_FILE

_ONE_AFTER_ANOTHER = ("text", "concise", "github")
"""Formats of which two outputs are one: lines, and not a document."""


@dataclass(frozen=True, slots=True)
class Home:
    """A workspace, as the session that looks at it, and the paths that lie in it."""

    session: Session
    paths: list[Path]


def homes_of(
    session: Session, paths: Sequence[Path], *, skip_outside: bool
) -> Sequence[Home] | None:
    """Sort paths by the nearest workspace above each; none where the session's own has them all.

    A workspace that was named, or is looked at in the past, is the only one. `skip_outside` leaves
    out what lies in none; without it the session itself has to say what it makes of that.

    Raises:
        UsageProblem: a path is not there.
    """
    if session.choices.at is not None:
        return None
    if session.choices.workspace is not None:
        return _within(session, paths) if skip_outside else None
    own = nearest_workspace(Path.cwd())
    found: dict[Path | None, list[Path]] = {}
    for path in paths:
        found.setdefault(nearest_workspace(path), []).append(path)
    if skip_outside:
        found.pop(None, None)
    elif found.keys() <= {own, None}:
        return None
    return [
        Home(_looking_at(session, home), found[home])
        for home in sorted(found, key=lambda each: "" if each is None else str(each))
    ]


def each_in_turn(
    session: Session, homes: Sequence[Home], carry_out: Callable[[Session, list[Path]], None]
) -> None:
    """Carry a command out for each workspace; end with the worst exit code of them.

    Raises:
        UsageProblem: the format is that of one document, and there are several workspaces.
    """
    if not homes:
        session.remark("None of these paths lies in a workspace, so there is nothing to check.")
    if len(homes) > 1 and session.format not in _ONE_AFTER_ANOTHER:
        several = f"these paths lie in {len(homes)} workspaces"
        raise UsageProblem(f"{several}, and {session.format} tells of one", "name it with -C")
    worst = FINE
    for home in homes:
        with closing(home.session):
            try:
                carry_out(home.session, home.paths)
            except typer.Exit as ended:
                worst = max(worst, ended.exit_code)
    if worst != FINE:
        raise typer.Exit(worst)


def nearest_workspace(path: Path) -> Path | None:
    """Give the real folder of the nearest workspace that holds a path, or none.

    Raises:
        UsageProblem: the path is not there.
    """
    place = Path(os.path.abspath(path))
    if not os.path.lexists(place):
        raise UsageProblem(f"there is no {path}")
    for here in (place, Path(os.path.realpath(place.parent)) / place.name):
        for folder in (here, *here.parents):
            if (folder / WORKSPACE_FILE).is_file():
                return Path(os.path.realpath(folder))
    return None


def _within(session: Session, paths: Sequence[Path]) -> Sequence[Home]:
    """Keep the paths that lie in the workspace of a session; one within it is another."""
    root = Path(os.path.realpath(session.root))
    inside = [path for path in paths if nearest_workspace(path) == root]
    return [Home(session, inside)] if inside else []


def _looking_at(session: Session, home: Path | None) -> Session:
    if home is None:
        return session
    return Session(replace(session.choices, workspace=home), session.formats)
