"""Who wrote one line of a file, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from opsctl.history.repository import Repository
from opsctl.history.revision import is_cut_off

_AUTHOR = re.compile(r"^author (.*)$", re.MULTILINE)
_SECONDS = re.compile(r"^author-time (-?[0-9]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LineAuthor:
    """Who wrote a line, and when, in seconds from 1970.

    `is_cut` where a shallow clone does not reach back to that: it was written then or before.
    """

    name: str
    seconds: int
    commit: str
    is_cut: bool = False


def author_of_line(
    repository: Repository, start: str, path: str, line: int, content: bytes
) -> LineAuthor | None:
    """Name who wrote a line of `content`, as far as it is a line of the file at a commit.

    None where it is not committed there. Git is asked for the committed file and never for the
    one in the folder, for which it would run filters of the repository.
    """
    found = repository.content(f"{start}:{path}")
    if found is None or found.type != "blob":
        return None
    committed = _committed_line(found.content, content, line)
    if committed is None:
        return None
    asked = ("blame", "--porcelain", "--no-textconv", "-L", f"{committed},{committed}")
    said = repository.run(*asked, start, "--", path).decode("utf-8", "replace")
    author, seconds = _AUTHOR.search(said), _SECONDS.search(said)
    if author is None or seconds is None:
        return None
    commit = said.partition(" ")[0]
    cut = is_cut_off(repository, commit)
    return LineAuthor(author[1], int(seconds[1]), commit, cut)


def _committed_line(before: bytes, after: bytes, line: int) -> int | None:
    """Find a line of one content in another; none where it is new. Line ends do not count."""
    old, new = _lines(before), _lines(after)
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if block.b < line <= block.b + block.size:
            return block.a + line - block.b
    return None


def _lines(content: bytes) -> list[bytes]:
    return [each.removesuffix(b"\r") for each in content.split(b"\n")]
