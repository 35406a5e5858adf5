"""What a check finds in one workspace, and which of it was asked for."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opsctl.cli.check_asked import CheckAsked
from opsctl.cli.check_formats import Checked
from opsctl.cli.places import inside_path
from opsctl.cli.session import Session
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import OverlayTree, Tree

if TYPE_CHECKING:
    from opsctl.model.change import Change
    from opsctl.model.workspace import Workspace


def checked(
    session: Session, asked: CheckAsked, wanted: Sequence[str], fixed: Mapping[str, Any]
) -> Checked:
    """Read the workspace, ask the rules, and keep what lies in the `wanted` paths."""
    from opsctl.loading.workspace import Nouns  # pydantic and YAML, where needed
    from opsctl.model.baseline import NO_BASELINE
    from opsctl.rules.baseline import judged
    from opsctl.rules.engine import run_rules
    from opsctl.rules.registry import RULES

    tree = _tree(session, asked.stdin_filename)
    workspace = session.load(Nouns.ALL, tree)
    change = _change(session, tree, workspace, asked)
    as_of = session.as_of(workspace.settings.timezone)
    found = run_rules(workspace, RULES, as_of, change)
    known = workspace.baseline if asked.use_baseline else NO_BASELINE
    told = judged(found, known, RULES, workspace.files)
    shown = [each for each in told.new if is_wanted(each.finding.location.path, wanted)]
    files = [path for path in workspace.files if is_wanted(path, wanted)]
    return Checked(
        session,
        tree,
        workspace,
        told,
        shown,
        files,
        change,
        is_whole=asked.use_baseline and not wanted,
        failing=asked.failing,
        fixed=fixed,
        offers_fixes=not (fixed or session.past or asked.stdin_filename),
    )


def _change(session: Session, tree: Tree, workspace: Workspace, asked: CheckAsked) -> Change | None:
    """Put together what changed since a base, if one is given."""
    if asked.base is None:
        return None
    from opsctl.cli.between import between  # git, where it is asked for
    from opsctl.cli.changes import change_since, with_signatures

    way = between(session, asked.base, workspace.settings.timezone, tree)
    change = change_since(session, way, workspace)
    return with_signatures(way, change) if asked.verify_signatures else change


def _tree(session: Session, stdin_filename: str | None) -> Tree:
    if stdin_filename is None:
        return session.tree
    path = inside_path(session.root, Path(stdin_filename), must_exist=False)
    return OverlayTree(session.tree, {path: sys.stdin.buffer.read()})


def wanted_paths(session: Session, asked: CheckAsked) -> Sequence[str]:
    """Give the paths to report on, as the workspace knows them; none for all of them.

    Raises:
        UsageProblem: one is not there, or lies outside.
    """
    name = asked.stdin_filename
    given = [path for path in asked.paths if str(path) != name]
    wanted = [_wanted(session, path) for path in given]
    if name is not None and len(given) < len(asked.paths):
        wanted.append(inside_path(session.root, Path(name), must_exist=False))
    return wanted


def _wanted(session: Session, path: Path) -> str:
    """Give a path to report on, which has to be there, or have been there at `--at`."""
    inside = inside_path(session.root, path, must_exist=session.past is None)
    if inside and session.past and session.tree.entry(inside) is None:
        raise UsageProblem(f"there was no {path} at {session.past.rev}")
    return inside


def is_wanted(path: str, wanted: Sequence[str]) -> bool:
    """Tell whether a path is one of those asked for, or lies below one."""
    return not wanted or any(each in ("", path) or path.startswith(f"{each}/") for each in wanted)
