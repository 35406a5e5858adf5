"""Which procedures fall due for review, by the calendar or by the numbers that they move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from opsctl.analysis.scorecard.slipping import Slip
from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.review import is_in_force
from opsctl.analysis.sop.stamps import Stamp, bulk_stamps
from opsctl.model.period import Week


class DueFor(StrEnum):
    """Why a procedure is due."""

    REVIEW = "review"
    MEASURABLE = "measurable"


@dataclass(frozen=True, eq=False)
class DueSop:
    """A procedure that is to be reviewed by a day, and why.

    `slips` are the numbers that make it due now. `days_late` is 0 up to the day itself.
    """

    view: SopView
    due: date
    days_late: int
    reasons: tuple[DueFor, ...]
    slips: tuple[Slip, ...] = ()

    @property
    def week(self) -> Week:
        """The week that it is due in."""
        return Week.of(self.due)


@dataclass(frozen=True, eq=False)
class Watched:
    """A procedure that was reviewed since its numbers began to slip: not due for them again."""

    view: SopView
    slips: tuple[Slip, ...]


@dataclass(frozen=True, eq=False)
class DueView:
    """What of some procedures in force falls due up to a day, `until` included.

    `due` is ordered by owner, day and id, what nobody owns last; `never_reviewed` and `watched` by
    owner and id. A procedure that was never reviewed and whose numbers slip is in `due`. `stamps`
    are days of review that nobody can have meant, whatever falls due.
    """

    as_of: date
    until: date
    due: tuple[DueSop, ...]
    never_reviewed: tuple[SopView, ...]
    watched: tuple[Watched, ...]
    stamps: tuple[Stamp, ...]

    @property
    def late(self) -> int:
        """How many should have been reviewed before the day."""
        return sum(each.days_late > 0 for each in self.due)

    @property
    def by_numbers(self) -> int:
        """How many are due because a number slips."""
        return sum(DueFor.MEASURABLE in each.reasons for each in self.due)


@dataclass(frozen=True, eq=False)
class OwnersShare:
    """What falls due for one owner, by day; `owner` is none for what nobody owns."""

    owner: str | None
    due: tuple[DueSop, ...]

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(each.days_late > 0 for each in self.due)

    @property
    def fullest(self) -> tuple[Week, int] | None:
        """The week in which most are due, the earliest of equal ones; late ones are left out."""
        weeks = [each.week for each in self.due if not each.days_late]
        if not weeks:
            return None
        week = min(weeks, key=lambda each: (-weeks.count(each), each))
        return week, weeks.count(week)


def view_due(
    views: Iterable[SopView], slips: Mapping[str, tuple[Slip, ...]], as_of: date, within: int
) -> DueView:
    """Look at what falls due on a day and in the `within` days after it; `slips` are by path.

    A number that slips makes a procedure due now, unless it was reviewed since that began. Drafts,
    retired ones and files that could not be taken apart are never due.
    """
    asked = sorted(
        (each for each in views if each.sop.parsed and is_in_force(each.anatomy)), key=_by_owner
    )
    until = as_of + timedelta(days=within)
    found = [_due(each, slips.get(each.sop.path, ()), as_of, until) for each in asked]
    due = [each for each in found if each is not None]
    paths = {each.view.sop.path for each in due}
    return DueView(
        as_of,
        until,
        tuple(sorted(due, key=lambda each: (*_owner(each.view), each.due, each.view.sop.id))),
        tuple(v for v in asked if v.review.reviewed is None and v.sop.path not in paths),
        tuple(_watched(asked, slips)),
        bulk_stamps(asked),
    )


def shares(view: DueView) -> tuple[OwnersShare, ...]:
    """Give what falls due by owner, in the order of the view."""
    grouped = groupby(view.due, key=lambda each: each.view.owner)
    return tuple(OwnersShare(owner, tuple(due)) for owner, due in grouped)


def unanswered(reviewed: date | None, slips: Iterable[Slip]) -> tuple[Slip, ...]:
    """Keep the numbers that began to slip after a procedure was last reviewed."""
    return tuple(each for each in slips if reviewed is None or reviewed < each.since)


def _due(view: SopView, slips: tuple[Slip, ...], as_of: date, until: date) -> DueSop | None:
    urgent = unanswered(view.review.reviewed, slips)
    day = view.review.due
    by_calendar = day is not None and day <= until
    if not by_calendar and not urgent:
        return None
    reasons = (*([DueFor.REVIEW] if by_calendar else []), *([DueFor.MEASURABLE] if urgent else []))
    due = min(day or as_of, as_of) if urgent else day or as_of
    return DueSop(view, due, max((as_of - due).days, 0), reasons, urgent)


def _watched(views: Iterable[SopView], slips: Mapping[str, tuple[Slip, ...]]) -> Iterator[Watched]:
    for view in views:
        known = slips.get(view.sop.path, ())
        urgent = unanswered(view.review.reviewed, known)
        calm = tuple(each for each in known if each not in urgent)
        if calm:
            yield Watched(view, calm)


def _by_owner(view: SopView) -> tuple[bool, str, str, str]:
    return *_owner(view), view.sop.id


def _owner(view: SopView) -> tuple[bool, str, str]:
    return view.owner is None, (view.owner or "").casefold(), view.owner or ""
