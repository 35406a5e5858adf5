"""Read `rocks/<quarter>/<id>.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from opsctl.loading.border import validate
from opsctl.loading.shelf import Shelf, ShelfReading, read_shelf
from opsctl.model.period import Quarter
from opsctl.model.rock import Rock, RockRef
from opsctl.text.tree import Tree

FOLDER = "rocks"
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_NUMBER = re.compile(r"[qQ]([1-4])(?![0-9])")


@dataclass(frozen=True)
class RockReading:
    """What reading all Rocks brought; `refs` also names those that could not be read."""

    rocks: tuple[Rock, ...]
    refs: frozenset[RockRef]
    shelf: ShelfReading


def read_rocks(tree: Tree) -> RockReading:
    """Read every Rock of a tree; a file that cannot be read hides no other."""
    shelf = read_shelf(tree, _SHELF)
    rocks: list[Rock] = []
    refs: set[RockRef] = set()
    for document in shelf.documents:
        ref = _ref_of(document.path)
        refs.add(ref)
        rock = None
        if document.root is not None:
            given = {"id": ref.id, "quarter": ref.quarter}
            rock, _, findings = validate(Rock, document.root, document.path, given)
            shelf.findings += findings
        if rock is None:
            shelf.unread.append(document.path)
        else:
            rocks.append(rock)
    rocks.sort(key=lambda rock: (rock.quarter, rock.id))
    return RockReading(tuple(rocks), frozenset(refs), shelf)


def rock_path(ref: RockRef) -> str:
    """Give the path of a Rock's file."""
    return f"{FOLDER}/{ref.quarter}/{ref.id}.yaml"


def _ref_of(path: str) -> RockRef:
    place = PurePosixPath(path)
    quarter = Quarter.parse(place.parent.name)
    assert quarter is not None, "strays were sorted out"
    return RockRef(quarter, place.stem)


def _meant(folder: str) -> str | None:
    year, number = _YEAR.search(folder), _NUMBER.search(folder)
    meant = f"{year.group()}-Q{number[1]}" if year and number else ""
    return meant if Quarter.parse(meant) else None


_SHELF = Shelf(
    FOLDER,
    holds=lambda name: Quarter.parse(name) is not None,
    kind="a quarter",
    meant=_meant,
    example="2026-Q4",
    example_id="open-germany",
)
