"""From the fix of a finding to edits of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from opsctl.editing.moving import moved
from opsctl.editing.yaml_text import in_double_quotes
from opsctl.text.edit import Edit
from opsctl.text.fix import Fix, Removal, Reordering, Replacement, Retarget, Step, Word
from opsctl.text.source import Source
from opsctl.text.span import Span

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_TARGET = re.compile(
    r"""\]\(\s*(?:<(?P<angled>[^<>\r\n]*)>|(?P<bare>[^\s()<>]+))"""
    r"""|(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')"""
)
_DEFINITION = re.compile(
    r"^ {0,3}\[[^\]\r\n]+\]:[ \t]*(?:<(?P<angled>[^<>\r\n]*)>|(?P<bare>\S+))", re.MULTILINE
)


def plan_fix(source: Source, fix: Fix) -> tuple[Edit, ...] | None:
    """Find the edits of a fix in the text of its file; none where they cannot be told apart."""
    edits: list[Edit] = []
    for step in fix.steps:
        edit = _edit(source, step)
        if edit is None:
            return None
        edits.append(edit)
    return tuple(sorted(edits))


def overlap(one: Sequence[Edit], other: Sequence[Edit]) -> bool:
    """Tell whether two plans for one file change the same place."""
    return any(_same_place(left, right) for left in one for right in other)


def _same_place(one: Edit, other: Edit) -> bool:
    if one.start == one.end == other.start == other.end:
        return True
    return one.start < other.end and other.start < one.end


def _edit(source: Source, step: Step) -> Edit | None:
    if isinstance(step, Reordering):
        return moved(source, step.pieces, step.order)
    span = step.location.span
    if isinstance(step, Replacement):
        return Edit(span.start, span.end, step.text.replace("\n", source.newline))
    if isinstance(step, Word):
        return Edit(span.start, span.end, _in_its_quotes(source, span, step.text))
    if isinstance(step, Removal):
        return _without_comment(source, span)
    return _retargeted(source, step)


def _in_its_quotes(source: Source, span: Span, word: str) -> str:
    """Write a word in the quotes that stand in its place, or in double ones where it needs them."""
    old = source.text[span.start : span.end]
    quote = old[0] if len(old) > 1 and old[0] in "'\"" and old[-1] == old[0] else ""
    if quote == "'" and "'" not in word:
        return f"'{word}'"
    return word if not quote and _PLAIN.fullmatch(word) else in_double_quotes(word)


def _without_comment(source: Source, span: Span) -> Edit:
    """Take a comment away, with its lines if it stands alone, else with the blanks before it."""
    starts, text = source.line_starts, source.text
    first = starts[span.line - 1]
    end = starts[span.end_line] if span.end_line < len(starts) else len(text)
    if not text[first : span.start].strip() and not text[span.end : end].strip():
        return Edit(first, end, "")
    before = text[first : span.start]
    return Edit(span.start - (len(before) - len(before.rstrip(" \t"))), span.end, "")


def _retargeted(source: Source, step: Retarget) -> Edit | None:
    """Find the one place where the target of a link is written: in it, or in its definition."""
    span = step.location.span
    found = list(_targets(_TARGET, source.text, step.before, span.start, span.end))
    if not found:
        found = list(_targets(_DEFINITION, source.text, step.before, 0, len(source.text)))
    if len(found) != 1:
        return None
    return Edit(found[0][0], found[0][1], step.after)


def _targets(
    pattern: re.Pattern[str], text: str, target: str, start: int, end: int
) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text, start, end):
        name = match.lastgroup or ""
        if unquote(match[name]) == unquote(target):
            yield match.span(name)
