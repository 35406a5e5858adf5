"""Read files of answers: how each Rock of a quarter ends, what somebody says of a week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from opsctl.loading.border import validate
from opsctl.loading.document import WARNINGS, read_document
from opsctl.loading.yaml_nodes import MappingNode
from opsctl.model.checkin import Checkin
from opsctl.model.closing import Answer
from opsctl.model.period import Week
from opsctl.model.scalar import Scalar
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.tree import Entry, Kind, OverlayTree


def read_answers(path: str, content: bytes) -> tuple[Mapping[str, Answer], list[Finding]]:
    """Read answers by the names of their Rocks, as written; what is wrong becomes findings."""
    tree = OverlayTree(None, {path: content})
    document = read_document(tree, Entry(path, Kind.FILE, len(content)))
    findings = [each for each in document.findings if each.code not in WARNINGS]
    answers: dict[str, Answer] = {}
    for key, value in document.root.entries if document.root else ():
        if key.text.startswith("x-"):
            continue
        if not isinstance(value, MappingNode):
            message = f"`{key.text}` takes a group of keys"
            hint = "write `status: done`, missed or dropped indented under it"
            findings.append(Finding("FILE019", Location(path, key.span), message, hint))
            continue
        answer, _, found = validate(Answer, value, path, {"id": key.text}, key)
        findings += found
        if answer is not None:
            answers[key.text] = answer
    return answers, findings


def read_checkin(
    path: str, content: bytes, week: Week, person: str, day: date
) -> tuple[Checkin | None, list[Finding]]:
    """Read what somebody hands in as a check-in; without `date` it is said on `day`."""
    tree = OverlayTree(None, {path: content})
    document = read_document(tree, Entry(path, Kind.FILE, len(content)))
    findings = [each for each in document.findings if each.code not in WARNINGS]
    if document.root is None:
        return None, findings
    given: dict[str, object] = {"week": week, "person": person}
    if not any(key.text == "date" for key, _ in document.root.entries):
        given["date"] = Scalar(day.isoformat())
    checkin, _, found = validate(Checkin, document.root, path, given)
    return checkin, findings + found
