"""When a procedure is to be looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.model.settings import Settings
from opsctl.model.sop import SopStatus

_IN_FORCE = frozenset([SopStatus.APPROVED, None])


@dataclass(frozen=True, slots=True)
class Review:
    """The last review, the day the next is due, and the days left until then, from `as_of`.

    All none where nobody has said when it was last reviewed, or where no review is owed: a draft
    is not in force yet, a retired procedure no more. `days_left` is below 0 when it is late.
    """

    reviewed: date | None = None
    due: date | None = None
    days_left: int | None = None


def is_in_force(anatomy: Anatomy) -> bool:
    """Tell a procedure that people follow today; one without a status is."""
    return anatomy.status in _IN_FORCE


def review_of(anatomy: Anatomy, settings: Settings, as_of: date) -> Review:
    """Compute the next review: `reviewed` and `review_every`, else the company's standard.

    A review after `as_of` is not seen.
    """
    reviewed = anatomy.reviewed
    if reviewed is None or reviewed > as_of:
        return Review()
    if not is_in_force(anatomy):
        return Review(reviewed)
    interval = anatomy.sop.interval or settings.standards.review_every
    due = interval.after(reviewed)
    return Review(reviewed, due, (due - as_of).days)
