"""One YAML file of a workspace: read, parsed, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass

from opsctl.loading.source import read_source
from opsctl.loading.suppressions import read_suppressions
from opsctl.loading.yaml_nodes import MappingNode, parse_yaml
from opsctl.loading.yaml_traps import find_traps
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.span import Location
from opsctl.text.tree import Entry, Tree

WARNINGS = frozenset(["FILE020"])
_KEYS_HINT = "write `key: value` lines, with a space after the colon"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as keys and values; `root` is none where a finding says why there is none."""

    path: str
    root: MappingNode | None
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]


def read_document(tree: Tree, entry: Entry) -> Document:
    """Read a file whose root is a group of keys."""
    source, findings = read_source(tree, entry)
    if source is None:
        return Document(entry.path, None, tuple(findings), ())
    return document_of(source)


def document_of(source: Source) -> Document:
    """Parse a text whose root is a group of keys."""
    node, findings = parse_yaml(source)
    suppressions = tuple(read_suppressions(source, node))
    if node is not None:
        findings += find_traps(source, node)
    if node is not None and not isinstance(node, MappingNode):
        place = Location(source.path, node.span)
        findings.append(Finding("FILE019", place, "the file does not hold keys", _KEYS_HINT))
    broken = any(finding.code not in WARNINGS for finding in findings)
    root = node if isinstance(node, MappingNode) and not broken else None
    return Document(source.path, root, tuple(findings), suppressions)
