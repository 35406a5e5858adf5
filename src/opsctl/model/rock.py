"""Rocks: the few priorities that somebody commits to for one quarter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as day_type
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Number, Positive, Text, choice
from opsctl.model.period import Calendar, Quarter, Week
from opsctl.model.slug import is_slug
from opsctl.text.span import Location, Origin


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


class Cause(StrEnum):
    """Why a Rock got into danger, at the root."""

    RESOURCE = "resource"
    SKILL = "skill"
    EXTERNAL = "external"
    SCOPE = "scope"


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
class Rescue:
    """What was agreed on a day to bring a Rock out of danger, and when somebody looks again."""

    date: Day
    by: Text | None = None
    cause: Annotated[Cause, choice(Cause)] | None = None
    note: Text | None = None
    help: Text | None = None
    help_from: tuple[Text, ...] = ()
    told: tuple[Text, ...] = ()
    next: Text | None = None
    check: Day | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class SaidIn:
    """The check-in that an entry comes from: the week it is for, and the Rock's name in it."""

    week: Week
    origin: Origin
    name: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What somebody said on a day: a word where `say` is given, else only where the outcome is.

    `checkin` is none for what stands in the Rock's own log.
    """

    date: Day
    by: Text | None = None
    say: Annotated[Say, choice(Say)] | None = None
    now: Number | None = None
    note: Text | None = None
    checkin: Annotated[SaidIn | None, Given()] = field(default=None, compare=False, repr=False)

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
    """One priority of one quarter, with exactly one owner. The fields stand in writing order.

    `said` is what check-ins say of it, beside its own log. `owner_names` are further ids that the
    owner has or had.
    """

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
    rescues: tuple[Rescue, ...] = ()
    log: tuple[LogEntry, ...] = ()
    status: Annotated[Status, choice(Status)] | None = None
    result: Result | None = None
    carried_from: Text | None = None
    formerly: tuple[Text, ...] = ()
    said: Annotated[tuple[LogEntry, ...], Given()] = field(default=(), compare=False, repr=False)
    owner_names: Annotated[frozenset[str], Given()] = field(
        default=frozenset(), compare=False, repr=False
    )

    __pydantic_config__: ClassVar[Config] = STRICT

    @property
    def words(self) -> tuple[LogEntry, ...]:
        """Everything that was said of it: its log and what check-ins say, the newest last.

        What stands in the log keeps its order there, and comes after a check-in of the same day.
        """
        if not self.said:
            return self.log
        return tuple(sorted((*self.said, *self.log), key=lambda entry: entry.date))

    def is_owned_by(self, person: str | None) -> bool:
        """Tell whether an id is one of the owner's, of today or from before."""
        return person == self.owner or person in self.owner_names

    def place_of(self, entry: LogEntry, key: str) -> Location:
        """Locate what one of its words says, in its log or in the check-in that it comes from."""
        if entry.checkin is not None:
            return entry.checkin.origin.value("rocks", entry.checkin.name, key)
        same = (index for index, each in enumerate(self.log) if each is entry)
        return self.origin.value("log", next(same, 0), key)

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
