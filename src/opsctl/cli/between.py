"""Where a change begins and ends in git: the base, the head, and the files that differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from opsctl.cli.session import Session
from opsctl.history.comparison import paths_not_as_in, paths_that_differ
from opsctl.history.repository import Repository
from opsctl.history.revision import HEAD, Commit, commit_at, merge_base
from opsctl.history.tree import RevisionTree, revision_tree
from opsctl.text.tree import WORKSPACE_FILE, Tree


@dataclass(frozen=True)
class Between:
    """Where a change begins and ends in git.

    `start` is where the head left the base; the base itself, `tip`, may have gone on since. `paths`
    are the files that differ, `dirty` those of them that are not committed. `unseen` says in
    sentences what could not be seen.
    """

    name: str
    repository: Repository
    start: Commit
    tip: Commit
    head: Commit
    before: RevisionTree
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
    parted = merge_base(repository, tip, head)
    start = parted or tip
    prefix = session.past.tree.prefix if session.past else repository.prefix
    before = revision_tree(repository, start, prefix)
    unseen = [] if parted else [_no_parting(repository, base)]
    if before.entry(WORKSPACE_FILE) is None:
        unseen.append(f"there was no workspace at {base}: everything counts as new")
        before = RevisionTree(repository, prefix, {})
    after = tree or session.tree
    if isinstance(after, RevisionTree):
        committed, dirty = after, frozenset[str]()
    else:
        committed = revision_tree(repository, head, prefix)
        dirty = paths_not_as_in(committed, after)
    paths = paths_that_differ(before, committed) | dirty
    return Between(
        *(base, repository, start, tip, head, before, after),
        *(paths, dirty, tuple(unseen), parted is not None),
    )


def _no_parting(repository: Repository, base: str) -> str:
    if repository.is_shallow:
        return (
            f"this clone is shallow, and the commit where the work left {base} is not in it: "
            f"{base} itself was compared, and who changed what is not known "
            "(git fetch --unshallow)"
        )
    return f"{base} and this work have no commit in common: {base} itself was compared"
