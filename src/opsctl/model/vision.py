"""Where a company is going."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Text
from opsctl.text.span import Origin


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal for the year, which Rocks support."""

    id: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    title: Text
    owner: Text | None = None
    measurable: Text | None = None
    target: Text | None = None
    formerly: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Picture:
    """What the company looks like on a day some years ahead."""

    date: Day | None = None
    picture: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Vision:
    """Mission, values, and the goals of the coming years."""

    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    one_year: Annotated[Mapping[str, Goal], Given()] = field(default_factory=dict)
    mission: Text | None = None
    values: tuple[Text, ...] = ()
    ten_year: Text | None = None
    three_year: Picture | None = None
    critical_number: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT
