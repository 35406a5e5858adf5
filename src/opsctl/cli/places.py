"""Where files lie: within a workspace, within its repository, seen from here."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from opsctl.text.errors import UsageProblem
from opsctl.text.source import Source
from opsctl.text.tree import Tree


def inside_path(root: Path, path: Path, *, must_exist: bool = True) -> str:
    """Give a path as the workspace knows it; the workspace itself is the empty path."""
    place = Path(os.path.abspath(path))
    if must_exist and not os.path.lexists(place):
        raise UsageProblem(f"there is no {path}")
    for base in (root, Path(os.path.abspath(root)), Path(os.path.realpath(root))):
        for candidate in (place, Path(os.path.realpath(place.parent)) / place.name):
            if candidate.is_relative_to(base):
                inside = candidate.relative_to(base).as_posix()
                return "" if inside == "." else inside
    raise UsageProblem(f"{path} lies outside of the workspace")


def relative_path(place: Path, start: Path) -> str:
    return Path(os.path.relpath(place, start)).as_posix()


def git_root(folder: Path) -> Path:
    """Give the nearest folder upward that git calls a repository, else the folder itself."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return each
    return folder


def sources_of(tree: Tree) -> Callable[[str], Source | None]:
    """Make a function that gives files, none that cannot be read; each is read once."""
    from opsctl.loading.source import read_source  # already there when a rule has run

    @cache
    def source_of(path: str) -> Source | None:
        entry = tree.entry(path)
        return read_source(tree, entry)[0] if entry else None

    return source_of


def lines_of(source_of: Callable[[str], Source | None]) -> Callable[[str, int], str | None]:
    """Make a function that gives lines of files, for frames."""

    def line(path: str, number: int) -> str | None:
        source = source_of(path)
        return source.line(number) if source else None

    return line
