"""Where a change begins and ends in git: the base, the head, and the files that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from opsctl.cli.session import Session
from opsctl.history.comparison import (
    is_as_in,
    paths_not_as_in,
    paths_that_differ,
    without_ignored,
)
from opsctl.history.parting import tree_in_common
from opsctl.history.repository import Repository
from opsctl.history.revision import HEAD, Commit, commit_at, merge_bases
from opsctl.history.tree import RevisionTree, revision_tree
from opsctl.text.tree import WORKSPACE_FILE, Tree


@dataclass(frozen=True)
class Between:
    """Where a change begins and ends in git.

    `start` is where the head left the base; the base itself, `tip`, may have gone on since.
    `committed` are the files of the head, `after` those that count: as they lie there, committed or
    not. `paths` are the files that differ, `dirty` those that are not as they were committed.
    `unseen` says in sentences what could not be seen.
    """

    name: str
    repository: Repository
    start: Commit
    tip: Commit
    head: Commit
    before: RevisionTree
    committed: RevisionTree
    after: Tree
    paths: frozenset[str]
    dirty: frozenset[str]
    unseen: tuple[str, ...]
    is_parted: bool

    def tree_of(self, commit: Commit) -> RevisionTree:
        """Give the files of the workspace at another commit."""
        return revision_tree(self.repository, commit, self.before.prefix)

    @cached_property
    def at_tip(self) -> RevisionTree:
        """The files of the workspace at the base as it is by now."""
        return self.tree_of(self.tip)


def between(session: Session, base: str, timezone: str, tree: Tree | None = None) -> Between:
    """Find where the head left its base, and which files differ.

    The head is the folder as it is, or `--at`. `tree` stands in for its files.

    Raises:
        UsageProblem: there is no such base.
        GitRefuses: there is no repository, or git is not in a state to read it.
    """
    repository = session.repository
    head = session.past.commit if session.past else commit_at(repository, HEAD, lambda: timezone)
    tip = commit_at(repository, base, lambda: timezone)
    parted = merge_bases(repository, tip, head)
    prefix = session.past.tree.prefix if session.past else repository.prefix
    before = tree_in_common(repository, parted or [tip], prefix)
    committed = session.past.tree if session.past else revision_tree(repository, head, prefix)
    after = tree or session.tree
    dirty = _dirty(session, committed, after)
    unseen = [] if parted else [_no_parting(repository, base)]
    unseen += _other_repositories(before, committed)
    if before.entry(WORKSPACE_FILE) is None:
        unseen.append(f"there was no workspace at {base}: everything counts as new")
        before = RevisionTree(repository, prefix, {})
    kept = {path for path in dirty if is_as_in(before, after, path)}
    paths = (paths_that_differ(before, committed) | dirty) - kept
    return Between(
        *(base, repository, (*parted, tip)[0], tip, head, before, committed, after),
        *(paths, dirty, tuple(unseen), bool(parted)),
    )


def _dirty(session: Session, committed: RevisionTree, after: Tree) -> frozenset[str]:
    """Name what is not as it was committed, of what would ever be."""
    if after is committed:
        return frozenset()
    paths = paths_not_as_in(committed, after)
    return paths if session.past else without_ignored(committed, paths)


def _other_repositories(before: RevisionTree, after: RevisionTree) -> Iterator[str]:
    """Name submodules that changed: what lies in them is under another git."""
    was, now = before.other_repositories, after.other_repositories
    for folder in sorted(was.keys() | now.keys()):
        if was.get(folder) != now.get(folder):
            yield f"{folder} is another repository (a submodule): what changed in it is not known"


def _no_parting(repository: Repository, base: str) -> str:
    if repository.is_shallow:
        return (
            f"this clone is shallow, and the commit where the work left {base} is not in it: "
            f"{base} itself was compared, and who changed what is not known "
            "(git fetch --unshallow)"
        )
    return f"{base} and this work have no commit in common: {base} itself was compared"
