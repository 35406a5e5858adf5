"""Text to a tree of YAML nodes, each with its place; scalars stay text.

YAML is read as version 1.2 has it, less what a record has no use for: anchors, aliases, tags, merge
keys and further documents are findings. libyaml only reports events here, one at a time, so that
depth is bounded before its own recursion could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from opsctl.loading.yaml_syntax import TAG_HINT, explain_syntax
from opsctl.model.scalar import NULLS, Scalar
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location, Span
from opsctl.text.suggestion import in_backticks

DEEPEST = 64
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SIGN_WORD = re.compile(r"!<[^\s>]*>|[&*!][^\s,\[\]{}]*")
_EMPTY_HINT = "write the record, or delete the file"
_SECOND_HINT = "keep one record in a file; remove the line `---`"
_DEEP_HINT = "write it flatter: no record needs more than a few levels"
_KEY_HINT = "write `key: value`; put text that starts with [ or { in quotes"
_REPEAT_HINT = "write the value out; put text that starts with & or * in quotes"


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value; `style` is the quote or block sign, or empty for plain text."""

    text: str
    style: str
    span: Span

    @property
    def scalar(self) -> Scalar:
        """The value without its place."""
        return Scalar(self.text, not self.style)

    @property
    def is_null(self) -> bool:
        """Tell whether nothing is there, or the word `null`."""
        return not self.style and self.text in NULLS


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    span: Span
    flow: bool


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A group of keys, in the order of the file; keys are unique."""

    entries: tuple[tuple[ScalarNode, Node], ...]
    span: Span
    flow: bool


Node = ScalarNode | SequenceNode | MappingNode


class _GivenUp(Exception):
    """The rest of the file cannot be read; a finding says why."""


def parse_yaml(source: Source) -> tuple[Node | None, list[Finding]]:
    """Parse the one document of a file; no node where a finding says why there is none."""
    parser = _Parser(source)
    try:
        node = parser.document()
    except _GivenUp:
        node = None
    return node, parser.findings


@dataclass
class _Parser:
    source: Source
    findings: list[Finding] = field(default_factory=list)
    events: Iterator[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.events = iter(yaml.parse(self.source.text, Loader=_LOADER))

    def document(self) -> Node | None:
        self._next()
        if not self.source.text.strip() or isinstance(self._next(), yaml.StreamEndEvent):
            self._report_nothing()
            return None
        node = self._node(self._next(), 0)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._report("FILE008", event, "a second document starts here", _SECOND_HINT)
        elif never_written(node):
            self._report_nothing()
            return None
        return node

    def _report_nothing(self) -> None:
        place = Location(self.source.path)
        self.findings.append(Finding("FILE005", place, "the file holds nothing", _EMPTY_HINT))

    def _node(self, event: Any, depth: int) -> Node:
        self._refuse_extras(event)
        if depth >= DEEPEST and isinstance(event, yaml.CollectionStartEvent):
            self._report("FILE003", event, f"this is nested more than {DEEPEST} deep", _DEEP_HINT)
            raise _GivenUp
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            return ScalarNode(event.value, style if style != "\0" else "", self._span(event, event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        return ScalarNode("", "", self._span(event, event))

    def _sequence(self, start: Any, depth: int) -> SequenceNode:
        items: list[Node] = []
        event = self._next()
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            event = self._next()
        flow = bool(start.flow_style)
        return SequenceNode(
            tuple(items), _collection_span(self._span(start, event), items[-1:], flow), flow
        )

    def _mapping(self, start: Any, depth: int) -> MappingNode:
        entries: list[tuple[ScalarNode, Node]] = []
        seen: dict[str, ScalarNode] = {}
        event = self._next()
        while not isinstance(event, yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, ScalarNode):
                self._refuse_key(key)
            elif self._accept(key, seen):
                entries.append((key, value))
            event = self._next()
        flow = bool(start.flow_style)
        last: list[Node] = [entries[-1][1]] if entries else []
        return MappingNode(
            tuple(entries), _collection_span(self._span(start, event), last, flow), flow
        )

    def _refuse_key(self, key: SequenceNode | MappingNode) -> None:
        kind = "a list" if isinstance(key, SequenceNode) else "a group of keys"
        place = Location(self.source.path, key.span)
        message = f"a key must be one word, and this is {kind}"
        self.findings.append(Finding("FILE007", place, message, _KEY_HINT))

    def _accept(self, key: ScalarNode, seen: dict[str, ScalarNode]) -> bool:
        place = Location(self.source.path, key.span)
        if key.text == "<<" and not key.style:
            self.findings.append(
                Finding("FILE010", place, "`<<` merges keys from elsewhere", _REPEAT_HINT)
            )
            return False
        if key.text in seen:
            first = seen[key.text].span.line
            self.findings.append(
                Finding(
                    "FILE009",
                    place,
                    f"{in_backticks(key.text)} is written twice; it stands in line {first} already",
                    "keep one of the two",
                )
            )
            return False
        seen[key.text] = key
        return True

    def _refuse_extras(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._report_sign("FILE010", event, "*", "an alias", _REPEAT_HINT)
            return
        if event.anchor is not None:
            self._report_sign("FILE010", event, "&", "an anchor", _REPEAT_HINT)
        if event.tag is not None:
            self._report_sign("FILE011", event, "!", "a tag", TAG_HINT)

    def _report_sign(self, code: str, event: Any, sign: str, kind: str, hint: str) -> None:
        text = self.source.text
        start = text.index(sign, event.start_mark.index)
        match = _SIGN_WORD.match(text, start)
        end = match.end() if match else start + 1
        message = f"{in_backticks(text[start:end])} is {kind}"
        place = Location(self.source.path, self.source.span(start, end))
        self.findings.append(Finding(code, place, message, hint))

    def _span(self, start: Any, end: Any) -> Span:
        """Locate events by their offsets: libyaml's lines and columns go astray at the very end."""
        last = len(self.source.text)
        return self.source.span(min(start.start_mark.index, last), min(end.end_mark.index, last))

    def _next(self) -> Any:
        try:
            return next(self.events)
        except yaml.YAMLError as error:
            self.findings.append(explain_syntax(self.source, error))
        raise _GivenUp

    def _report(self, code: str, event: Any, message: str, hint: str) -> None:
        place = Location(self.source.path, self._span(event, event))
        self.findings.append(Finding(code, place, message, hint))


def never_written(node: Node) -> bool:
    """Tell whether nothing at all stands where a value could."""
    return isinstance(node, ScalarNode) and node.is_null and node.span.start == node.span.end


def _collection_span(whole: Span, last: list[Node], flow: bool) -> Span:
    """End a block collection with its last value: libyaml ends it where the next token starts."""
    if flow or not last:
        return whole
    tail = last[0].span
    return Span(whole.start, tail.end, whole.line, whole.column, tail.end_line, tail.end_column)
