"""Days of review that were stamped on many procedures at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.review import is_in_force

BELIEVABLE = 5
"""How many procedures somebody may have read against the work on one day."""


@dataclass(frozen=True, eq=False)
class Stamp:
    """Procedures of one owner, or of nobody, that all say they were reviewed on one day, by id."""

    owner: str | None
    reviewed: date
    sops: tuple[str, ...]


def bulk_stamps(views: Iterable[SopView]) -> tuple[Stamp, ...]:
    """Find days on which more procedures in force of one owner were reviewed than is believable.

    The newest day first; those of one day by owner, what nobody owns last.
    """
    found: dict[tuple[str | None, date], list[str]] = {}
    for view in views:
        reviewed = view.review.reviewed
        if reviewed is not None and is_in_force(view.anatomy):
            found.setdefault((view.owner, reviewed), []).append(view.sop.id)
    stamps = [
        Stamp(owner, day, tuple(sorted(ids)))
        for (owner, day), ids in found.items()
        if len(ids) > BELIEVABLE
    ]
    return tuple(
        sorted(
            stamps, key=lambda each: (-each.reviewed.toordinal(), not each.owner, each.owner or "")
        )
    )
