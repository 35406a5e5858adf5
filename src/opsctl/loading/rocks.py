"""Read `rocks/<quarter>/<id>.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from opsctl.loading.border import validate
from opsctl.loading.document import read_document
from opsctl.loading.source import refuse
from opsctl.model.period import Quarter
from opsctl.model.rock import Rock, RockRef
from opsctl.model.slug import is_slug, slug_of, why_no_slug
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks
from opsctl.text.tree import Entry, Kind, Tree

FOLDER = "rocks"
_DEPTH = 3
_LOOKS_LIKE_A_RECORD = frozenset([".yaml", ".yml", ".json", ""])
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_NUMBER = re.compile(r"[qQ]([1-4])(?![0-9])")


@dataclass
class RockReading:
    """What reading all Rocks brought."""

    rocks: list[Rock] = field(default_factory=list)
    refs: set[RockRef] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_rocks(tree: Tree) -> RockReading:
    """Read every Rock of a tree; a file that cannot be read hides no other."""
    reading = RockReading()
    for entry in tree.walk(FOLDER):
        if not _is_meant_to_be_read(entry):
            continue
        reading.files.append(entry.path)
        found = refuse(entry) or _stray(entry)
        if found:
            reading.findings.append(found)
            reading.unread.append(entry.path)
        else:
            _read_rock(tree, entry, reading)
    reading.rocks.sort(key=lambda rock: (rock.quarter, rock.id))
    return reading


def rock_path(ref: RockRef) -> str:
    """Give the path of a Rock's file."""
    return f"{FOLDER}/{ref.quarter}/{ref.id}.yaml"


def _is_meant_to_be_read(entry: Entry) -> bool:
    """Tell a record, or what somebody takes for one, from notes and hidden files."""
    place = PurePosixPath(entry.path)
    if any(part.startswith(".") for part in place.parts):
        return False
    if entry.kind is Kind.LINK_FOLDER:
        return True
    if entry.kind is Kind.WORKSPACE:
        return len(place.parts) < _DEPTH  # deeper, no Rock of ours could lie in it
    looks = place.suffix.casefold() in _LOOKS_LIKE_A_RECORD
    return looks and place.name.casefold() != "readme"


def _read_rock(tree: Tree, entry: Entry, reading: RockReading) -> None:
    ref = _ref_of(entry.path)
    reading.refs.add(ref)
    document = read_document(tree, entry)
    reading.findings += document.findings
    reading.suppressions += document.suppressions
    rock = None
    if document.root is not None:
        given = {"id": ref.id, "quarter": ref.quarter}
        rock, _, findings = validate(Rock, document.root, entry.path, given)
        reading.findings += findings
    if rock is None:
        reading.unread.append(entry.path)
    else:
        reading.rocks.append(rock)


def _ref_of(path: str) -> RockRef:
    place = PurePosixPath(path)
    quarter = Quarter.parse(place.parent.name)
    assert quarter is not None, "strays were sorted out"
    return RockRef(quarter, place.stem)


def _stray(entry: Entry) -> Finding | None:
    """Say why a file below `rocks/` is not read, if it is not."""
    place = PurePosixPath(entry.path)
    for folder in place.parents:
        if folder.suffix == ".yaml":
            return refuse(Entry(str(folder), Kind.FOLDER))
    return _misplaced(place) or _misnamed(place)


def _misplaced(place: PurePosixPath) -> Finding | None:
    if len(place.parts) == _DEPTH and Quarter.parse(place.parent.name):
        return None
    message = "nothing reads this file: it does not lie directly in the folder of a quarter"
    return Finding("FILE016", Location(str(place)), message, _where_to(place))


def _where_to(place: PurePosixPath) -> str:
    for folder in place.parents:
        year, number = _YEAR.search(folder.name), _NUMBER.search(folder.name)
        if year and number:
            meant = f"{year.group()}-Q{number[1]}"
            if Quarter.parse(folder.name):
                return f"move it to {FOLDER}/{folder.name}/"
            if Quarter.parse(meant):
                return f"rename the folder `{folder.name}` to {meant}"
    return f"move it to a folder such as {FOLDER}/2026-Q4/"


def _misnamed(place: PurePosixPath) -> Finding | None:
    start = Location(str(place))
    near = slug_of(place.stem)
    if place.suffix != ".yaml":
        message = "nothing reads this file: its name does not end in .yaml"
        return Finding("FILE016", start, message, f"rename it to {near}.yaml")
    if not is_slug(place.stem):
        message = f"{in_backticks(place.stem)} cannot be an id: {why_no_slug(place.stem)}"
        example = "open-germany" if near == "x" else near
        return Finding("FILE015", start, message, f"rename it, as in {example}.yaml")
    return None
