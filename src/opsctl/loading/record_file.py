"""One file that holds one record: from its bytes to the record, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from opsctl.loading.places import Places
from opsctl.loading.plain_record import plain_record
from opsctl.loading.plain_yaml import read_plain
from opsctl.loading.source import decode, read_content
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.source import Source
from opsctl.text.tree import Entry, Tree

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class RecordFile(Generic[R]):
    """What reading one file brought; without a record, findings say why there is none."""

    path: str
    record: R | None
    findings: tuple[Finding, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def load_record(
    tree: Tree, entry: Entry, record: type[R], given: Mapping[str, Any]
) -> RecordFile[R]:
    """Read one file of a tree."""
    content, findings = read_content(tree, entry)
    if content is None:
        return RecordFile(entry.path, None, tuple(findings))
    return read_record(entry.path, content, record, given)


def read_record(
    path: str, content: bytes, record: type[R], given: Mapping[str, Any]
) -> RecordFile[R]:
    """Make a record of the bytes of its file and of what its path says, and of nothing else."""
    source, findings = decode(path, content)
    if source is None:
        return RecordFile(path, None, tuple(findings))
    data = read_plain(source.text)
    if data is not None:
        origin = Places(path, source.text).origin()
        made = plain_record(record, data, {**given, "origin": origin})
        if made is not None:
            return RecordFile(path, made)
    return _explained(source, record, given)


def _explained(source: Source, record: type[R], given: Mapping[str, Any]) -> RecordFile[R]:
    """Read a file with the whole of YAML, and say what is wrong with it."""
    from opsctl.loading.border import validate  # pydantic and YAML: sound files need neither
    from opsctl.loading.document import document_of

    document = document_of(source)
    if document.root is None:
        return RecordFile(source.path, None, document.findings, document.suppressions)
    made, _, findings = validate(record, document.root, source.path, given)
    every = (*document.findings, *findings)
    return RecordFile(source.path, made, every, document.suppressions)
