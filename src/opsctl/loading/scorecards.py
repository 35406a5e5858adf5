"""Read `scorecards/<scorecard>/<measurable>.yaml`, and the `scorecard.yaml` beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from opsctl.loading.shelf import Shelf, ShelfReading, read_shelf
from opsctl.model.scorecard import Measurable, MeasurableRef, Scorecard
from opsctl.model.slug import is_slug, slug_of
from opsctl.text.span import Origin
from opsctl.text.tree import Tree

FOLDER = "scorecards"
OF_THE_SCORECARD = "scorecard"
"""The stem of the file that describes a scorecard itself."""


@dataclass(frozen=True)
class ScorecardReading:
    """What reading all scorecards brought; `refs` also names measurables that were not read."""

    scorecards: tuple[Scorecard, ...]
    measurables: tuple[Measurable, ...]
    refs: frozenset[MeasurableRef]
    shelf: ShelfReading


def read_scorecards(tree: Tree) -> ScorecardReading:
    """Read every scorecard; a folder without a `scorecard.yaml` is one by its name alone."""
    shelf = read_shelf(tree, _SHELF)
    scorecards: dict[str, Scorecard] = {}
    measurables: list[Measurable] = []
    refs: set[MeasurableRef] = set()
    for each in shelf.read:
        folder, name = _names(each.path)
        if name != OF_THE_SCORECARD:
            refs.add(MeasurableRef(folder, name))
            measurables += [each.record] if each.record is not None else []
        elif each.record is not None:
            scorecards[folder] = each.record
    for each in shelf.read:
        folder, _ = _names(each.path)
        if folder not in scorecards:
            scorecards[folder] = _unwritten(folder)
    timed = [_as_often_as(scorecards[each.scorecard], each) for each in measurables]
    timed.sort(key=lambda each: (each.scorecard, each.id))
    ordered = tuple(scorecards[name] for name in sorted(scorecards))
    return ScorecardReading(ordered, tuple(timed), frozenset(refs), shelf)


def measurable_path(ref: MeasurableRef) -> str:
    """Give the path of a measurable's file."""
    return f"{FOLDER}/{ref.scorecard}/{ref.id}.yaml"


def scorecard_path(name: str) -> str:
    """Give the path of the file that describes a scorecard."""
    return f"{FOLDER}/{name}/{OF_THE_SCORECARD}.yaml"


def _as_often_as(scorecard: Scorecard, measurable: Measurable) -> Measurable:
    """Give a measurable the cadence of its scorecard, where it says none itself."""
    if measurable.every is not None or measurable.cadence is scorecard.every:
        return measurable
    return replace(measurable, cadence=scorecard.every)


def _unwritten(name: str) -> Scorecard:
    """Stand in for a scorecard that has no file, or none that could be read."""
    title = name.replace("-", " ").capitalize()
    return Scorecard(name, Origin(scorecard_path(name)), title)


def _names(path: str) -> tuple[str, str]:
    """Give the names of a file's folder and of itself."""
    folder, name = path.removesuffix(".yaml").rsplit("/", 2)[1:]
    return folder, name


def _record(folder: str, name: str) -> tuple[type[Scorecard | Measurable], Mapping[str, Any]]:
    if name == OF_THE_SCORECARD:
        return Scorecard, {"id": folder}
    return Measurable, {"id": name, "scorecard": folder}


def _meant(folder: str) -> str | None:
    near = slug_of(folder)
    return None if near == "x" else near


_SHELF = Shelf(
    FOLDER,
    holds=is_slug,
    kind="a scorecard",
    meant=_meant,
    record=_record,
    example="leadership",
    example_id="repeat-rate",
)
