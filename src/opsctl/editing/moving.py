"""Whole lines of a file in another order; comments move along with what stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from opsctl.text.edit import Edit
from opsctl.text.source import Source
from opsctl.text.span import Span

_BEFORE_PIECE = re.compile(r" *(?:- +)?")


def moved(source: Source, pieces: Sequence[Span], order: Sequence[int]) -> Edit | None:
    """Put pieces in another order; none where they are not lines of their own, one below another.

    A comment above the first piece may be about all of them: then the first has to stay.
    """
    bounds = [_first_line(source, piece, each) for each, piece in enumerate(pieces)]
    if None in bounds or not _are_alone(source, pieces):
        return None
    lines = [each for each in bounds if each is not None]
    if order[0] != 0 and _has_comment_above(source, pieces[0].line):
        return None
    starts = [source.line_starts[line - 1] for line in lines]
    if starts != sorted(set(starts)):
        return None
    ends = [*starts[1:], _end(source, pieces[-1])]
    blocks = [source.text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Edit(starts[0], ends[-1], _joined([blocks[at] for at in order], blocks, source.newline))


def _joined(wanted: Sequence[str], blocks: Sequence[str], newline: str) -> str:
    """Join the blocks; a file that does not end with a line end does not do so afterwards."""
    if blocks[-1].endswith(("\n", "\r")):
        return "".join(wanted)
    whole = [each if each.endswith(("\n", "\r")) else each + newline for each in wanted]
    return "".join(whole).removesuffix(newline)


def _first_line(source: Source, piece: Span, index: int) -> int | None:
    """Give the line that a piece begins with, the comments right above it included."""
    indent = source.line(piece.line)[: piece.column - 1]
    if not _BEFORE_PIECE.fullmatch(indent):
        return None
    line = piece.line
    while index and line > 1 and _is_comment(source.line(line - 1), len(indent)):
        line -= 1
    return line


def _is_comment(line: str, indent: int) -> bool:
    """Tell a comment that is not indented deeper: it belongs to what stands below it."""
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) <= indent


def _has_comment_above(source: Source, line: int) -> bool:
    return line > 1 and source.line(line - 1).strip().startswith("#")


def _are_alone(source: Source, pieces: Sequence[Span]) -> bool:
    """Tell whether nothing but blanks and comments stands between pieces, and behind the last."""
    ends = [*(piece.start for piece in pieces[1:]), _end(source, pieces[-1])]
    return all(
        all(_says_nothing(line) for line in re.split(r"\r\n|\n|\r", source.text[piece.end : end]))
        for piece, end in zip(pieces, ends, strict=True)
    )


def _says_nothing(line: str) -> bool:
    bare = line.strip(" \t")
    return not bare or bare.startswith("#") or bare == "-"


def _end(source: Source, last: Span) -> int:
    """Give the offset behind the line in which the last piece ends."""
    if last.end > last.start and source.text[last.end - 1] in "\r\n":
        return last.end
    line = source.span(last.end, last.end).line
    return source.line_starts[line] if line < len(source.line_starts) else len(source.text)
