"""Which files differ between two moments, told by the ids of their contents."""

from __future__ import annotations

import hashlib

from opsctl.history.tree import RevisionTree
from opsctl.text.tree import Entry, Kind, Tree

RECORDS = (".yaml", ".yml", ".md", ".markdown")
"""The endings of files that can hold a record; others are not compared."""

_SHORT_ID = 40


def paths_that_differ(before: RevisionTree, after: RevisionTree) -> frozenset[str]:
    """Name the files that came, went, or have another content or mode."""
    paths = {path for path in (*before.nodes, *after.nodes) if is_record(path)}
    return frozenset(path for path in paths if before.nodes.get(path) != after.nodes.get(path))


def paths_not_as_in(committed: RevisionTree, tree: Tree) -> frozenset[str]:
    """Name the files of a tree that are not as they were committed, or not committed at all.

    Git is not asked, so that no filter of a repository runs: the ids are computed here. A file
    whose line ends git would change counts as another one.
    """
    found = {
        path for path in committed.nodes if is_record(path) and not _same(committed, tree, path)
    }
    there = (entry.path for entry in tree.walk("") if entry.kind is not Kind.WORKSPACE)
    return frozenset(found | {path for path in there if _is_new(committed, path)})


def is_record(path: str) -> bool:
    """Tell a file that can hold a record by its name."""
    return path.casefold().endswith(RECORDS)


def _is_new(committed: RevisionTree, path: str) -> bool:
    return is_record(path) and path not in committed.nodes


def _same(committed: RevisionTree, tree: Tree, path: str) -> bool:
    node, was, entry = committed.nodes[path], committed.entry(path), tree.entry(path)
    if was is None or entry is None or was.kind is not entry.kind:
        return was is entry
    if entry.kind is not Kind.FILE:
        return True
    return was.size == entry.size and _id_of(tree, entry, len(node.id)) == _id(committed, path)


def _id(committed: RevisionTree, path: str) -> str:
    """Give the id of what is read at a path, also where a link leads there."""
    node = committed.nodes[path]
    if node.mode != "120000":
        return node.id
    return _blob_id(committed.read(path), len(node.id))


def _id_of(tree: Tree, entry: Entry, length: int) -> str:
    return _blob_id(tree.read(entry.path), length)


def _blob_id(content: bytes, length: int) -> str:
    """Give the id that git has for a content, by the length that ids have in a repository."""
    whole = b"blob %d\0" % len(content) + content
    if length == _SHORT_ID:
        return hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    return hashlib.sha256(whole).hexdigest()
