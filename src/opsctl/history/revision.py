"""Names of revisions, and the commits that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from opsctl.history.days import day_of, last_second_of
from opsctl.history.repository import Repository
from opsctl.model.scalar import Scalar, Unreadable, read_day
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean, in_backticks

HEAD = "HEAD"
_LONGEST = 250
_ON_A_DAY = re.compile(r"([^{}]*)@\{([^{}]*)\}")
_COMMITTED = re.compile(rb"^committer [^\n]*> (-?[0-9]+) [-+][0-9]+$", re.MULTILINE)
_PARENT = re.compile(rb"^parent ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; `seconds` from 1970 say when it was committed."""

    id: str
    seconds: int

    @property
    def short(self) -> str:
        """The id as people write it."""
        return self.id[:7]


def commit_at(repository: Repository, name: str, timezone: Callable[[], str]) -> Commit:
    """Give the commit that a name means: a branch, a tag, an id, `main~30`, or `@{2026-10-31}`.

    A day means the last commit up to its end, in the company's time zone, of those that HEAD
    (or what stands before the `@`) has as itself, its first parent, that one's first parent and
    so on. Git's reflog is never asked, since it is another one in every clone.

    Raises:
        UsageProblem: there is no such commit, or it cannot be seen in this clone.
    """
    _refuse_strange(name)
    if "@{" not in name:
        return _commit(repository, name)
    match = _ON_A_DAY.fullmatch(name)
    if match is None or "@{" in match[1]:
        raise UsageProblem(
            f"{in_backticks(name)} is not a revision that opsctl takes",
            "after a day, nothing may follow: @{2026-10-31}",
        )
    tip = _commit(repository, match[1] or HEAD)
    try:
        day = read_day(Scalar(match[2]))
    except Unreadable as error:
        raise UsageProblem(
            f"--at {name}: {error.message}",
            "in @{…} stands a day, as in @{2026-10-31}; git's reflog is never asked",
        ) from None
    return _commit_of_day(repository, tip, day, timezone())


def seen_since(repository: Repository, tip: Commit, timezone: str) -> date:
    """Give the day of the first commit that can be seen from another, first parents only."""
    answer = repository.run("log", "--first-parent", "--format=%ct", tip.id, "--")
    return day_of(int(answer.split()[-1]), timezone)


def _refuse_strange(name: str) -> None:
    """Refuse what no revision is called, before git can take it for something else."""
    strange = any(sign.isspace() or not sign.isprintable() for sign in name)
    if not name or strange or name[0] in "-^" or ".." in name or len(name) > _LONGEST:
        shown = name if len(name) <= _LONGEST else f"{name[:40]}…"
        raise UsageProblem(
            f"{in_backticks(shown)} cannot be the name of a revision",
            "name a branch, a tag, a commit, main~30 or @{2026-10-31}",
        )


def _commit(repository: Repository, name: str) -> Commit:
    found = repository.content(f"{name}^{{commit}}")
    if found is None or found.type != "commit":
        raise _unknown(repository, name)
    committed = _COMMITTED.search(found.content.partition(b"\n\n")[0])
    return Commit(found.id, int(committed[1]) if committed else 0)


def _unknown(repository: Repository, name: str) -> UsageProblem:
    """Say what is there instead, or why it cannot be seen."""
    if repository.content(HEAD) is None:
        return UsageProblem("HEAD has no commit yet, so there is nothing to look at")
    start = re.split("[~^]", name, maxsplit=1)[0]
    is_known = start != name and repository.content(f"{start}^{{commit}}") is not None
    message = f"there is no revision {in_backticks(name)} here"
    if is_known:
        message = f"{in_backticks(name)} goes back further than the history that is here"
    if repository.is_shallow:
        since = seen_since(repository, _commit(repository, start if is_known else HEAD), "UTC")
        return _beyond_shallow(message, since)
    if is_known:
        since = seen_since(repository, _commit(repository, start), "UTC")
        return UsageProblem(message, f"it begins on {since}")
    known = repository.run("for-each-ref", "--format=%(refname:short)").decode("utf-8", "replace")
    names = known.splitlines()
    remote = next((each for each in names if each.endswith(f"/{name}")), None)
    near = f"did you mean {in_backticks(remote)}?" if remote else did_you_mean(name, names)
    return UsageProblem(message, near or "git branch --all and git tag list what there is")


def _beyond_shallow(message: str, since: date) -> UsageProblem:
    return UsageProblem(
        f"{message}: this clone is shallow, it begins on {since}", "git fetch --unshallow"
    )


def _commit_of_day(repository: Repository, tip: Commit, day: date, timezone: str) -> Commit:
    until = last_second_of(day, timezone)
    order = ("rev-list", "--first-parent", "--max-count=1")
    answer = repository.run(*order, f"--min-age={until}", tip.id, "--") if until >= 0 else b""
    if answer:
        return _commit(repository, answer.decode("ascii").strip())
    since = seen_since(repository, tip, timezone)
    if repository.is_shallow:
        raise _beyond_shallow(f"{day} cannot be seen", since)
    raise UsageProblem(f"there is no commit of {day} or before: the history begins on {since}")


def is_cut_off(repository: Repository, commit: str) -> bool:
    """Tell whether a commit has parents that a shallow clone does not have."""
    if not repository.is_shallow:
        return False
    found = repository.content(commit)
    if found is None:
        return True
    parents = len(_PARENT.findall(found.content.partition(b"\n\n")[0]))
    seen = repository.run("log", "-1", "--format=%P", commit, "--").split()
    return parents > len(seen)


def parents_of(repository: Repository, commit: Commit) -> tuple[str, ...]:
    """Give the ids of the commits that a commit was made of, also where a clone ends there."""
    found = repository.content(commit.id)
    head = found.content.partition(b"\n\n")[0] if found is not None else b""
    return tuple(line[7:].decode("ascii") for line in head.split(b"\n") if _PARENT.match(line))


def merge_bases(repository: Repository, one: Commit, other: Commit) -> tuple[Commit, ...]:
    """Give the commits where two lines of work parted; none where none can be seen.

    There are several where each of them was merged into the other.
    """
    answer = repository.ask("merge-base", "--all", one.id, other.id) or b""
    return tuple(_commit(repository, each) for each in answer.decode("ascii").split())
