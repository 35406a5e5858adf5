"""Keys at the top of a page, read with all of YAML: what they say, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from opsctl.loading.border import validate
from opsctl.loading.front_matter_plain import foreign_key, known_keys
from opsctl.loading.suppressions import read_suppressions
from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, parse_yaml
from opsctl.loading.yaml_traps import find_traps
from opsctl.model.sop import ForeignKey, Metadata
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location, Origin

_COMMENTS = re.compile(r"^[ \t]*#[^\r\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Keys:
    """What reading the keys brought."""

    metadata: Metadata
    foreign: tuple[ForeignKey, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    @property
    def told(self) -> bool:
        """Tell whether the keys could be told from each other."""
        return bool(self.metadata.origin.values)


def read_keys(source: Source, start: int, end: int) -> Keys:
    """Read the lines between two offsets; what cannot be read is left out, and said."""
    blank = re.sub(r"[^\r\n]", " ", source.text[:start])
    part = Source(source.path, blank + source.text[start:end])
    origin = Origin(source.path)
    if not _COMMENTS.sub("", source.text[start:end]).strip():
        return Keys(Metadata(origin))
    node, findings = parse_yaml(part)
    suppressions = tuple(read_suppressions(part, node))
    if not isinstance(node, MappingNode):
        if node is not None:
            place = Location(source.path, node.span)
            hint = "write `key: value` lines, with a space after the colon"
            findings.append(Finding("FILE019", place, "the top of the page has no keys", hint))
        return Keys(Metadata(origin), findings=tuple(findings), suppressions=suppressions)
    findings += find_traps(part, node)
    metadata, more = _read_metadata(node, source.path)
    foreign = tuple(_foreign(node))
    return Keys(metadata, foreign=foreign, findings=(*findings, *more), suppressions=suppressions)


def _read_metadata(node: MappingNode, path: str) -> tuple[Metadata, list[Finding]]:
    """Read the keys that are ours; one that cannot be read counts as not written."""
    known = known_keys()
    ours = replace(node, entries=tuple(each for each in node.entries if each[0].text in known))
    metadata, origin, findings = validate(Metadata, ours, path)
    if metadata is None:
        broken = {each.location.span.start for each in findings}
        sound = replace(ours, entries=tuple(e for e in ours.entries if not _holds(e, broken)))
        metadata = validate(Metadata, sound, path)[0]
    return replace(metadata or Metadata(origin), origin=origin), findings


def _holds(entry: tuple[ScalarNode, Node], offsets: set[int]) -> bool:
    key, value = entry
    return any(key.span.start <= each <= value.span.end for each in offsets)


def _foreign(node: MappingNode) -> Iterator[ForeignKey]:
    for key, value in node.entries:
        if key.text not in known_keys():
            yield foreign_key(key.text, _texts(value), key.span)


def _texts(node: Node) -> Iterator[str]:
    if isinstance(node, ScalarNode):
        yield node.text
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _texts(item)
    else:
        for _, value in node.entries:
            yield from _texts(value)
