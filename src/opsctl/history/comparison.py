"""Which files differ between two moments, told by the ids of their contents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from opsctl.history.repository import Repository
from opsctl.history.tree import Node, RevisionTree
from opsctl.text.tree import Entry, Kind, Tree

RECORDS = (".yaml", ".yml", ".md", ".markdown")
"""The endings of files that can hold a record; others are not compared."""

_SHORT_ID = 40


def paths_that_differ(before: RevisionTree, after: RevisionTree) -> frozenset[str]:
    """Name the files that came, went, or have another content or mode, also behind a link."""
    paths = {path for path in (*before.nodes, *after.nodes) if is_record(path)}
    return frozenset(path for path in paths if before.seen_at(path) != after.seen_at(path))


def paths_not_as_in(committed: RevisionTree, tree: Tree) -> frozenset[str]:
    """Name the files of a tree that are not as they were committed, or not committed at all.

    Git is not asked, so that no filter of a repository runs: the ids are computed here. Where
    nothing but line ends differ, as git itself changes them on some machines, it is the same file.
    What lies in another repository is not compared.
    """
    known = (path for path in committed.nodes if is_record(path) and committed.seen_at(path))
    found = {path for path in known if not is_as_in(committed, tree, path)}
    there = (entry.path for entry in tree.walk("") if entry.kind is not Kind.WORKSPACE)
    return frozenset(found | {path for path in there if _is_new(committed, path)})


def is_record(path: str) -> bool:
    """Tell a file that can hold a record by its name."""
    return path.casefold().endswith(RECORDS)


def is_as_in(committed: RevisionTree, tree: Tree, path: str) -> bool:
    """Tell whether there is the same to read at a path, whatever its line ends."""
    was, entry = committed.entry(path), tree.entry(path)
    if was is None or entry is None or was.kind is not entry.kind:
        return was is entry
    if entry.kind is not Kind.FILE:
        return True
    return entry.size >= was.size and _id(committed, path) in _ids_of(tree, entry, committed, was)


def without_ignored(committed: RevisionTree, paths: frozenset[str]) -> frozenset[str]:
    """Leave out of paths what would never be committed; git is asked where one is new."""
    if paths <= committed.nodes.keys():
        return paths
    ignored = _ignored(committed.repository, committed.prefix) - committed.nodes.keys()
    folders = tuple(each for each in ignored if each.endswith("/"))
    within = {path for path in paths - committed.nodes.keys() if path.startswith(folders)}
    return paths - ignored - within


def moved_whole(before: RevisionTree, tree: Tree, paths: Iterable[str]) -> Mapping[str, str]:
    """Give the new paths of files that lie elsewhere than before, byte by byte the same."""
    gone: dict[str, str] = {}
    new: list[str] = []
    for path in sorted(paths):
        entry, node = tree.entry(path), before.nodes.get(path)
        if entry is None and node is not None:
            gone[node.id] = path
        elif node is None and entry is not None and entry.kind is Kind.FILE:
            new.append(path)
    length = len(next(iter(gone), ""))
    found = {path: gone.get(_blob_id(tree.read(path), length)) for path in new if gone}
    return {path: old for path, old in found.items() if old is not None}


def _is_new(committed: RevisionTree, path: str) -> bool:
    others = committed.other_repositories
    is_elsewhere = any(path.startswith(f"{folder}/") for folder in others)
    return is_record(path) and path not in committed.nodes and not is_elsewhere


def _ignored(repository: Repository, prefix: str) -> frozenset[str]:
    """List what git ignores below a folder; a folder that is ignored whole ends in `/`."""
    order = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
    below = f"{prefix}/" if prefix else ""
    answer = repository.run(*order, "--", *([below] if below else []))
    listed = answer.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return frozenset(each.removeprefix(below) for each in listed)


def _ids_of(tree: Tree, entry: Entry, committed: RevisionTree, was: Entry) -> Iterator[str]:
    """Give the ids that a content can have been committed with: as it is, or without its CRs."""
    content, length = tree.read(entry.path), len(_node(committed, entry.path).id)
    if entry.size == was.size:
        yield _blob_id(content, length)
    elif entry.size - was.size == content.count(b"\r\n"):
        yield _blob_id(content.replace(b"\r\n", b"\n"), length)


def _id(committed: RevisionTree, path: str) -> str:
    """Give the id of what is read at a path, also where a link leads there."""
    return _node(committed, path).id


def _node(committed: RevisionTree, path: str) -> Node:
    node = committed.seen_at(path)[-1]
    assert node is not None, "what can be read is there"
    return node


def _blob_id(content: bytes, length: int) -> str:
    """Give the id that git has for a content, by the length that ids have in a repository."""
    whole = b"blob %d\0" % len(content) + content
    if length == _SHORT_ID:
        return hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    return hashlib.sha256(whole).hexdigest()
