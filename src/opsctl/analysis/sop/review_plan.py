"""Reviews spread over weeks, so that no owner has more of them a week than they can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opsctl.analysis.sop.due import DueView
from opsctl.model.period import Week

_A_WEEK = timedelta(days=7)
_WORKING_DAYS = 5


@dataclass(frozen=True, slots=True)
class Owed:
    """A review that somebody owes; `due` is none where it was never done and no day is known."""

    path: str
    owner: str | None
    due: date | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A working day to review on; `in_time` is none where there is no day to be in time for."""

    day: date
    in_time: bool | None

    @property
    def week(self) -> Week:
        """The week of the day."""
        return Week.of(self.day)


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """Proposed days by the path of the procedure, at most `per_week` for an owner in a week."""

    per_week: int
    days: Mapping[str, Proposal]

    @property
    def too_late(self) -> int:
        """How many come after the day on which they are due."""
        return sum(each.in_time is False for each in self.days.values())


def review_plan(view: DueView, per_week: int) -> ReviewPlan:
    """Propose a day for all that falls due, and behind it for what was never reviewed."""
    owed = [Owed(each.view.sop.path, each.view.owner, each.due) for each in view.due]
    owed += [Owed(each.sop.path, each.owner, None) for each in view.never_reviewed]
    return ReviewPlan(per_week, proposals(owed, per_week, view.as_of))


def proposals(owed: Iterable[Owed], per_week: int, as_of: date) -> Mapping[str, Proposal]:
    """Give each review a day from `as_of` on, by path.

    What is not late yet goes into the latest week with room that is not after the one it is due
    in, and not behind its day. What is late, and what found no room, takes the earliest weeks with
    room, by the day it is due; what was never reviewed comes last. Equal ones go by path. Within a
    week a review goes to the working day that has fewest of its owner's, the earliest of those.
    """
    by_owner: dict[str | None, list[Owed]] = {}
    for each in sorted(owed, key=lambda each: (each.due is None, each.due or as_of, each.path)):
        by_owner.setdefault(each.owner, []).append(each)
    found: dict[str, Proposal] = {}
    for listed in by_owner.values():
        found |= _of_one_owner(listed, _Weeks(per_week, as_of), as_of)
    return found


def _of_one_owner(owed: Sequence[Owed], weeks: _Weeks, as_of: date) -> Mapping[str, Proposal]:
    found: dict[str, Proposal] = {}
    for each in owed:
        if each.due is not None and each.due >= as_of:
            day = weeks.latest(each.due)
            if day is not None:
                found[each.path] = Proposal(day, in_time=True)
    for each in owed:
        if each.path not in found:
            day = weeks.earliest()
            found[each.path] = Proposal(day, None if each.due is None else day <= each.due)
    return found


class _Weeks:
    """The weeks of one owner, and what has been put into them."""

    def __init__(self, per_week: int, as_of: date) -> None:
        assert per_week > 0, "a plan for no reviews a week would never end"
        self._per_week = per_week
        weekend = as_of.weekday() >= _WORKING_DAYS
        self._first = Week.of(as_of).monday + _A_WEEK if weekend else as_of
        self._free = Week.of(self._first).monday
        self._weeks: Counter[date] = Counter()
        self._days: Counter[date] = Counter()

    def latest(self, due: date) -> date | None:
        """Take a day not after `due` in the latest week with room; none where there is no room."""
        monday = Week.of(due).monday
        while monday >= Week.of(self._first).monday:
            if self._weeks[monday] < self._per_week:
                return self._take(monday, due)
            monday -= _A_WEEK
        return None

    def earliest(self) -> date:
        """Take a day in the earliest week with room; weeks never get room again."""
        while self._weeks[self._free] >= self._per_week:
            self._free += _A_WEEK
        return self._take(self._free, self._free + timedelta(days=_WORKING_DAYS - 1))

    def _take(self, monday: date, last: date) -> date:
        working = (monday + timedelta(days=count) for count in range(_WORKING_DAYS))
        days = [each for each in working if self._first <= each <= last]
        day = min(days, key=lambda each: (self._days[each], each))
        self._weeks[monday] += 1
        self._days[day] += 1
        return day
