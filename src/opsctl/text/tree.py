"""Where files come from: a folder, or files laid over another tree."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol

from opsctl.text.errors import SurroundingsRefuse

WORKSPACE_FILE = "opsctl.yaml"


class Kind(Enum):
    """What an entry of a tree is."""

    FILE = "a file"
    LINK_OUTSIDE = "a link that leads out of the workspace"
    LINK_BROKEN = "a link that leads nowhere"
    LINK_FOLDER = "a link to a folder"
    FOLDER = "a folder"
    SPECIAL = "neither a file nor a folder"
    WORKSPACE = "a workspace of its own, since it holds an opsctl.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a tree: its path from the root, with `/`, its kind, its size in bytes."""

    path: str
    kind: Kind
    size: int = 0


class Tree(Protocol):
    """A set of files under one root. No path handed out or taken leads out of it."""

    def entry(self, path: str) -> Entry | None:
        """Look one path up; none where nothing is there or where it lies beyond a folder link."""
        ...

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what lies below a folder at any depth, ordered by path, folders left out.

        The empty path is the root; below it, names that start with a dot are passed over. A
        folder that holds an `opsctl.yaml` is a workspace of its own: it is listed as such, and
        not entered. `.git` is passed over.
        """
        ...

    def read(self, path: str) -> bytes:
        """Read a file whose entry is of kind FILE.

        Raises:
            SurroundingsRefuse: the file cannot be opened, or is gone meanwhile.
        """
        ...


def is_below_root(folder: str, path: str) -> bool:
    """Tell whether a walk over a whole tree, which the empty path stands for, meets a path."""
    return not folder and not any(part.startswith(".") for part in path.split("/"))


@dataclass(frozen=True, slots=True)
class FolderTree:
    """The files of a folder on disk."""

    root: Path
    real_root: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "real_root", Path(os.path.realpath(self.root)))

    def entry(self, path: str) -> Entry | None:
        """Look one path up; none where nothing is there or where it lies beyond a folder link."""
        parts = path.split("/")
        if ".." in parts or "" in parts:
            return None
        place = os.fspath(self.root)
        for part in parts[:-1]:
            place = f"{place}/{part}"
            try:
                if not stat.S_ISDIR(os.lstat(place).st_mode):
                    return None
            except (OSError, ValueError):
                return None
        return self._entry(path)

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what lies below a folder at any depth, ordered by path, folders left out."""
        start = self.entry(folder) if folder else Entry("", Kind.FOLDER)
        if start is None:
            return
        if start.kind is not Kind.FOLDER:
            yield start
            return
        yield from sorted(self._below(folder), key=lambda entry: entry.path)

    def read(self, path: str) -> bytes:
        """Read a file whose entry is of kind FILE."""
        try:
            with open(os.path.join(self.root, path), "rb", buffering=0) as file:
                return file.readall()
        except OSError as error:
            raise SurroundingsRefuse(f"cannot read {path}: {error.strerror}") from error

    def _below(self, folder: str) -> Iterator[Entry]:
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            for listed in self._listed(current):
                name = listed.name
                if not folder and name.startswith("."):
                    continue
                entry = self._entry_of(listed, f"{current}/{name}" if current else name)
                if entry is None:
                    continue
                if entry.kind is not Kind.FOLDER:
                    yield entry
                elif self._is_workspace(entry.path):
                    yield Entry(entry.path, Kind.WORKSPACE)
                elif name != ".git":
                    waiting.append(entry.path)

    def _listed(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(os.path.join(self.root, folder)) as listed:
                return list(listed)
        except OSError as error:
            raise SurroundingsRefuse(f"cannot list {folder}: {error.strerror}") from error

    def _entry_of(self, listed: os.DirEntry[str], path: str) -> Entry | None:
        """Tell what a listed name is, with one look at an ordinary file and none at a folder."""
        try:
            if listed.is_dir(follow_symlinks=False):
                return Entry(path, Kind.FOLDER)
            if listed.is_file(follow_symlinks=False):
                return Entry(path, Kind.FILE, listed.stat(follow_symlinks=False).st_size)
        except OSError:
            return self._entry(path)
        return self._entry(path)

    def _is_workspace(self, folder: str) -> bool:
        return os.path.lexists(os.path.join(self.root, folder, WORKSPACE_FILE))

    def _entry(self, path: str) -> Entry | None:
        place = os.path.join(self.root, path)
        try:
            status = os.lstat(place)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return None
        except OSError as error:
            raise SurroundingsRefuse(f"cannot look at {path}: {error.strerror}") from error
        if stat.S_ISLNK(status.st_mode):
            return self._link(path, place)
        if stat.S_ISDIR(status.st_mode):
            return Entry(path, Kind.FOLDER)
        if stat.S_ISREG(status.st_mode):
            return Entry(path, Kind.FILE, status.st_size)
        return Entry(path, Kind.SPECIAL)

    def _link(self, path: str, place: str) -> Entry:
        target = os.path.realpath(place)
        if not Path(target).is_relative_to(self.real_root):
            return Entry(path, Kind.LINK_OUTSIDE)
        try:
            status = os.stat(target)
        except OSError:
            return Entry(path, Kind.LINK_BROKEN)
        if stat.S_ISDIR(status.st_mode):
            return Entry(path, Kind.LINK_FOLDER)
        if stat.S_ISREG(status.st_mode):
            return Entry(path, Kind.FILE, status.st_size)
        return Entry(path, Kind.SPECIAL)


@dataclass(frozen=True, slots=True)
class OverlayTree:
    """Files held in memory, laid over another tree (standard input, an edit not yet written)."""

    below: Tree | None
    files: Mapping[str, bytes]

    def entry(self, path: str) -> Entry | None:
        """Look one path up, in memory first."""
        if path in self.files:
            return Entry(path, Kind.FILE, len(self.files[path]))
        if any(each.startswith(f"{path}/") for each in self.files):
            return Entry(path, Kind.FOLDER)
        return self.below.entry(path) if self.below else None

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what lies below a folder in memory or underneath, ordered by path."""
        found = {entry.path: entry for entry in (self.below.walk(folder) if self.below else ())}
        for path, content in self.files.items():
            if path == folder or path.startswith(f"{folder}/") or is_below_root(folder, path):
                found[path] = Entry(path, Kind.FILE, len(content))
        yield from (found[path] for path in sorted(found))

    def read(self, path: str) -> bytes:
        """Read a file, in memory first."""
        if path in self.files:
            return self.files[path]
        if self.below is None:
            raise SurroundingsRefuse(f"cannot read {path}: no such file")
        return self.below.read(path)


@dataclass(frozen=True, slots=True)
class SomeOfTree:
    """Those files of another tree whose path is kept; the others are as if they were not there."""

    below: Tree
    keep: Callable[[str], bool]

    def entry(self, path: str) -> Entry | None:
        """Look one path up."""
        found = self.below.entry(path)
        if found is None or found.kind is Kind.FOLDER or self.keep(path):
            return found
        return None

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what is kept of what lies below a folder, ordered by path."""
        for entry in self.below.walk(folder):
            if entry.kind is Kind.WORKSPACE or self.keep(entry.path):
                yield entry

    def read(self, path: str) -> bytes:
        """Read a file whose entry is of kind FILE."""
        return self.below.read(path)
