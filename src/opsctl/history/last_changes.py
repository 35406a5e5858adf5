"""Who changed each of many files last, and when: one pass of git for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from opsctl.history.repository import GitRefuses, Repository
from opsctl.history.revision import is_cut_off

_NOTHING = frozenset("0")
_MARK = "\x01"
_PASS = (
    *("log", f"--format={_MARK}%H%x00%P%x00%at%x00%an", "--encoding=UTF-8"),
    *("-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff"),
    *("-m", "--full-history", "--sparse"),
)
_ORDERS = ((), ("--topo-order",))
"""By date, which git prints as it walks; else after a walk through everything, by no clock."""


@dataclass(frozen=True, slots=True)
class LastChange:
    """The commit that gave a file its content. `seconds` from 1970 say when it was written.

    `is_cut` where a shallow clone does not reach back to that: it was written then or before.
    """

    commit: str
    author: str
    seconds: int
    is_cut: bool = False


def last_changes(
    repository: Repository, start: str, prefix: str, paths: Collection[str]
) -> Mapping[str, LastChange]:
    """Give the last change of each path up to a commit, by path; none for one that is not there.

    `paths` count from the folder `prefix`. A change that was made on a branch belongs to the commit
    that made it and not to the merge, as the lists of files of git hosts have it; one that a merge
    left behind does not count, and one that only the merge made does. Git is stopped as soon as
    every path was seen; it goes to the beginning for a path that it does not know.
    """
    below = f"{prefix}/" if prefix else ""
    asked = {f"{below}{path}": path for path in paths}
    found: dict[str, LastChange] = {}
    missing: Collection[str] = asked
    for order in _ORDERS:
        if missing:
            places = {below + asked[path].partition("/")[0] for path in missing}
            search = _Search(missing, found)
            _run(repository, search, start, (*order, start, "--", *sorted(places)))
            missing = search.lost
    cut = _cut_off(repository, found.values())
    return {
        asked[path]: replace(change, is_cut=change.commit in cut) for path, change in found.items()
    }


def _cut_off(repository: Repository, changes: Iterable[LastChange]) -> frozenset[str]:
    """Name the commits with which a shallow clone begins."""
    if not repository.is_shallow:
        return frozenset()
    commits = {each.commit for each in changes}
    return frozenset(each for each in commits if is_cut_off(repository, each))


def _run(repository: Repository, search: _Search, start: str, which: Sequence[str]) -> None:
    """Search along one pass; where no commit is yet, nothing is found."""
    with closing(repository.parts(*_PASS, *which)) as parts:
        try:
            for step in _steps(parts):
                search.take(step)
                if not search.open:
                    return
        except GitRefuses:
            if repository.content(start) is not None:
                raise


@dataclass(slots=True)
class _Step:
    """A commit with its parents, and how its files differ from them.

    `files` gives the id of the content by path, with the number of parents that have another one.
    """

    commit: str
    parents: tuple[str, ...]
    seconds: int
    author: str
    files: dict[str, tuple[str, int]] = field(default_factory=dict)


def _steps(parts: Iterator[bytes]) -> Iterator[_Step]:
    """Read what git prints: four facts for each parent of a commit, and the files that differ."""
    texts = (part.decode("utf-8", "surrogateescape") for part in parts)
    step: _Step | None = None
    for part in texts:
        text = part.lstrip("\n")
        if text.startswith(_MARK):
            parents, seconds, author = next(texts), next(texts), next(texts)
            if step is None or step.commit != text[1:]:
                if step is not None:
                    yield step
                step = _Step(text[1:], tuple(parents.split()), int(seconds), author)
        elif text.startswith(":") and step is not None:
            path, after = next(texts), text.split(" ")[3]
            step.files[path] = (after, step.files.get(path, ("", 0))[1] + 1)
    if step is not None:
        yield step


class _Search:
    """Follows each path from commit to commit, through those that have its content unchanged.

    `open` are the paths that are still looked for. `_waiting` has them by the commit to which they
    were followed.
    """

    def __init__(self, paths: Collection[str], found: dict[str, LastChange]) -> None:
        self.open = set(paths)
        self._found = found
        self._wanted: dict[str, str] = {}
        self._waiting: dict[str, set[str]] | None = None

    @property
    def lost(self) -> set[str]:
        """The paths that were followed to a commit which git had already shown.

        Clocks that go wrong let it show a commit before one that was made from it.
        """
        return self.open & set().union(*(self._waiting or {}).values())

    def take(self, step: _Step) -> None:
        """Take the next commit in; the first one is where every path starts."""
        if self._waiting is None:
            self._waiting = {step.commit: set(self.open)}
        here = self._waiting.pop(step.commit, set())
        split = {path for path in step.files.keys() & here if self._ends_here(path, step, here)}
        for parent in step.parents[:1]:
            self._follow(parent, here)
        for parent in step.parents[1:]:
            self._follow(parent, set(split))

    def _ends_here(self, path: str, step: _Step, here: set[str]) -> bool:
        """Tell whether a path is to be followed to every parent, since one of them has its content.

        One that was found here, or that has other content than the one looked for, goes nowhere.
        """
        after, differing = step.files[path]
        is_its = self._wanted.setdefault(path, after) == after
        if is_its and differing < len(step.parents):
            return True
        here.discard(path)
        if is_its and path in self.open:
            self.open.discard(path)
            if not _NOTHING.issuperset(after):
                self._found[path] = LastChange(step.commit, step.author, step.seconds)
        return False

    def _follow(self, commit: str, paths: set[str]) -> None:
        assert self._waiting is not None, "the first commit was taken"
        there = self._waiting.get(commit)
        if there is None:
            self._waiting[commit] = paths
        elif paths:
            there |= paths
