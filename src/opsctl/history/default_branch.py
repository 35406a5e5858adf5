"""The branch that changes go to, and so are compared with."""

from __future__ import annotations

from opsctl.history.repository import Repository
from opsctl.history.revision import HEAD

_BRANCHES = "refs/heads/"
_REMOTE = "refs/remotes/origin/"
_CANDIDATES = (
    *(f"{_REMOTE}HEAD", f"{_REMOTE}main", f"{_BRANCHES}main"),
    *(f"{_REMOTE}master", f"{_BRANCHES}master"),
)


def default_base(repository: Repository) -> str:
    """Name what a change is compared with where nobody says it: the default branch.

    The first that is there of `origin/HEAD`, `origin/main`, `main`, `origin/master` and `master`.
    On that branch, and where there is none, it is HEAD: what was not committed yet.
    """
    for candidate in _CANDIDATES:
        if repository.content(f"{candidate}^{{commit}}") is not None:
            default = _full_name(repository, candidate)
            here = _full_name(repository, HEAD)
            return HEAD if here == f"{_BRANCHES}{_bare(default)}" else _short(default)
    return HEAD


def _full_name(repository: Repository, name: str) -> str:
    """Give the full name of the branch that a name stands for, and HEAD where it is on none."""
    answer = repository.run("rev-parse", "--symbolic-full-name", name)
    return answer.decode("utf-8", "surrogateescape").strip()


def _bare(branch: str) -> str:
    return branch.removeprefix(_REMOTE).removeprefix(_BRANCHES)


def _short(branch: str) -> str:
    return branch.removeprefix("refs/remotes/").removeprefix(_BRANCHES)
