"""Read `scorecards/<scorecard>/<measurable>.yaml`, and the `scorecard.yaml` beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from opsctl.loading.border import validate
from opsctl.loading.document import Document
from opsctl.loading.shelf import Shelf, ShelfReading, read_shelf
from opsctl.model.cadence import Cadence
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
    own = [each for each in shelf.documents if _stem(each) == OF_THE_SCORECARD]
    scorecards = {each.id: each for each in (_scorecard(one, shelf) for one in own) if each}
    for document in shelf.documents:
        scorecards.setdefault(_folder(document), _unwritten(_folder(document)))
    measurables: list[Measurable] = []
    refs: set[MeasurableRef] = set()
    for document in shelf.documents:
        if _stem(document) != OF_THE_SCORECARD:
            refs.add(MeasurableRef(_folder(document), _stem(document)))
            made = _measurable(document, shelf, scorecards[_folder(document)].every)
            measurables += [made] if made else []
    measurables.sort(key=lambda each: (each.scorecard, each.id))
    ordered = tuple(scorecards[name] for name in sorted(scorecards))
    return ScorecardReading(ordered, tuple(measurables), frozenset(refs), shelf)


def measurable_path(ref: MeasurableRef) -> str:
    """Give the path of a measurable's file."""
    return f"{FOLDER}/{ref.scorecard}/{ref.id}.yaml"


def scorecard_path(name: str) -> str:
    """Give the path of the file that describes a scorecard."""
    return f"{FOLDER}/{name}/{OF_THE_SCORECARD}.yaml"


def _scorecard(document: Document, shelf: ShelfReading) -> Scorecard | None:
    made = None
    if document.root is not None:
        given = {"id": _folder(document)}
        made, _, findings = validate(Scorecard, document.root, document.path, given)
        shelf.findings += findings
    if made is None:
        shelf.unread.append(document.path)
    return made


def _measurable(document: Document, shelf: ShelfReading, every: Cadence) -> Measurable | None:
    made = None
    if document.root is not None:
        given = {"id": _stem(document), "scorecard": _folder(document), "cadence": every}
        made, _, findings = validate(Measurable, document.root, document.path, given)
        shelf.findings += findings
    if made is None:
        shelf.unread.append(document.path)
        return None
    return made


def _unwritten(name: str) -> Scorecard:
    """Stand in for a scorecard that has no file, or none that could be read."""
    title = name.replace("-", " ").capitalize()
    return Scorecard(name, Origin(scorecard_path(name)), title)


def _folder(document: Document) -> str:
    return PurePosixPath(document.path).parent.name


def _stem(document: Document) -> str:
    return PurePosixPath(document.path).stem


def _meant(folder: str) -> str | None:
    near = slug_of(folder)
    return None if near == "x" else near


_SHELF = Shelf(
    FOLDER,
    holds=is_slug,
    kind="a scorecard",
    meant=_meant,
    example="leadership",
    example_id="repeat-rate",
)
