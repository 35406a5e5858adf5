"""Changes of a procedure as values: what happened, where, and how much it weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from opsctl.model.weight import Weight


class ChangeKind(StrEnum):
    """What happened; a whole procedure can come or go.

    `form` is what says the same in another way: a ticked box, a list that is numbered now.
    """

    ADDED = "added"
    REMOVED = "removed"
    STEP_ADDED = "step-added"
    STEP_REMOVED = "step-removed"
    STEP_REORDERED = "step-reordered"
    STEP_REWORDED = "step-reworded"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    ITEM_REORDERED = "item-reordered"
    ITEM_REWORDED = "item-reworded"
    SECTION_ADDED = "section-added"
    SECTION_REMOVED = "section-removed"
    SECTION_RENAMED = "section-renamed"
    SECTION_MOVED = "section-moved"
    FORM = "form"
    TITLE = "title"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class SopChange:
    """One change, with what stood there and what does now; `line` is of the new text if it has one.

    `figures` are pairs of numbers that took each other's place in a reworded text.
    """

    kind: ChangeKind
    section: str
    weight: Weight
    before: str | None = None
    after: str | None = None
    line: int | None = None
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SopDifference:
    """All that changes, the heaviest first; `weight` is none where the content is the same."""

    changes: tuple[SopChange, ...]
    weight: Weight | None
