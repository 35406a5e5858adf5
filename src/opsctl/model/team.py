"""The teams of a company, and its partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Flag, Given, Text
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
    """Name a team and all teams under it, also where `parent` is the name that one had before.

    Ends even where parents run in a circle.
    """
    renamed = {old: each.id for each in teams.values() for old in each.formerly}
    parents = {
        each.id: each.parent if each.parent in teams else renamed.get(each.parent, each.parent)
        for each in teams.values()
        if each.parent is not None
    }
    found = {team}
    while True:
        more = {name for name, parent in parents.items() if parent in found} - found
        if not more:
            return frozenset(found)
        found |= more
