"""References from one record to another: what is said of those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from opsctl.model.workspace import Workspace
from opsctl.rules.slips import nearly
from opsctl.text.diagnostic import Finding, Replacement
from opsctl.text.span import Location
from opsctl.text.suggestion import closest, in_backticks

_EMPTY = "nothing is listed there yet: add it there, or remove it here"
_MOST_LISTED = 8


@dataclass(frozen=True)
class References:
    """What the records of a workspace refer to by id, and what those who wrote otherwise meant.

    A reference is only judged where the file that lists its kind exists and could be read.
    """

    workspace: Workspace

    def person(self, code: str, role: str, name: str, place: Location) -> Iterator[Finding]:
        """Report somebody who is not in `people.yaml`; name, handle, e-mail tell who is meant."""
        people = self.workspace.people
        if not people.knows(name):
            meant = self._people_by_name.get(name.casefold().removeprefix("@"))
            message = f"{role} `{name}` is not in people.yaml"
            yield _unknown(code, message, place, meant, name, people.ids)

    def team(self, code: str, role: str, name: str, place: Location) -> Iterator[Finding]:
        """Report a team that is not in `teams.yaml`; a title tells which is meant."""
        teams = self.workspace.teams
        if not teams.knows(name):
            meant = self._teams_by_title.get(name.casefold())
            message = f"{role} `{name}` is not in teams.yaml"
            yield _unknown(code, message, place, meant, name, teams.ids)

    def person_or_team(self, code: str, role: str, name: str, place: Location) -> Iterator[Finding]:
        """Report what is neither a person nor a team, where both files can tell."""
        people, teams = self.workspace.people, self.workspace.teams
        if not people.knows(name) and not teams.knows(name):
            meant = self._people_by_name.get(name.casefold().removeprefix("@"))
            meant = meant or self._teams_by_title.get(name.casefold())
            ids = people.ids | teams.ids
            message = f"{role} {in_backticks(name)} is neither in people.yaml nor in teams.yaml"
            yield _finding(code, message, place, meant or nearly(name.casefold(), ids), ids)

    def goal(self, code: str, name: str, place: Location) -> Iterator[Finding]:
        """Report a goal that is not among the one-year goals of `vision.yaml`."""
        goals = self.workspace.goals
        if not goals.knows(name):
            message = f"goal `{name}` is not in vision.yaml under one_year"
            yield _unknown(code, message, place, None, name, goals.ids)

    @cached_property
    def _people_by_name(self) -> dict[str, str]:
        named: dict[str, str] = {}
        for person in self.workspace.people.records.values():
            for each in (person.name, person.handle, person.email):
                if each is not None:
                    named.setdefault(each.casefold().removeprefix("@"), person.id)
        return named

    @cached_property
    def _teams_by_title(self) -> dict[str, str]:
        titled: dict[str, str] = {}
        for team in self.workspace.teams.records.values():
            titled.setdefault(team.title.casefold(), team.id)
        return titled


def _unknown(
    code: str, message: str, place: Location, meant: str | None, name: str, ids: frozenset[str]
) -> Finding:
    return _finding(code, message, place, meant or _closest(name, ids), ids)


def _finding(
    code: str, message: str, place: Location, near: str | None, ids: frozenset[str]
) -> Finding:
    if near:
        return Finding(code, place, message, f"did you mean `{near}`?", Replacement(place, near))
    return Finding(code, place, message, _listed(ids))


@lru_cache(maxsize=1024)
def _closest(name: str, ids: frozenset[str]) -> str | None:
    """Guess once for a name, however often it is written."""
    return closest(name, ids)


@lru_cache(maxsize=64)
def _listed(ids: frozenset[str]) -> str:
    if not ids:
        return _EMPTY
    more = ", …" if len(ids) > _MOST_LISTED else ""
    return f"listed are {', '.join(sorted(ids)[:_MOST_LISTED])}{more}"
