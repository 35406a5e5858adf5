"""Read `checkins/<week>/<person>.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from opsctl.loading.shelf import Shelf, ShelfReading, read_shelf
from opsctl.model.cadence import parse_period
from opsctl.model.checkin import Checkin
from opsctl.model.period import Week
from opsctl.text.tree import Tree

FOLDER = "checkins"
_NUMBERS = re.compile(r"([0-9]{4})[^0-9]*([0-9]{1,2})")


@dataclass(frozen=True)
class CheckinReading:
    """What reading all check-ins brought."""

    checkins: tuple[Checkin, ...]
    shelf: ShelfReading


def read_checkins(tree: Tree) -> CheckinReading:
    """Read every check-in, ordered by week and person."""
    shelf = read_shelf(tree, _SHELF)
    checkins: list[Checkin] = [each.record for each in shelf.read if each.record is not None]
    checkins.sort(key=lambda each: (each.week, each.person))
    return CheckinReading(tuple(checkins), shelf)


def checkin_path(week: Week, person: str) -> str:
    """Give the path of what a person says about a week."""
    return f"{FOLDER}/{week}/{person}.yaml"


def _holds(name: str) -> bool:
    return isinstance(parse_period(name), Week)


def _meant(folder: str) -> str | None:
    numbers = _NUMBERS.search(folder)
    meant = f"{numbers[1]}-W{int(numbers[2]):02}" if numbers else ""
    return meant if _holds(meant) else None


def _record(folder: str, name: str) -> tuple[type[Checkin], Mapping[str, Any]]:
    return Checkin, {"week": parse_period(folder), "person": name}


_SHELF = Shelf(FOLDER, _holds, "a week", _meant, _record, example="2026-W46", example_id="maya")
