"""The people of a company."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Text
from opsctl.text.span import Origin


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who owns, helps or speaks; never removed, but marked as having left."""

    id: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    name: Text
    email: Text | None = None
    handle: Text | None = None
    team: Text | None = None
    seat: Text | None = None
    timezone: Text | None = None
    joined: Day | None = None
    left: Day | None = None
    formerly: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT
