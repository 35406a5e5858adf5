"""What lies between two commits: the commits, their authors, and the files that they touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from opsctl.history.repository import Repository
from opsctl.history.revision import Commit, is_cut_off

_MARK = "\x01"
_NOTHING = frozenset("0")
_TRAILERS = "%(trailers:key=Co-authored-by,valueonly,separator=%x02)"
_FORMAT = f"--format={_MARK}%H%x00%P%x00%ct%x00%ae%x00%an%x00{_TRAILERS}%x00"
_ADDRESS = re.compile(r"<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class CommitFacts:
    """A commit: its id, when it was committed (seconds from 1970), who wrote it, what it touched.

    `emails` are those of the author and of co-authors. `contents` gives by path, from the folder
    that was asked about, the id of what was written, none where the file was deleted; `added` are
    those paths that were not there before. A merge has only what differs from all of its parents.
    One that `is_cut` stands where a shallow clone ends: what it touched is not known.
    """

    id: str
    seconds: int
    author: str
    emails: tuple[str, ...]
    contents: Mapping[str, str | None] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    has_parents: bool = True
    is_cut: bool = False


def commits_between(
    repository: Repository, base: Commit, head: Commit, prefix: str
) -> tuple[CommitFacts, ...]:
    """Give the commits that `head` has and `base` has not, the newest first, by one pass of git."""
    which = ("--", prefix) if prefix else ("--",)
    order = ("log", "--date-order", "--full-history", "--encoding=UTF-8", _FORMAT)
    raw = ("-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--diff-merges=combined")
    answer = repository.run(*order, *raw, head.id, f"^{base.id}", *which)
    below = f"{prefix}/" if prefix else ""
    found = _parsed(answer.decode("utf-8", "surrogateescape").split("\0"), below)
    return tuple(_as_far_as_known(repository, each) for each in found)


def _as_far_as_known(repository: Repository, facts: CommitFacts) -> CommitFacts:
    """Leave out what git takes for touched where it has no parent to compare with."""
    if facts.has_parents or not is_cut_off(repository, facts.id):
        return facts
    return replace(facts, contents={}, added=frozenset(), is_cut=True)


def _parsed(parts: list[str], below: str) -> Iterator[CommitFacts]:
    """Read what git printed: six facts of a commit, then a status and a path for each file."""
    facts: CommitFacts | None = None
    contents: dict[str, str | None] = {}
    added: set[str] = set()
    places = iter(parts)
    for part in places:
        text = part.lstrip("\n")
        if text.startswith(_MARK):
            if facts is not None:
                yield replace(facts, contents=contents, added=frozenset(added))
            facts, contents, added = _facts(text[1:], places), {}, set()
        elif text.startswith(":"):
            path = next(places)
            if path.startswith(below):
                *_, after, status = text.split(" ")
                contents[path.removeprefix(below)] = _there(after)
                if set(status) == {"A"}:
                    added.add(path.removeprefix(below))
    if facts is not None:
        yield replace(facts, contents=contents, added=frozenset(added))


def _facts(id: str, places: Iterator[str]) -> CommitFacts:
    parents, seconds, email, name, trailers = (next(places) for _ in range(5))
    emails = tuple(each for each in (email, *_ADDRESS.findall(trailers)) if each)
    return CommitFacts(id, int(seconds), name, emails, has_parents=bool(parents))


def _there(id: str) -> str | None:
    return None if _NOTHING.issuperset(id) else id


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
