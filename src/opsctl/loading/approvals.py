"""Read `approvals/<sop>/<version>--<person>.yaml` and `reviews/<sop>/<date>--<person>.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from semver import Version

from opsctl.loading.record_file import load_record
from opsctl.loading.source import refuse
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.scalar import Scalar, Unreadable, read_day
from opsctl.model.slug import is_slug
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks
from opsctl.text.tree import Entry, Kind, Tree

APPROVALS, REVIEWS = "approvals", "reviews"
_BETWEEN = "--"
_DEPTH = 3
_ENDINGS = frozenset([".yaml", ".yml"])
R = TypeVar("R", Approval, ReviewRecord)


@dataclass
class ApprovalReading:
    """What reading all approvals and reviews brought; `unread` gave no record."""

    approvals: list[Approval] = field(default_factory=list)
    reviews: list[ReviewRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_approvals(tree: Tree) -> ApprovalReading:
    """Read every approval and every review, ordered by path."""
    reading = ApprovalReading()
    for entry in _entries(tree, APPROVALS):
        reading.approvals += _read_one(tree, entry, reading, Approval, _approved)
    for entry in _entries(tree, REVIEWS):
        reading.reviews += _read_one(tree, entry, reading, ReviewRecord, _reviewed)
    return reading


def approval_path(sop: str, version: str, person: str) -> str:
    """Give the path of a person's approval of a version."""
    return f"{APPROVALS}/{sop}/{version}{_BETWEEN}{person}.yaml"


def review_path(sop: str, day: str, person: str) -> str:
    """Give the path of a person's review of a day, as `2026-11-20`."""
    return f"{REVIEWS}/{sop}/{day}{_BETWEEN}{person}.yaml"


def _entries(tree: Tree, folder: str) -> Iterator[Entry]:
    """List what may be meant as a record: notes in Markdown and hidden files are not."""
    for entry in tree.walk(folder):
        place = PurePosixPath(entry.path)
        hidden = any(part.startswith(".") for part in place.parts)
        if not hidden and place.suffix.casefold() in _ENDINGS and entry.kind is not Kind.WORKSPACE:
            yield entry


def _read_one(
    tree: Tree,
    entry: Entry,
    reading: ApprovalReading,
    record: type[R],
    named: Callable[[str], Mapping[str, Any]],
) -> Iterator[R]:
    reading.files.append(entry.path)
    refused = refuse(entry)
    given: Mapping[str, Any] = {}
    if refused is None:
        try:
            given = _given(PurePosixPath(entry.path), named)
        except Unreadable as error:
            refused = Finding("FILE016", Location(entry.path), error.message, error.hint)
    made = None
    if refused is not None:
        reading.findings.append(refused)
    else:
        file = load_record(tree, entry, record, given)
        reading.findings += file.findings
        reading.suppressions += file.suppressions
        made = file.record
    if made is None:
        reading.unread.append(entry.path)
    else:
        yield made


def _given(place: PurePosixPath, named: Callable[[str], Mapping[str, Any]]) -> Mapping[str, Any]:
    """Give what the path of a file says of its record.

    Raises:
        Unreadable: nothing reads a file of this path.
    """
    if len(place.parts) < _DEPTH:
        raise Unreadable(
            "nothing reads this file: it lies in no folder named after a procedure",
            f"move it to a folder such as {place.parts[0]}/fulfilment/process-a-return/",
        )
    if place.suffix != ".yaml":
        raise Unreadable(
            "nothing reads this file: its name does not end in .yaml",
            f"rename it to {place.stem}.yaml",
        )
    first, _, person = place.stem.rpartition(_BETWEEN)
    if not is_slug(person) or not first:
        raise Unreadable(
            "nothing reads this file: its name does not end in `--` and the id of a person",
            "opsctl sop approve and opsctl sop review name such files",
        )
    return {"sop": "/".join(place.parts[1:-1]), "person": person, **named(first)}


def _approved(version: str) -> Mapping[str, Any]:
    if not Version.is_valid(version):
        raise Unreadable(
            f"nothing reads this file: {in_backticks(version)} is not a version",
            "begin its name with the approved version, as in 1.3.0--maya.yaml",
        )
    return {"version": version}


def _reviewed(day: str) -> Mapping[str, Any]:
    try:
        return {"date": read_day(Scalar(day))}
    except Unreadable as error:
        raise Unreadable(
            f"nothing reads this file: {error.message}",
            "begin its name with the day of the review, as in 2026-11-20--maya.yaml",
        ) from None
