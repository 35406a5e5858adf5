"""Records that lie in a file of their own in a named folder: `rocks/2026-Q4/open-germany.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from opsctl.loading.record_file import RecordFile, load_record
from opsctl.loading.source import refuse
from opsctl.model.slug import is_slug, slug_of, why_no_slug
from opsctl.model.suppression import Suppression
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location
from opsctl.text.suggestion import in_backticks
from opsctl.text.tree import Entry, Kind, Tree

_DEPTH = 3
_ENDING = ".yaml"
_LOOKS_LIKE_A_RECORD = frozenset([".yaml", ".yml", ".json", ""])


@dataclass(frozen=True, slots=True)
class Shelf:
    """A kind of record by its place.

    `holds` tells whether a folder may have a name, `kind` says what it is the folder of, `meant`
    guesses the name that another was meant to be. The examples stand in hints. `record` gives the
    record of a file by the names of its folder and of itself, and what these say of it.
    """

    folder: str
    holds: Callable[[str], bool]
    kind: str
    meant: Callable[[str], str | None]
    record: Callable[[str, str], tuple[type[Any], Mapping[str, Any]]]
    example: str
    example_id: str


@dataclass
class ShelfReading:
    """What reading a shelf brought: what is in its files, and the paths that gave no record."""

    read: list[RecordFile[Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def pass_over(self, entry: Entry, shelf: Shelf) -> None:
        """Say why what looks like a record is not read."""
        if _is_meant_to_be_read(entry):
            found = refuse(entry) or _stray(entry, shelf)
            assert found is not None, "there is a reason not to read it"
            self.files.append(entry.path)
            self.findings.append(found)
            self.unread.append(entry.path)


def read_shelf(tree: Tree, shelf: Shelf) -> ShelfReading:
    """Read the records of a shelf; a file that lies or is named wrongly hides no other."""
    reading = ShelfReading()
    for entry in tree.walk(shelf.folder):
        names = _names(entry, shelf)
        if names is None:
            reading.pass_over(entry, shelf)
            continue
        reading.files.append(entry.path)
        file = load_record(tree, entry, *shelf.record(*names))
        reading.read.append(file)
        reading.findings += file.findings
        reading.suppressions += file.suppressions
        if file.record is None:
            reading.unread.append(entry.path)
    return reading


def _names(entry: Entry, shelf: Shelf) -> tuple[str, str] | None:
    """Give the names of the folder and of the record of a file that lies and is named rightly."""
    parts = entry.path.split("/")
    if entry.kind is not Kind.FILE or len(parts) != _DEPTH or not parts[2].endswith(_ENDING):
        return None
    folder, name = parts[1], parts[2].removesuffix(_ENDING)
    return (folder, name) if shelf.holds(folder) and is_slug(name) else None


def _is_meant_to_be_read(entry: Entry) -> bool:
    """Tell a record, or what somebody takes for one, from notes and hidden files."""
    place = PurePosixPath(entry.path)
    if any(part.startswith(".") for part in place.parts):
        return False
    if entry.kind is Kind.LINK_FOLDER:
        return True
    if entry.kind is Kind.WORKSPACE:
        return len(place.parts) < _DEPTH  # deeper, no record of ours could lie in it
    looks = place.suffix.casefold() in _LOOKS_LIKE_A_RECORD
    return looks and place.name.casefold() != "readme"


def _stray(entry: Entry, shelf: Shelf) -> Finding | None:
    """Say why a file of a shelf is not read, if it is not."""
    place = PurePosixPath(entry.path)
    for folder in place.parents:
        if folder.suffix == ".yaml":
            return refuse(Entry(str(folder), Kind.FOLDER))
    return _misplaced(place, shelf) or _misnamed(place, shelf)


def _misplaced(place: PurePosixPath, shelf: Shelf) -> Finding | None:
    if len(place.parts) == _DEPTH and shelf.holds(place.parent.name):
        return None
    message = f"nothing reads this file: it does not lie directly in the folder of {shelf.kind}"
    return Finding("FILE016", Location(str(place)), message, _where_to(place, shelf))


def _where_to(place: PurePosixPath, shelf: Shelf) -> str:
    for folder in place.parents[: len(place.parents) - 2]:
        if shelf.holds(folder.name):
            return f"move it to {shelf.folder}/{folder.name}/"
        meant = shelf.meant(folder.name)
        if meant:
            return f"rename the folder `{folder.name}` to {meant}"
    return f"move it to a folder such as {shelf.folder}/{shelf.example}/"


def _misnamed(place: PurePosixPath, shelf: Shelf) -> Finding | None:
    start = Location(str(place))
    near = slug_of(place.stem)
    if place.suffix != ".yaml":
        message = "nothing reads this file: its name does not end in .yaml"
        return Finding("FILE016", start, message, f"rename it to {near}.yaml")
    if not is_slug(place.stem):
        message = f"{in_backticks(place.stem)} cannot be an id: {why_no_slug(place.stem)}"
        example = shelf.example_id if near == "x" else near
        return Finding("FILE015", start, message, f"rename it, as in {example}.yaml")
    return None
