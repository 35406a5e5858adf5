"""The block of a CODEOWNERS file that is ours; the rest belongs to whoever wrote it.

Each workspace of a repository has a block of its own. Hosts end a line at LF alone, and so does
this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from opsctl.text.errors import SurroundingsRefuse

END = "# opsctl: end"
_BEGIN = re.compile(r"# opsctl: owners of procedures(?: in .*)?, written by opsctl sop owners")
_SECTION = re.compile(r"\^?\[")
_AROUND = " \t\r\n"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class _Block:
    """A block: its first line, that line's number, its offsets without the last line end."""

    begin: str
    line: int
    start: int
    end: int


def begin_of(folder: str) -> str:
    """Give the first line of the block of a workspace in a folder, empty for the top."""
    where = f" in {folder}" if folder else ""
    return f"# opsctl: owners of procedures{where}, written by opsctl sop owners"


def with_block(text: str, folder: str, lines: Sequence[str], path: str) -> str:
    """Put lines into our block of a text, which is made at its end where there is none.

    All else stays as it is. Without lines, none is made. `path` is for messages.

    Raises:
        SurroundingsRefuse: a mark of a block is missing, or is there twice.
    """
    mark = text[: text.startswith(_MARK)]
    body = text.removeprefix(mark)
    found = _find(body, folder, path)
    newline = _newline(body if found is None else body[found.start :])
    block = newline.join((begin_of(folder), *lines, END))
    if found is not None:
        return mark + body[: found.start] + block + body[found.end :]
    if not lines:
        return text
    gap = "" if not body or body.endswith("\n") else newline
    gap += newline if body.strip(_AROUND) else ""
    return f"{text}{gap}{block}{newline}"


def rules_below(text: str, folder: str, path: str, *, sections: bool) -> int:
    """Count the lines below our block that go before it: those of its section, if it has one.

    Blocks of other workspaces speak of other paths.
    """
    body = text.removeprefix(_MARK)
    ours = _find(body, folder, path)
    if ours is None:
        return 0
    blocks = _blocks(body, path)
    rules, at = 0, ours.end
    for line in body[ours.end :].split("\n"):
        said = line.strip(_AROUND)
        if sections and _SECTION.match(said):
            break
        is_rule = bool(said) and not said.startswith("#")
        rules += is_rule and not any(each.start < at < each.end for each in blocks)
        at += len(line) + 1
    return rules


def _newline(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def _find(text: str, folder: str, path: str) -> _Block | None:
    found = [each for each in _blocks(text, path) if each.begin == begin_of(folder)]
    if len(found) > 1:
        raise SurroundingsRefuse(
            f"{path} has the block of opsctl twice, in lines {found[0].line} and {found[1].line}",
            "nothing was written; remove one of them",
        )
    return found[0] if found else None


def _blocks(text: str, path: str) -> list[_Block]:
    """Find the blocks of all workspaces."""
    blocks: list[_Block] = []
    opened: tuple[str, int, int] | None = None
    at = 0
    for number, line in enumerate(text.split("\n"), start=1):
        said = line.strip(_AROUND)
        if _BEGIN.fullmatch(said):
            if opened is not None:
                raise _endless(path, opened[1])
            opened = said, number, at
        elif said == END:
            if opened is None:
                raise SurroundingsRefuse(
                    f"a block of opsctl ends in line {number} of {path} and begins nowhere",
                    "nothing was written; remove that line, and the lines of opsctl above it",
                )
            blocks.append(_Block(*opened, at + len(line.rstrip(_AROUND))))
            opened = None
        at += len(line) + 1
    if opened is not None:
        raise _endless(path, opened[1])
    return blocks


def _endless(path: str, line: int) -> SurroundingsRefuse:
    return SurroundingsRefuse(
        f"the block of opsctl that begins in line {line} of {path} has no end",
        f"nothing was written; put `{END}` below its last line",
    )
