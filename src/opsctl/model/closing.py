"""What is answered about a Rock when its quarter is closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Text, choice
from opsctl.text.span import Origin


class Ending(StrEnum):
    """How a Rock ends; the words are those of its status."""

    DONE = "done"
    MISSED = "missed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Carry:
    """How a missed Rock goes on: every day is new.

    `milestones` gives each open milestone its new day, by title; `leave` names those that stay
    behind. The id is the old one unless another is given.
    """

    due: Day
    milestones: Mapping[str, Day] = field(default_factory=dict)
    leave: tuple[Text, ...] = ()
    id: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer about one Rock, which `id` names as in the file of answers."""

    id: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    status: Annotated[Ending, choice(Ending)]
    why: Text | None = None
    learned: Text | None = None
    impact: Text | None = None
    date: Day | None = None
    carry: Carry | None = None

    __pydantic_config__: ClassVar[Config] = STRICT
