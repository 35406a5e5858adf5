"""How one file came to be what it is: who wrote which version, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from opsctl.history.repository import Repository
from opsctl.history.revision import is_cut_off

VERSIONS_AT_MOST = 500
_MOVES_AT_MOST = 10
_NOTHING = frozenset("0")
_MARK = "\x01"
_FORMAT = f"--format={_MARK}%H%x00%P%x00%at%x00%ct%x00%an"
_ANYWHERE = ("-c",)
_ON_THE_MAIN_LINE = ("--first-parent", "-m")


@dataclass(frozen=True, slots=True)
class FileChange:
    """What one commit did to a file. `seconds` from 1970 say when its author wrote it, `committed`
    when it was committed.

    `before` has the id of the content in each parent: mostly one, none where the file is new,
    several where a merge found another answer than any of its parents. `after` is none where the
    commit deleted the file. `path_before` differs from `path` where the file was moved.
    """

    commit: str
    author: str
    seconds: int
    committed: int
    path: str
    path_before: str
    before: tuple[str, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class FileHistory:
    """The changes of a file, the oldest first.

    `is_complete` is false where there are older ones than were asked for; `cut_off` is the id of
    the first commit of a shallow clone, where the file is older than that.
    """

    changes: tuple[FileChange, ...]
    is_complete: bool = True
    cut_off: str | None = None


def file_history(
    repository: Repository,
    start: str,
    path: str,
    at_most: int = VERSIONS_AT_MOST,
    formerly: Sequence[str] = (),
    *,
    main_line: bool = False,
) -> FileHistory:
    """Give the newest changes of a file up to a commit, also from before it was moved.

    Where git knows of no move, the file was one of the paths `formerly` if that was there before.
    On the `main_line`, first parents alone are followed, and a merge is what brought a change. One
    pass of git for each path that it had.
    """
    found: list[FileChange] = []
    kind = _ON_THE_MAIN_LINE if main_line else _ANYWHERE
    for _ in range(_MOVES_AT_MOST):
        changes = _changes(repository, start, path, at_most + 1 - len(found), kind)
        found += changes
        if not changes or changes[-1].before or len(found) > at_most:
            break
        moved = _moved(repository, changes[-1]) or _renamed(repository, changes[-1], formerly)
        if moved is None:
            break
        found[-1] = moved
        start, path = f"{moved.commit}^", moved.path_before
    kept = tuple(reversed(found[:at_most]))
    is_first = bool(kept) and not kept[0].before
    cut = kept[0].commit if is_first and is_cut_off(repository, kept[0].commit) else None
    return FileHistory(kept, len(found) <= at_most, cut)


def _changes(
    repository: Repository, start: str, path: str, at_most: int, kind: Sequence[str]
) -> list[FileChange]:
    """Run the pass for one path; the newest change comes first."""
    order = ("log", "--date-order", f"--max-count={at_most}", "--encoding=UTF-8", _FORMAT)
    raw = ("-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", *kind)
    answer = repository.run(*order, *raw, start, "--", path)
    return list(_parsed(answer.decode("utf-8", "surrogateescape").split("\0"), path))


def _parsed(parts: list[str], path: str) -> Iterator[FileChange]:
    """Read what git printed: five facts of a commit, then what it did to which file."""
    places = iter(parts)
    commit, seconds, committed, author = "", 0, 0, ""
    for part in places:
        text = part.lstrip("\n")
        if text.startswith(_MARK):
            commit = text[1:]
            next(places)
            seconds, committed, author = int(next(places)), int(next(places)), next(places)
        elif text.startswith(":") and next(places) == path:
            *before, after = _ids(text)
            known = tuple(each for each in before if not _NOTHING.issuperset(each))
            there = None if _NOTHING.issuperset(after) else after
            yield FileChange(commit, author, seconds, committed, path, path, known, there)


def _ids(raw: str) -> list[str]:
    """Give the ids of a line such as `:100644 100644 OLD NEW M`, one mode and one id a side."""
    sides = len(raw) - len(raw.lstrip(":")) + 1
    return raw.lstrip(":").split(" ")[sides : 2 * sides]


def _moved(repository: Repository, change: FileChange) -> FileChange | None:
    """Give the change that brought a new file as a move, if it was one."""
    which = ("--first-parent", "-m", "--diff-filter=R", "-M", change.commit)
    answer = repository.run(*("log", "-1", "--format=", "-z", "--raw", "--no-abbrev"), *which, "--")
    parts = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    for part in parts:
        raw = part.lstrip("\n")
        if raw.startswith(":"):
            before, after = next(parts), next(parts)
            if after == change.path:
                ids = _ids(raw)
                return replace(change, path_before=before, before=(ids[0],), after=ids[1])
    return None


def _renamed(
    repository: Repository, change: FileChange, formerly: Sequence[str]
) -> FileChange | None:
    """Give the change that brought a new file as a move from the first former path there was."""
    for path in formerly:
        is_other = path != change.path and not path.startswith(("./", "../"))
        there = repository.content(f"{change.commit}^:{path}") if is_other else None
        if there is not None and there.type == "blob":
            return replace(change, path_before=path, before=(there.id,))
    return None
