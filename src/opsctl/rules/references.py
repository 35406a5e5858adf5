"""References from one record to another: what is said of those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from opsctl.model.workspace import Workspace
from opsctl.rules.slips import nearly
from opsctl.text.diagnostic import Finding
from opsctl.text.fix import worded
from opsctl.text.span import Location
from opsctl.text.suggestion import SHORTEST_NAME, closest, in_backticks, surely_meant

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
            message = f"{role} `{name}` is not in people.yaml"
            sure = self._person_called(name) or _other_letters(name, people.ids)
            yield _finding(code, message, place, sure, name, people.ids)

    def team(self, code: str, role: str, name: str, place: Location) -> Iterator[Finding]:
        """Report a team that is not in `teams.yaml`; a title tells which is meant."""
        teams = self.workspace.teams
        if not teams.knows(name):
            message = f"{role} `{name}` is not in teams.yaml"
            sure = self._team_called(name) or _one_slip(name, teams.ids)
            yield _finding(code, message, place, sure, name, teams.ids)

    def person_or_team(self, code: str, role: str, name: str, place: Location) -> Iterator[Finding]:
        """Report what is neither a person nor a team, where both files can tell."""
        people, teams = self.workspace.people, self.workspace.teams
        if not people.knows(name) and not teams.knows(name):
            ids = people.ids | teams.ids
            message = f"{role} {in_backticks(name)} is neither in people.yaml nor in teams.yaml"
            sure = self._person_called(name) or self._team_called(name)
            sure = sure or _other_letters(name, ids)
            near = sure or nearly(name.casefold(), ids)
            yield _said(code, message, place, near, ids, safe=sure is not None)

    def goal(self, code: str, name: str, place: Location) -> Iterator[Finding]:
        """Report a goal that is not among the one-year goals of `vision.yaml`."""
        goals = self.workspace.goals
        if not goals.knows(name):
            message = f"goal `{name}` is not in vision.yaml under one_year"
            yield _finding(code, message, place, _one_slip(name, goals.ids), name, goals.ids)

    def _person_called(self, name: str) -> str | None:
        called = self._people_by_name.get(name.casefold().removeprefix("@"), frozenset())
        return next(iter(called)) if len(called) == 1 else None

    def _team_called(self, name: str) -> str | None:
        called = self._teams_by_title.get(name.casefold(), frozenset())
        return next(iter(called)) if len(called) == 1 else None

    @cached_property
    def _people_by_name(self) -> dict[str, frozenset[str]]:
        named: dict[str, frozenset[str]] = {}
        for person in self.workspace.people.records.values():
            for each in (person.name, person.handle, person.email):
                if each is not None:
                    key = each.casefold().removeprefix("@")
                    named[key] = named.get(key, frozenset()) | {person.id}
        return named

    @cached_property
    def _teams_by_title(self) -> dict[str, frozenset[str]]:
        titled: dict[str, frozenset[str]] = {}
        for team in self.workspace.teams.records.values():
            key = team.title.casefold()
            titled[key] = titled.get(key, frozenset()) | {team.id}
        return titled


def _finding(
    code: str, message: str, place: Location, sure: str | None, name: str, ids: frozenset[str]
) -> Finding:
    near = sure or _closest(name, ids)
    return _said(code, message, place, near, ids, safe=sure is not None)


def _said(
    code: str, message: str, place: Location, near: str | None, ids: frozenset[str], *, safe: bool
) -> Finding:
    if near:
        fix = worded(place, near, safe=safe)
        return Finding(code, place, message, f"did you mean `{near}`?", fix)
    return Finding(code, place, message, _listed(ids))


@lru_cache(maxsize=1024)
def _closest(name: str, ids: frozenset[str]) -> str | None:
    """Guess once for a name, however often it is written."""
    return closest(name, ids)


@lru_cache(maxsize=1024)
def _other_letters(name: str, ids: frozenset[str]) -> str | None:
    """Find an id in other letters. A letter more or less makes another person: Anna is not Ana."""
    return surely_meant(name, ids)


@lru_cache(maxsize=1024)
def _one_slip(name: str, ids: frozenset[str]) -> str | None:
    return surely_meant(name, ids, SHORTEST_NAME)


@lru_cache(maxsize=64)
def _listed(ids: frozenset[str]) -> str:
    if not ids:
        return _EMPTY
    more = ", …" if len(ids) > _MOST_LISTED else ""
    return f"listed are {', '.join(sorted(ids)[:_MOST_LISTED])}{more}"
