"""`opsctl sop validate`: what an author asks of one file, in a workspace or anywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from opsctl.cli.check_options import FailOnSeverity, severity_named
from opsctl.cli.exits import FINDINGS
from opsctl.cli.places import git_root, inside_path, lines_of, relative_path, sources_of
from opsctl.cli.session import Session
from opsctl.model.baseline import Judged
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import FolderTree, Kind, OverlayTree, Tree

FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE...", help="Files or folders; they need not be in a workspace."),
]
StdinOption = Annotated[
    str | None,
    typer.Option(metavar="PATH", help="Read this file from standard input instead."),
]
_PAGES = (".md", ".markdown")


@dataclass(frozen=True)
class _Place:
    """Where the files lie: a workspace, or the folder that stands in for one."""

    root: Path
    tree: Tree
    is_workspace: bool


def validate(
    session: Session,
    files: FilesArgument = None,
    stdin_filename: StdinOption = None,
    fail_on: FailOnSeverity = "error",
) -> None:
    """Check procedures, file by file: what is missing, and what to write instead.

    Known gaps are reported too, and do not fail.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    failing = severity_named(fail_on)
    given = [each for each in files or () if str(each) != "-"]
    if not given and stdin_filename is None:
        raise UsageProblem("which file?", "opsctl sop validate sops/returns.md")
    place = _place(session, given, stdin_filename)
    paths = [path for each in given for path in _pages(place, each)]
    if stdin_filename is not None:
        path = inside_path(place.root, Path(stdin_filename), must_exist=False)
        overlay = OverlayTree(place.tree, {path: sys.stdin.buffer.read()})
        place, paths = _Place(place.root, overlay, place.is_workspace), [*paths, path]
    nouns = Nouns.PEOPLE | Nouns.TEAMS | Nouns.SCORECARDS | Nouns.SOPS | Nouns.APPROVALS
    workspace = session.load(nouns if place.is_workspace else Nouns.SOPS, place.tree, paths)
    told = _judged(session, workspace, frozenset(paths))
    _report(session, workspace, place, paths, told)
    if any(each.severity.rank <= failing.rank for each in told.new):
        raise typer.Exit(FINDINGS)


def _place(session: Session, given: Sequence[Path], stdin_filename: str | None) -> _Place:
    """Find the workspace; without one, the repository or the folder of the first file."""
    try:
        return _Place(session.root, session.tree, is_workspace=True)
    except UsageProblem:
        if session.choices.workspace is not None or session.choices.at is not None:
            raise
    first = given[0] if given else Path(stdin_filename or "")
    folder = Path(os.path.abspath(first)) if first.is_dir() else Path(os.path.abspath(first)).parent
    if not folder.is_dir():
        raise UsageProblem(f"there is no {first}")
    root = git_root(folder)
    return _Place(root, FolderTree(root), is_workspace=False)


def _pages(place: _Place, given: Path) -> list[str]:
    """Give the pages that a path names: itself, or all below a folder."""
    inside = inside_path(place.root, given)
    if given.is_dir():
        found = [
            each.path
            for each in place.tree.walk(inside)
            if each.kind is Kind.FILE and each.path.casefold().endswith(_PAGES)
        ]
        if not found:
            raise UsageProblem(f"there is no Markdown file in {given}")
        return found
    if place.tree.entry(inside) is None:
        inside = inside_path(place.root, Path(os.path.realpath(given)))
        if place.tree.entry(inside) is None:
            raise UsageProblem(f"{given} cannot be read here", "name the file itself, not a link")
    return [inside]


def _judged(session: Session, workspace: Workspace, paths: frozenset[str]) -> Judged:
    from opsctl.rules.baseline import judged
    from opsctl.rules.engine import run_rules
    from opsctl.rules.registry import RULES

    found = run_rules(workspace, RULES, session.as_of(workspace.settings.timezone))
    ours = [each for each in found if each.finding.location.path in paths]
    return judged(ours, workspace.baseline, RULES)


def _report(
    session: Session, workspace: Workspace, place: _Place, paths: Sequence[str], told: Judged
) -> None:
    from opsctl.analysis.sop.listing import view_sops
    from opsctl.rendering.diagnostics.github import github_lines
    from opsctl.rendering.sop.validation import validation_data, validation_lines

    as_of = session.as_of(workspace.settings.timezone)
    views = [each for each in view_sops(workspace, as_of) if each.sop.path in paths]
    if session.format == "json":
        session.data(validation_data(views, told))
    elif session.format == "github":
        shown = _shown_from(place.root, git_root(place.root))
        for line in github_lines(told.new, shown):
            session.text(f"{line}\n")
    else:
        shown = _shown_from(place.root, Path.cwd())
        session.lines(validation_lines(views, told, lines_of(sources_of(place.tree)), shown))


def _shown_from(root: Path, start: Path) -> Callable[[str], str]:
    return lambda path: relative_path(root / path, start)
