"""Rocks: the few priorities that somebody commits to for one quarter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as day_type
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Number, Positive, Text, choice
from opsctl.model.period import Calendar, Quarter
from opsctl.model.slug import is_slug
from opsctl.text.span import Origin


class Say(StrEnum):
    """The one word that somebody gives about a running Rock."""

    ON_TRACK = "on-track"
    OFF_TRACK = "off-track"
    IN_DANGER = "in-danger"


class Status(StrEnum):
    """How a Rock that is not running stands."""

    PLANNED = "planned"
    DONE = "done"
    MISSED = "missed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class RockRef:
    """The name of a Rock: its quarter and its id within it."""

    quarter: Quarter
    id: str

    @classmethod
    def parse(cls, text: str, quarter: Quarter) -> RockRef | None:
        """Read `2026-Q3/id`, or a bare `id` as one of the given quarter."""
        folder, slash, name = text.rpartition("/")
        named = Quarter.parse(folder) if slash else quarter
        return cls(named, name) if named and is_slug(name) else None

    def __str__(self) -> str:
        return f"{self.quarter}/{self.id}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step on the way, with the day it is due and the day it was done."""

    title: Text
    due: Day
    weight: Positive = Decimal(1)
    done: Day | None = None

    __pydantic_config__: ClassVar[Config] = STRICT

    def is_done(self, as_of: day_type) -> bool:
        """Tell whether it was done on a day, as far as could be seen then."""
        return self.done is not None and self.done <= as_of

    def is_overdue(self, as_of: day_type) -> bool:
        """Tell whether its day has passed and it is not done."""
        return self.due < as_of and not self.is_done(as_of)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What somebody said on a day: a word where `say` is given, else only where the outcome is."""

    date: Day
    by: Text | None = None
    say: Annotated[Say, choice(Say)] | None = None
    now: Number | None = None
    note: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The figure that a Rock moves, from where to where."""

    measure: Text | None = None
    measurable: Text | None = None
    unit: Text | None = None
    from_: Number = Decimal(0)
    to: Number

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Result:
    """How a Rock ended."""

    date: Day | None = None
    why: Text | None = None
    learned: Text | None = None
    impact: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Rock:
    """One priority of one quarter, with exactly one owner. The fields stand in writing order."""

    id: Annotated[str, Given()]
    quarter: Annotated[Quarter, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    title: Text
    owner: Text
    done_means: Text | None = None
    helpers: tuple[Text, ...] = ()
    team: Text | None = None
    area: Text | None = None
    supports: Text | None = None
    due: Day | None = None
    outcome: Outcome | None = None
    milestones: tuple[Milestone, ...] = ()
    depends_on: tuple[Text, ...] = ()
    log: tuple[LogEntry, ...] = ()
    status: Annotated[Status, choice(Status)] | None = None
    result: Result | None = None
    carried_from: Text | None = None
    formerly: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT

    @property
    def ref(self) -> RockRef:
        """The name by which the whole workspace knows it."""
        return RockRef(self.quarter, self.id)

    def status_on(self, as_of: day_type) -> Status | None:
        """Give the status as it could be seen on a day; none while the Rock runs.

        A result dated later is not seen yet, so until then the Rock is running.
        """
        if self.status in (None, Status.PLANNED) or self.result is None:
            return self.status
        later = self.result.date is not None and self.result.date > as_of
        return None if later else self.status

    def due_day(self, calendar: Calendar) -> day_type:
        """Give the day it is due: the quarter's last where the file names none."""
        return self.due or calendar.days(self.quarter).last
