"""Read a file of numbers: by period, then by the names of their measurables."""

from __future__ import annotations

from opsctl.loading.border import validate
from opsctl.loading.document import WARNINGS, read_document
from opsctl.loading.yaml_nodes import MappingNode, Node, ScalarNode
from opsctl.model.numbers import PeriodNumbers
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.tree import Entry, Kind, OverlayTree


def read_numbers(path: str, content: bytes) -> tuple[tuple[PeriodNumbers, ...], list[Finding]]:
    """Read numbers as they are written; what is wrong becomes findings. An empty one is none."""
    tree = OverlayTree(None, {path: content})
    document = read_document(tree, Entry(path, Kind.FILE, len(content)))
    findings = [each for each in document.findings if each.code not in WARNINGS]
    periods: list[PeriodNumbers] = []
    for key, node in document.root.entries if document.root else ():
        if key.text.startswith("x-") or (isinstance(node, ScalarNode) and node.is_null):
            continue
        place = Location(path, key.span)
        if not isinstance(node, MappingNode):
            message = f"`{key.text}` takes a group of keys"
            hint = "write `leadership/repeat-rate: 21.8` indented under it"
            findings.append(Finding("FILE019", place, message, hint))
            continue
        given = {"period": key.text, "place": place}
        made, _, found = validate(PeriodNumbers, _values(key, node), path, given, key)
        findings += found
        if made is not None:
            periods.append(made)
    return tuple(periods), findings


def _values(key: ScalarNode, node: MappingNode) -> MappingNode:
    """Put the numbers under the key that a check-in has them under."""
    entries: tuple[tuple[ScalarNode, Node], ...] = ((ScalarNode("values", "", key.span), node),)
    return MappingNode(entries, node.span, node.flow)
