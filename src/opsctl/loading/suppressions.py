"""Comments in YAML that suppress findings."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode
from opsctl.model.suppression import Suppression
from opsctl.text.source import Source
from opsctl.text.span import Location

_COMMENT = re.compile(r"(?<!\S)#[ \t]*opsctl:[ \t]*ignore\[([^\]\r\n]*)\]([^\r\n]*)")
_WITHOUT_CONTENT = re.compile(r"[ \t]*(?:#.*|---(?:[ \t].*)?|%.*)?")


def read_suppressions(source: Source, root: Node | None) -> list[Suppression]:
    """Find the comments that suppress, in the order of the file; text inside values is none."""
    matches = list(_COMMENT.finditer(source.text))
    if not matches:
        return []
    values = sorted(_scalar_ranges(source, root)) if root else []
    starts = [start for start, _ in values]
    content = list(_lines_with_content(source))
    return [
        _suppression(source, match, content)
        for match in matches
        if not _is_within(match.start(), starts, values)
    ]


def _suppression(source: Source, match: re.Match[str], content: list[int]) -> Suppression:
    """Read one comment; `content` lists the lines that hold more than a comment."""
    span = source.span(match.start(), match.end())
    rules = tuple(word for word in re.split(r"[,\s]+", match[1]) if word)
    line: int | None = span.line
    if not source.line(span.line)[: span.column - 1].strip():
        following = bisect_left(content, span.line)
        line = content[min(following, len(content) - 1)] if following and content else None
    return Suppression(Location(source.path, span), rules, match[2].strip(), line)


def _is_within(at: int, starts: list[int], values: list[tuple[int, int]]) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < values[index][1]


def _lines_with_content(source: Source) -> Iterator[int]:
    for number in range(1, len(source.line_starts) + 1):
        if not _WITHOUT_CONTENT.fullmatch(source.line(number)):
            yield number


def _scalar_ranges(source: Source, node: Node) -> Iterator[tuple[int, int]]:
    """Give where text stands that is no comment; a comment may follow the sign of a block."""
    if isinstance(node, ScalarNode):
        below = source.span(node.span.start, node.span.start).line
        is_block = node.style in ("|", ">") and below < len(source.line_starts)
        yield source.line_starts[below] if is_block else node.span.start, node.span.end
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _scalar_ranges(source, item)
    elif isinstance(node, MappingNode):
        for key, value in node.entries:
            yield key.span.start, key.span.end
            yield from _scalar_ranges(source, value)
