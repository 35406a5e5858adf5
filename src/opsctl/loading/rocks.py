"""Read `rocks/<quarter>/<id>.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
    rocks: list[Rock] = [each.record for each in shelf.read if each.record is not None]
    rocks.sort(key=lambda rock: (rock.quarter, rock.id))
    refs = frozenset(_ref_of(each.path) for each in shelf.read)
    return RockReading(tuple(rocks), refs, shelf)


def rock_path(ref: RockRef) -> str:
    """Give the path of a Rock's file."""
    return f"{FOLDER}/{ref.quarter}/{ref.id}.yaml"


def _ref_of(path: str) -> RockRef:
    folder, name = path.removesuffix(".yaml").rsplit("/", 2)[1:]
    return RockRef(_quarter(folder), name)


def _quarter(folder: str) -> Quarter:
    quarter = Quarter.parse(folder)
    assert quarter is not None, "strays were sorted out"
    return quarter


def _record(folder: str, name: str) -> tuple[type[Rock], Mapping[str, Any]]:
    return Rock, {"id": name, "quarter": _quarter(folder)}


def _meant(folder: str) -> str | None:
    year, number = _YEAR.search(folder), _NUMBER.search(folder)
    meant = f"{year.group()}-Q{number[1]}" if year and number else ""
    return meant if Quarter.parse(meant) else None


_SHELF = Shelf(
    FOLDER,
    holds=lambda name: Quarter.parse(name) is not None,
    kind="a quarter",
    meant=_meant,
    record=_record,
    example="2026-Q4",
    example_id="open-germany",
)
