"""The workspace as it was at a revision of git: `--at`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from opsctl.history.days import day_of
from opsctl.history.repository import Repository, open_repository
from opsctl.history.revision import HEAD, Commit, commit_at
from opsctl.history.tree import RevisionTree, revision_tree, workspaces_above
from opsctl.model.settings import Settings
from opsctl.rendering.figures import day_with_year
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import WORKSPACE_FILE

_ELSE = "UTC"
_OF_ANOTHER_REPOSITORY = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"),
    *("GIT_NAMESPACE", "GIT_SHALLOW_FILE"),
)


@dataclass(frozen=True)
class Past:
    """A revision as it was asked for, its commit, and the day of that in the company's time zone.

    `folder` is where the workspace would lie if the commit were checked out.
    """

    rev: str
    commit: Commit
    day: date
    tree: RevisionTree
    folder: Path

    @property
    def sentence(self) -> str:
        """Say what is looked at."""
        return f"as it was at {self.rev} ({self.commit.short}, {day_with_year(self.day)})"

    @property
    def data(self) -> Mapping[str, Any]:
        """Give the key that JSON has of it."""
        return {"rev": self.rev, "commit": self.commit.id, "date": self.day}


def repository_of(folder: Path) -> Repository:
    """Open the repository of a folder, whichever git was told to use by a hook around us."""
    for name in _OF_ANOTHER_REPOSITORY:
        os.environ.pop(name, None)
    return open_repository(folder)


def look_back(repository: Repository, folder: Path, rev: str, *, upward: bool) -> Past:
    """Find the workspace of a folder at a revision; `upward`: or that of a folder above it.

    Raises:
        UsageProblem: there is no such revision, or no workspace at it.
    """
    commit = commit_at(repository, rev, lambda: _timezone_now(repository, upward))
    found = workspaces_above(repository, commit, repository.prefix)
    if not found or (found[0] != repository.prefix and not upward):
        raise _no_workspace(repository, commit, rev)
    tree = revision_tree(repository, commit, found[0])
    day = day_of(commit.seconds, _timezone(tree))
    return Past(rev, commit, day, tree, _place(folder, repository.prefix, found[0]))


def _timezone_now(repository: Repository, upward: bool) -> str:
    """Give the time zone by which days are told apart: that of the settings at HEAD."""
    head = commit_at(repository, HEAD, lambda: _ELSE)
    found = workspaces_above(repository, head, repository.prefix)
    if not found or (found[0] != repository.prefix and not upward):
        return _ELSE
    return _timezone(revision_tree(repository, head, found[0]))


def _timezone(tree: RevisionTree) -> str:
    from opsctl.loading.workspace import Nouns, load_workspace  # where a workspace is read

    settings: Settings = load_workspace(tree, Nouns(0)).settings
    return settings.timezone


def _no_workspace(repository: Repository, commit: Commit, rev: str) -> UsageProblem:
    """Tell a time before the workspace from one after it, and from no workspace at all."""
    path = f"{repository.prefix}/{WORKSPACE_FILE}".lstrip("/")
    at = f"{rev} ({commit.short}, {day_with_year(day_of(commit.seconds, _ELSE))})"
    earlier = repository.run("log", "-1", "--format=%h", commit.id, "--", path)
    if earlier:
        return UsageProblem(f"at {at} the workspace was gone: there is no {path} any more")
    added = ("log", "--format=%h of %cs", "--diff-filter=A", HEAD, "--", path)
    first = repository.run(*added).decode("ascii").splitlines()
    if first:
        message = f"{at} is from before the workspace: there is no {path} yet"
        return UsageProblem(message, f"the first commit with it is {first[-1]}")
    return UsageProblem(f"there is no workspace at {at}: it has no {path}", "name one with -C")


def _place(folder: Path, prefix: str, found: str) -> Path:
    """Give the folder above another that is so much nearer to the top of the repository."""
    steps = len(Path(prefix).parts) - len(Path(found).parts)
    place = Path(os.path.realpath(folder))
    return place.parents[steps - 1] if steps else place
