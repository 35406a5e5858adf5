"""The teams of a company, and its partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from opsctl.model.scalar import STRICT, Config, Flag, Given, Text
from opsctl.text.span import Origin


@dataclass(frozen=True, slots=True)
class Team:
    """A team or a partner abroad; `parent` makes them a tree."""

    id: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    title: Text
    lead: Text | None = None
    parent: Text | None = None
    partner: Flag = False
    timezone: Text | None = None
    hours: Text | None = None
    contact: Text | None = None
    formerly: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT


def teams_below(team: str, teams: Mapping[str, Team]) -> frozenset[str]:
    """Name a team and all teams under it; ends even where parents run in a circle."""
    found = {team}
    while True:
        more = {each.id for each in teams.values() if each.parent in found} - found
        if not more:
            return frozenset(found)
        found |= more
