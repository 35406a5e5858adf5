"""What many files held earlier, also before they were moved, by few passes of git for all."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing

from opsctl.history.repository import Repository

_AT_ONCE = 500
_MOVES_AT_MOST = 10
_NOTHING = frozenset("0")
_MARK = "\x01"
_RAW = ("-z", "--raw", "--no-abbrev", "--no-ext-diff")
_PASS = ("log", "--date-order", f"--format={_MARK}%H", *_RAW, "--no-renames", "-c")
_MOVES = ("log", "--no-walk=unsorted", "--format=", *_RAW, "--first-parent", "-m", "-M")


def earlier_contents(
    repository: Repository, start: str, paths: Sequence[str]
) -> Generator[tuple[str, str], None, None]:
    """Give each path with the id of a content that it had up to a commit, the newest first.

    What a file held under a former path comes after all that any held under the present ones.
    Closing the iterator ends git. Some come twice.
    """
    asked = {path: [path] for path in paths}
    done: set[str] = set()
    for _ in range(_MOVES_AT_MOST):
        added: dict[str, str] = {}
        names = sorted(asked.keys() - done)
        for at in range(0, len(names), _AT_ONCE):
            for path, id in _changes(repository, start, names[at : at + _AT_ONCE], added):
                yield from ((name, id) for name in asked[path])
        done |= asked.keys()
        moves = _moves(repository, added)
        if not moves:
            return
        asked = {
            old: [name for new in moves if moves[new] == old for name in asked[new]]
            for old in moves.values()
        }


def _changes(
    repository: Repository, start: str, paths: Sequence[str], added: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Give paths with the ids of what they held; note in `added` which commit brought each."""
    known = frozenset(paths)
    commit = ""
    with closing(repository.parts(*_PASS, start, "--", *paths)) as parts:
        texts = (part.decode("utf-8", "surrogateescape").lstrip("\n") for part in parts)
        for text in texts:
            if text.startswith(_MARK):
                commit = text[1:]
            elif text.startswith(":"):
                path, (before, after) = next(texts), _ids(text)
                if path in known and not before:
                    added[path] = commit
                if path in known and after is not None:
                    yield path, after


def _ids(raw: str) -> tuple[list[str], str | None]:
    """Give the ids before, of what was there, and the one after, of one line of git."""
    sides = len(raw) - len(raw.lstrip(":")) + 1
    *before, after = (
        None if _NOTHING.issuperset(each) else each
        for each in raw.lstrip(":").split(" ")[sides : 2 * sides]
    )
    return [each for each in before if each is not None], after


def _moves(repository: Repository, added: Mapping[str, str]) -> Mapping[str, str]:
    """Give the former path of each new file that a commit brought as a move."""
    commits = sorted(set(added.values()))
    found = {}
    for at in range(0, len(commits), _AT_ONCE):
        which = commits[at : at + _AT_ONCE]
        answer = repository.run(*_MOVES, "--diff-filter=R", *which, "--")
        parts = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
        for part in parts:
            if part.lstrip("\n").startswith(":"):
                before, after = next(parts), next(parts)
                if after in added:
                    found[after] = before
    return found
