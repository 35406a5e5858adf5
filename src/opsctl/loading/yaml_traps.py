"""Values that YAML reads in silence, and not as they were meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, never_written
from opsctl.loading.yaml_syntax import in_quotes
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import written
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.suggestion import LONGEST_SHOWN, in_backticks

_CUT = re.compile(r" #(?!opsctl:)(?=[^\s#])[^\r\n]*")
_INDENT_SIGN = re.compile(r"[>|][0-9+-]*[0-9]")


def find_traps(source: Source, node: Node) -> Iterator[Finding]:
    """Find the traps below a node, in the order of the file."""
    if isinstance(node, ScalarNode):
        yield from _scalar_traps(source, node)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from find_traps(source, item)
    else:
        yield from _mapping_traps(source, node)


def _mapping_traps(source: Source, node: MappingNode) -> Iterator[Finding]:
    for key, value in node.entries:
        if node.flow and _has_no_value(source, key, value):
            yield _lone_key(source, key)
        else:
            yield from find_traps(source, value)


def _has_no_value(source: Source, key: ScalarNode, value: Node) -> bool:
    """Tell whether a key within `{…}` has neither a colon nor a value."""
    after = source.text[key.span.end : value.span.end + 1]
    return never_written(value) and not after.lstrip().startswith(":")


def _lone_key(source: Source, key: ScalarNode) -> Finding:
    shown = in_backticks(key.text)
    message = f"{shown} is a key without a value"
    hint = "put text in braces in quotes; a list stands in [ ]"
    if source.text[max(0, key.span.start - 80) : key.span.start].rstrip().endswith(","):
        message = f"a comma cut the text: {shown} became a key without a value"
        hint = "put text that holds a comma in quotes, or write one thing a line"
    name, colon, rest = key.text.partition(":")
    if colon and rest:
        hint = f"put a space after the colon: {name}: {rest}"
    elif key.text.isdigit():
        hint = "write the number without a comma"
    return Finding("FILE021", Location(source.path, key.span), message, hint)


def _scalar_traps(source: Source, node: ScalarNode) -> Iterator[Finding]:
    if not node.style:
        yield from _cut_by_comment(source, node)
    elif node.style in ">|" and not node.text.strip():
        match = _INDENT_SIGN.match(source.text, node.span.start)
        if match:
            place, quoted = Location(source.path, source.span(*match.span())), in_quotes(match[0])
            message = f"`{match[0]}` is read as the start of a text over several lines"
            fix = written(place, quoted)
            yield Finding("FILE022", place, message, f"put it in quotes: {quoted}", fix)


def _cut_by_comment(source: Source, node: ScalarNode) -> Iterator[Finding]:
    match = _CUT.match(source.text, node.span.end)
    if match is None:
        return
    lost = match.group()[1:].rstrip()
    whole = f"{node.text} {lost}".strip()
    shown = f": {in_quotes(whole)}" if len(whole) <= LONGEST_SHOWN else ""
    end = match.start() + 1 + len(lost)
    span = Location(source.path, source.span(node.span.start, end))
    of_one_line = span.span.line == span.span.end_line and node.text
    yield Finding(
        "FILE020",
        Location(source.path, source.span(match.start() + 1, end)),
        f"the value ends before {in_backticks(lost)}, which is read as a comment",
        f"put the text in quotes{shown}; or write `# ` with a space for a comment",
        written(span, in_quotes(whole), safe=False) if of_one_line else None,
    )
