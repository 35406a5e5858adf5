"""The settings of a workspace: what stands in `opsctl.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from opsctl.model.field import (
    STRICT,
    Config,
    Count,
    Day,
    DaysCount,
    Flag,
    Given,
    Length,
    Month,
    Percent,
    Text,
    choice,
)
from opsctl.model.period import Calendar, Days, Quarter
from opsctl.model.scalar import Interval, Unreadable
from opsctl.model.weight import Weight
from opsctl.text.span import Origin

NEWEST_FORMAT = 1
_HALF_A_YEAR = Interval(months=6)


class Level(StrEnum):
    """The severities that a setting can give a rule."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How few and how many are canon."""

    min: Count
    max: Count

    __pydantic_config__: ClassVar[Config] = STRICT

    def __post_init__(self) -> None:
        if self.min > self.max:
            raise Unreadable(f"has min {self.min} above max {self.max}", "swap the two numbers")

    def __contains__(self, count: int) -> bool:
        return self.min <= count <= self.max


@dataclass(frozen=True, slots=True)
class Standards:
    """The canon that a company holds itself to; the defaults are those of the field."""

    rocks_per_company: Bounds = Bounds(3, 7)
    rocks_per_owner: Bounds = Bounds(1, 7)
    rock_completion: Percent = Decimal("0.8")
    measurables_per_scorecard: Bounds = Bounds(5, 15)
    misses_in_a_row: Count = 3
    silent_after: DaysCount = 14
    review_every: Length = _HALF_A_YEAR

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class PathRules:
    """What differs for the files that a pattern names."""

    ignore: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Which rules are off or on and how heavy they weigh, each by its code, name or family.

    `enable` switches on what is off by default.
    """

    ignore: tuple[Text, ...] = ()
    enable: tuple[Text, ...] = ()
    severity: Mapping[str, Annotated[Level, choice(Level)]] = field(default_factory=dict)
    per_path: Mapping[str, PathRules] = field(default_factory=dict)

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Profile:
    """The sections that a kind of SOP must have, and should have; which pages are of that kind.

    What is not written is that of the built-in profile of this name.
    """

    required: tuple[Text, ...] | None = None
    recommended: tuple[Text, ...] | None = None
    paths: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class SopSettings:
    """Which files are SOPs and what is asked of them.

    `languages` switches on lists of words that nobody has judged on real pages yet; `templates`
    is the folder of the company's own templates.
    """

    include: tuple[Text, ...] = ("sops/**/*.md",)
    exclude: tuple[Text, ...] = ("README.md", "index.md")
    site_root: Text | None = None
    languages: tuple[Text, ...] = ()
    aliases: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    templates: Text = "templates"
    longest_step: Count = 60

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """Whose approval a kind of SOP needs, and which changes ask for it anew.

    `roles` says how many of each, all of them needed; `who` may speak in a role, anybody where it
    is not said; `within` is how many days lie between the first and the last approval at most.
    The policy is of the profile of its name, or of the pages that `paths` name.
    """

    roles: Mapping[str, Count] = field(default_factory=dict)
    who: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    owner_may_approve: Flag = False
    within: DaysCount | None = None
    reapprove_on: Annotated[Weight, choice(Weight)] = Weight.MINOR
    reread_on: Annotated[Weight, choice(Weight)] = Weight.MAJOR
    paths: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class QuarterDays:
    """The first and last day of a quarter that is listed with its dates."""

    from_: Day
    to: Day

    __pydantic_config__: ClassVar[Config] = STRICT

    def __post_init__(self) -> None:
        if self.from_ > self.to:
            raise Unreadable("ends before it starts", "swap the two dates")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a company sets; the defaults apply where it sets nothing."""

    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    format: Count = NEWEST_FORMAT
    company: Text = "This company"
    timezone: Text = "UTC"
    fiscal_year_starts: Month = 1
    quarters: Mapping[str, QuarterDays] = field(default_factory=dict)
    standards: Standards = Standards()
    rules: RuleSettings = RuleSettings()
    sops: SopSettings = SopSettings()
    approvals: Mapping[str, ApprovalPolicy] = field(default_factory=dict)

    __pydantic_config__: ClassVar[Config] = STRICT

    @property
    def calendar(self) -> Calendar:
        """The calendar of these settings; quarters with an unreadable name are left out."""
        named = ((Quarter.parse(name), days) for name, days in self.quarters.items())
        listed = {quarter: Days(days.from_, days.to) for quarter, days in named if quarter}
        return Calendar(self.fiscal_year_starts, listed)
