"""What the scores, words and notes of a row say of a Rock, each with its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from opsctl.analysis.sheet.headers import Field
from opsctl.analysis.sheet.statuses import Meaning
from opsctl.model.period import Days
from opsctl.model.rock import LogEntry, Outcome, Result, Say, Status
from opsctl.model.scalar import Unreadable

SCORE_OUTCOME = Outcome(measure="Score", from_=Decimal(0), to=Decimal(1))


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, read but not yet dated."""

    scores: Mapping[Field, Decimal]
    meaning: Meaning | None = None
    status_day: date | None = None
    done_day: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a Rock's file gets of it."""

    outcome: Outcome | None
    log: tuple[LogEntry, ...]
    status: Status | None
    result: Result | None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """The days that undated things get: all but the words of a sheet, which `words` dates."""

    quarter: Days
    as_of: date
    words: date | None

    @property
    def middle(self) -> date:
        """The quarter's middle day."""
        return self.quarter.first + timedelta(
            days=(self.quarter.last - self.quarter.first).days // 2
        )

    @property
    def within(self) -> date:
        """The day asked about, or the nearest one within the quarter."""
        return min(max(self.as_of, self.quarter.first), self.quarter.last)

    def day_of(self, score: Field) -> date:
        """Give the day of a score, by what its column says."""
        fixed = {Field.MID_SCORE: self.middle, Field.FINAL_SCORE: self.quarter.last}
        return fixed.get(score, self.within)

    def not_after(self, day: date) -> date:
        """Give a day, or the quarter's last where that is earlier."""
        return min(day, self.quarter.last)


def facts_of(said: Said, clock: Clock) -> Facts:
    """Date what a row says, and never say more than it does.

    Raises:
        Unreadable: the row says that the Rock was dropped or missed, and not why.
    """
    entries = {
        clock.day_of(kind): LogEntry(clock.day_of(kind), now=said.scores[kind])
        for kind in (Field.SCORE, Field.MID_SCORE, Field.FINAL_SCORE)
        if kind in said.scores
    }
    status, result, remarks = _end(said, entries, clock)
    if isinstance(said.meaning, Say):
        day = said.status_day or (clock.not_after(clock.words) if clock.words else None)
        if day is None:
            remarks = (*remarks, "its word is left out: no day")
        else:
            entries[day] = replace(entries.get(day, LogEntry(day)), say=said.meaning)
            remarks = (*remarks, f"the sheet's word, dated {day}")
    if said.note and not (result and result.why):
        day = said.status_day or clock.not_after(clock.words or clock.as_of)
        entries[day] = replace(entries.get(day, LogEntry(day)), note=said.note)
    log = tuple(entries[day] for day in sorted(entries))
    return Facts(SCORE_OUTCOME if said.scores else None, log, status, result, remarks)


def _end(
    said: Said, entries: Mapping[date, LogEntry], clock: Clock
) -> tuple[Status | None, Result | None, tuple[str, ...]]:
    last = entries.get(clock.quarter.last)
    all_of_it = last is not None and last.now == 1
    if said.meaning in (None, Status.DONE) and all_of_it:
        day = said.done_day or clock.quarter.last
        return Status.DONE, Result(date=day), ("a score of 1 at the quarter's end: done",)
    if said.meaning is Status.DONE:
        result = Result(date=said.done_day) if said.done_day else None
        return Status.DONE, result, ("the sheet says that it is done",)
    if said.meaning is Status.PLANNED:
        return Status.PLANNED, None, ("the sheet says that it is planned or not started",)
    if isinstance(said.meaning, Status):
        if not said.note:
            raise Unreadable(
                f"it is {said.meaning}, and the sheet does not say why",
                "write the reason into a column of notes",
            )
        result = Result(date=said.done_day or said.status_day, why=said.note)
        return said.meaning, result, (f"the sheet says that it was {said.meaning}",)
    return None, None, ()
