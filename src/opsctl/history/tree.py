"""The files of a workspace as they were at a commit."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from opsctl.history.repository import Repository
from opsctl.history.revision import Commit
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import WORKSPACE_FILE, Entry, Kind, is_below_root

_LINK = "120000"
_OTHER_REPOSITORY = "160000"
_FILES = frozenset(["100644", "100755", "100664"])
_LINKS_AT_MOST = 40
_LONGEST_TARGET = 4096


@dataclass(frozen=True, slots=True)
class Node:
    """What git has under a name: its mode, the id of its content, its size in bytes."""

    mode: str
    id: str
    size: int


@dataclass(frozen=True)
class RevisionTree:
    """The files below a folder of a repository, at one commit.

    `nodes` has every file and link by its path from that folder; `prefix` is the folder's own
    path from the top of the repository.
    """

    repository: Repository
    prefix: str
    nodes: Mapping[str, Node]

    def entry(self, path: str) -> Entry | None:
        """Look one path up; none where nothing is there or where it lies beyond a folder link."""
        node = self.nodes.get(path)
        if node is None:
            return Entry(path, Kind.FOLDER) if path in self._folders else None
        if node.mode in _FILES:
            return Entry(path, Kind.FILE, node.size)
        if node.mode == _LINK:
            return self._link(path)
        return Entry(path, Kind.SPECIAL)

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what lies below a folder at any depth, ordered by path, folders left out."""
        if folder in self.nodes:
            yield from filter(None, [self.entry(folder)])
            return
        found = {}
        for path in self.nodes:
            if path.startswith(f"{folder}/") or is_below_root(folder, path):
                other = self._another_workspace(folder, path)
                found[other or path] = other is not None
        for path in sorted(found):
            if found[path]:
                yield Entry(path, Kind.WORKSPACE)
            else:
                yield from filter(None, [self.entry(path)])

    def seen_at(self, path: str) -> tuple[Node | None, ...]:
        """Give what a reader meets at a path: what lies there and, behind a link, where that leads.

        Two trees that give the same have the same to read there. What lies in a workspace of its
        own is not met.
        """
        node = self.nodes.get(path)
        if node is None or self._another_workspace("", path) is not None:
            return ()
        return (node, self.nodes.get(self._target(path) or "")) if node.mode == _LINK else (node,)

    @cached_property
    def other_repositories(self) -> Mapping[str, str]:
        """The commits of submodules, by the folders that they lie in."""
        return {
            path: node.id for path, node in self.nodes.items() if node.mode == _OTHER_REPOSITORY
        }

    def read(self, path: str) -> bytes:
        """Read a file whose entry is of kind FILE."""
        node = self.nodes.get(path)
        if node is not None and node.mode == _LINK:
            node = self.nodes.get(self._target(path) or "")
        if node is None or node.mode not in _FILES:
            raise SurroundingsRefuse(f"cannot read {path}: no such file")
        return self._content(path, node)

    @cached_property
    def _folders(self) -> frozenset[str]:
        return frozenset(folder for path in self.nodes for folder in _above(path))

    @cached_property
    def _workspaces(self) -> frozenset[str]:
        """Folders that hold a file, or anything, by the name of the settings."""
        named = (path for path in (*self.nodes, *self._folders))
        return frozenset(
            path.rpartition("/")[0] for path in named if path.endswith(f"/{WORKSPACE_FILE}")
        )

    def _another_workspace(self, start: str, path: str) -> str | None:
        """Name the workspace between a folder and a path that lies in it, the outermost."""
        top = f"{start}/" if start else ""
        within = (folder for folder in _above(path) if folder.startswith(top))
        return min((each for each in within if each in self._workspaces), key=len, default=None)

    def _content(self, path: str, node: Node) -> bytes:
        found = self.repository.content(node.id)
        if found is None:
            raise SurroundingsRefuse(
                f"cannot read {path}: its content is not in this clone",
                "a clone made with --filter leaves contents out; git fetch --refetch brings them",
            )
        return found.content

    def _link(self, path: str) -> Entry:
        """Judge a link by where it leads, in the same commit."""
        target = self._target(path)
        if target is None:
            return Entry(path, Kind.LINK_OUTSIDE)
        node = self.nodes.get(target)
        if node is None:
            is_folder = not target or target in self._folders
            return Entry(path, Kind.LINK_FOLDER if is_folder else Kind.LINK_BROKEN)
        if node.mode in _FILES:
            return Entry(path, Kind.FILE, node.size)
        return Entry(path, Kind.LINK_BROKEN if node.mode == _LINK else Kind.SPECIAL)

    def _target(self, path: str) -> str | None:
        """Follow a link, and the links on its way; none where it leads out of the workspace.

        A circle ends at a link.
        """
        top = self.prefix.split("/") if self.prefix else []
        place = [*top, *path.split("/")[:-1]]
        waiting = deque([path.rpartition("/")[2]])
        links = 0
        while waiting:
            part = waiting.popleft()
            if part == ".." and not place:
                return None
            if part == "..":
                place.pop()
                continue
            place += [part] if part not in ("", ".") else []
            inside = _inside(place, top)
            node = self.nodes.get(inside or "")
            if node is not None and node.mode == _LINK and links < _LINKS_AT_MOST:
                links += 1
                target = self._read_link(inside or "", node)
                if target.startswith("/"):
                    return None
                place.pop()
                waiting.extendleft(reversed(target.split("/")))
        return _inside(place, top)

    def _read_link(self, path: str, node: Node) -> str:
        if node.size > _LONGEST_TARGET:
            return "/"
        return self._content(path, node).decode("utf-8", "surrogateescape")


def revision_tree(repository: Repository, commit: Commit, prefix: str) -> RevisionTree:
    """List the files of a folder at a commit, with one process of git."""
    below = f"{prefix}/" if prefix else ""
    which = ("--", below) if below else ()
    answer = repository.run("ls-tree", "-r", "-l", "-z", "--full-tree", commit.id, *which)
    nodes = {}
    for line in answer.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        facts, _, path = line.partition("\t")
        mode, _, id, size = facts.split()
        nodes[path.removeprefix(below)] = Node(mode, id, int(size) if size.isdigit() else 0)
    return RevisionTree(repository, prefix, nodes)


def workspaces_above(repository: Repository, commit: Commit, prefix: str) -> tuple[str, ...]:
    """Name the folder and those above it that were workspaces at a commit, the nearest first."""
    folders = [prefix, *_above(prefix)] if prefix else []
    names = [f"{folder}/{WORKSPACE_FILE}" for folder in folders] + [WORKSPACE_FILE]
    answer = repository.run(
        *("ls-tree", "-z", "--full-tree", "--name-only", commit.id, "--", *names)
    )
    there = answer.decode("utf-8", "surrogateescape").split("\0")
    return tuple(name[: -len(WORKSPACE_FILE) - 1] for name in names if name in there)


def _above(path: str) -> Iterator[str]:
    """Name the folders that a path lies in, the nearest first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _inside(place: list[str], top: list[str]) -> str | None:
    """Give a place as the workspace knows it; the workspace itself is the empty path."""
    if place[: len(top)] != top:
        return None
    return "/".join(place[len(top) :])
