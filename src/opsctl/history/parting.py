"""The files that two lines of work had in common when they parted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from opsctl.history.repository import Repository
from opsctl.history.revision import Commit, merge_bases
from opsctl.history.tree import Node, RevisionTree, revision_tree

Nodes = Mapping[str, Node]


def tree_in_common(repository: Repository, starts: Sequence[Commit], prefix: str) -> RevisionTree:
    """Give the files where two lines of work parted.

    Two that were merged into each other parted at several commits. What one of these has changed
    is in both lines by now, and so it counts as had in common; where two of them changed the same
    file, the first has it.
    """
    tree = revision_tree(repository, starts[0], prefix)
    for other in starts[1:]:
        earlier = merge_bases(repository, starts[0], other)
        root = revision_tree(repository, earlier[0], prefix).nodes if earlier else {}
        theirs = revision_tree(repository, other, prefix).nodes
        tree = replace(tree, nodes=dict(_together(tree.nodes, theirs, root)))
    return tree


def _together(ours: Nodes, theirs: Nodes, root: Nodes) -> Iterator[tuple[str, Node]]:
    for path in (*ours, *(path for path in theirs if path not in ours)):
        node = theirs.get(path) if ours.get(path) == root.get(path) else ours.get(path)
        if node is not None:
            yield path, node
