"""Scorecards and their measurables: the few numbers that a team looks at every week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, ClassVar

from opsctl.model.cadence import Cadence
from opsctl.model.condition import CONDITION_SCHEMA
from opsctl.model.field import (
    STRICT,
    Brief,
    Config,
    Count,
    Dated,
    Day,
    Given,
    PeriodName,
    Reads,
    Schema,
    Text,
    Typed,
    choice,
    matching,
)
from opsctl.model.scalar import Scalar, Unreadable, read_text
from opsctl.model.slug import is_slug
from opsctl.model.unit import NUMBER, UnitKind, UnitName
from opsctl.text.span import Origin

GoalText = Annotated[str, Reads(read_text, "a text", CONDITION_SCHEMA)]
"""A goal in words; whether it fits the unit of its measurable is for a rule to say."""


class Perspective(StrEnum):
    """Which side of the company a number looks at, after Kaplan and Norton."""

    FINANCIAL = "financial"
    CUSTOMER = "customer"
    PROCESS = "process"
    GROWTH = "growth"


class Indicator(StrEnum):
    """Whether a number tells what is to come or what has been."""

    LEADING = "leading"
    LAGGING = "lagging"


class Method(StrEnum):
    """How the numbers of shorter periods become one of a longer."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    MIN = "min"
    MAX = "max"


DEFAULT_METHODS: Mapping[UnitKind, Method] = MappingProxyType(
    {
        UnitKind.NUMBER: Method.SUM,
        UnitKind.CURRENCY: Method.SUM,
        UnitKind.PERCENT: Method.MEAN,
        UnitKind.DURATION: Method.MEAN,
    }
)
"""How numbers roll up unless a measurable says otherwise; yes and no do not."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """How numbers roll up; with `by`, a mean weighted by another measurable, as it is written."""

    method: Method
    by: str | None = None

    def __str__(self) -> str:
        return f"{self.method} by {self.by}" if self.by else self.method.value


def read_rollup(scalar: Scalar) -> Rollup:
    """Read `sum`, `mean`, `mean by OTHER`, `last`, `min` or `max`."""
    words = scalar.text.split()
    if len(words) == 1 and words[0] in list(Method):
        return Rollup(Method(words[0]))
    if len(words) == 3 and words[:2] == ["mean", "by"]:
        return Rollup(Method.MEAN, words[2])
    hint = "write sum, mean, mean by OTHER, last, min or max"
    raise Unreadable(f"{scalar.shown} is not a way to roll up", hint)


@dataclass(frozen=True, slots=True)
class MeasurableRef:
    """The name of a measurable: its scorecard's folder and its id within it."""

    scorecard: str
    id: str

    @classmethod
    def parse(cls, text: str, scorecard: str) -> MeasurableRef | None:
        """Read `leadership/repeat-rate`, or a bare id as one of the given scorecard."""
        folder, slash, name = text.rpartition("/")
        named = folder if slash else scorecard
        return cls(named, name) if is_slug(named) and is_slug(name) else None

    def __str__(self) -> str:
        return f"{self.scorecard}/{self.id}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a scorecard: a measurable, or a divider above those that follow."""

    brief: ClassVar[str] = "measurable"

    measurable: Text | None = None
    divider: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT

    def __post_init__(self) -> None:
        if (self.measurable is None) is (self.divider is None):
            raise Unreadable(
                "is neither a measurable nor a divider",
                "write the name of a measurable, or {divider: …}",
            )


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a team, a person or the company looks at, in which order. Fields in writing order."""

    id: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    title: Text
    team: Text | None = None
    owner: Text | None = None
    every: Annotated[Cadence, choice(Cadence)] = Cadence.WEEK
    show: tuple[Annotated[Shown, Brief("measurable")], ...] | None = None
    formerly: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class GoalEntry:
    """A goal from a period on: the words, a stretch beyond it, why, and the day it was set."""

    brief: ClassVar[str] = "is"

    is_: GoalText
    stretch: GoalText | None = None
    why: Text | None = None
    set: Day | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class ExceptionEntry:
    """Another goal for one period, and why."""

    brief: ClassVar[str] = "is"

    is_: GoalText
    why: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """The number of one period as it is written, or why there is none to give.

    `from_` and `on` say where a pulled number came from and on which day.
    """

    brief: ClassVar[str] = "value"

    value: Typed | None = None
    na: Text | None = None
    note: Text | None = None
    from_: Text | None = None
    on: Day | None = None

    __pydantic_config__: ClassVar[Config] = STRICT

    def __post_init__(self) -> None:
        if self.value is None and self.na is None:
            raise Unreadable("has neither a value nor a reason", "write a value, or {na: why}")
        if self.value is not None and self.na is not None:
            raise Unreadable("has both a value and `na`", "keep one of the two")


class Encoding(StrEnum):
    """How a source writes its numbers."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Pull:
    """Where numbers are pulled from: a file of the workspace, or a command run on this machine.

    `period` and `value` name the column of a table or the key of an object; `timeout` is in
    seconds.
    """

    file: Text | None = None
    command: tuple[Text, ...] = ()
    format: Annotated[Encoding, choice(Encoding)] | None = None
    period: Text = "period"
    value: Text = "value"
    timeout: Count = 30

    __pydantic_config__: ClassVar[Config] = STRICT

    def __post_init__(self) -> None:
        if (self.file is None) is (not self.command):
            raise Unreadable(
                "names neither a file nor a command, or both",
                "write `file: orders.csv`, or `command: [program, argument]`",
            )


_METHODS = tuple(each.value for each in Method)
_MEAN_BY = matching(rf"^\s*({'|'.join(_METHODS)}|mean\s+by\s+\S+)\s*$", "mean by orders")
_ROLLUP_SCHEMA: Schema = (("anyOf", ((("enum", _METHODS),), _MEAN_BY)),)
RollupName = Annotated[Rollup, Reads(read_rollup, "a way to roll up", _ROLLUP_SCHEMA)]
Goals = Annotated[Mapping[str, Annotated[GoalEntry, Brief("is")]], Dated("is")]
Exceptions = Mapping[str, Annotated[ExceptionEntry, Brief("is")]]
Values = Mapping[str, Annotated[ValueEntry, Brief("value")]]


@dataclass(frozen=True, slots=True)
class Measurable:
    """One number with one owner, its goals and its history. The fields stand in writing order.

    `goal` has the entries by the period they hold from; one that holds always stands under
    `ALWAYS`. `cadence` is `every`, else that of the scorecard in whose folder it lies.
    """

    id: Annotated[str, Given()]
    scorecard: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    title: Text
    owner: Text
    definition: Text | None = None
    entered_by: Text | None = None
    unit: UnitName = NUMBER
    decimals: Count | None = None
    every: Annotated[Cadence, choice(Cadence)] | None = None
    perspective: Annotated[Perspective, choice(Perspective)] | None = None
    indicator: Annotated[Indicator, choice(Indicator)] | None = None
    rollup: RollupName | None = None
    goal: Goals = field(default_factory=dict)
    exceptions: Exceptions = field(default_factory=dict)
    supports: Text | None = None
    sops: tuple[Text, ...] = ()
    formula: Text | None = None
    source: Pull | None = None
    since: PeriodName | None = None
    archived: Day | None = None
    formerly: tuple[Text, ...] = ()
    values: Values = field(default_factory=dict)
    cadence: Annotated[Cadence, Given()] = field(default=Cadence.WEEK, compare=False)

    __pydantic_config__: ClassVar[Config] = STRICT

    def __post_init__(self) -> None:
        if self.every is not None:
            object.__setattr__(self, "cadence", self.every)

    @property
    def ref(self) -> MeasurableRef:
        """The name by which the whole workspace knows it."""
        return MeasurableRef(self.scorecard, self.id)

    @property
    def rolls_up(self) -> Rollup | None:
        """How its numbers roll up, as it says or as its unit does; yes and no do not."""
        method = DEFAULT_METHODS.get(self.unit.kind)
        return self.rollup or (Rollup(method) if method else None)

    def is_entered_by(self, person: str) -> bool:
        """Tell whether somebody may type its numbers: the owner and the stand-in."""
        return person in (self.owner, self.entered_by)
