"""What lies between two commits: the commits, their authors, and the files that they touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from opsctl.history.repository import Repository
from opsctl.history.revision import Commit

_MARK = "\x01"
_TRAILERS = "%(trailers:key=Co-authored-by,valueonly,separator=%x02)"
_FORMAT = f"--format={_MARK}%H%x00%ct%x00%ae%x00%an%x00{_TRAILERS}%x00"
_ADDRESS = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class CommitFacts:
    """A commit: its id, when it was committed (seconds from 1970), who wrote it, what it touched.

    `emails` are those of the author and of co-authors. `paths` count from the folder that was
    asked about; `added` are those among them that were not there before. A merge has only what
    differs from all of its parents.
    """

    id: str
    seconds: int
    author: str
    emails: tuple[str, ...]
    paths: frozenset[str]
    added: frozenset[str]


def commits_between(
    repository: Repository, base: Commit, head: Commit, prefix: str
) -> tuple[CommitFacts, ...]:
    """Give the commits that `head` has and `base` has not, the newest first, by one pass of git."""
    which = ("--", prefix) if prefix else ()
    order = ("log", "--date-order", "--encoding=UTF-8", _FORMAT, "--diff-merges=combined")
    raw = ("-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff")
    answer = repository.run(*order, *raw, head.id, f"^{base.id}", *(which or ("--",)))
    below = f"{prefix}/" if prefix else ""
    return tuple(_parsed(answer.decode("utf-8", "surrogateescape").split("\0"), below))


def _parsed(parts: list[str], below: str) -> Iterator[CommitFacts]:
    """Read what git printed: five facts of a commit, then a status and a path for each file."""
    facts: tuple[str, int, str, tuple[str, ...]] | None = None
    paths: set[str] = set()
    added: set[str] = set()
    places = iter(parts)
    for part in places:
        text = part.lstrip("\n")
        if text.startswith(_MARK):
            if facts is not None:
                yield CommitFacts(*facts, frozenset(paths), frozenset(added))
            seconds, email, name, trailers = (next(places) for _ in range(4))
            emails = (email, *_ADDRESS.findall(trailers))
            facts = text[1:], int(seconds), name, tuple(each for each in emails if each)
            paths, added = set(), set()
        elif text.startswith(":"):
            path = next(places)
            if path.startswith(below):
                paths.add(path.removeprefix(below))
                if text.endswith("A"):
                    added.add(path.removeprefix(below))
    if facts is not None:
        yield CommitFacts(*facts, frozenset(paths), frozenset(added))


def moved_files(
    repository: Repository, base: Commit, head: Commit, prefix: str
) -> Mapping[str, str]:
    """Give the files that git takes for moved between two commits: the new path to the old one."""
    which = ("--", prefix) if prefix else ("--",)
    order = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-ext-diff")
    answer = repository.run(*order, base.id, head.id, *which)
    below = f"{prefix}/" if prefix else ""
    parts = iter(answer.decode("utf-8", "surrogateescape").split("\0")[:-1])
    found = {}
    for _status in parts:
        before, after = next(parts), next(parts)
        found[after.removeprefix(below)] = before.removeprefix(below)
    return found
