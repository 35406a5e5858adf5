"""What the fields of records refer to by id, and the ids of a workspace that a schema can offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from opsctl.model.person import Person
from opsctl.model.workspace import Register, T, Workspace


class Reference(StrEnum):
    """What an id can be the id of."""

    PERSON = "person"
    TEAM = "team"
    ANYBODY = "person-or-team"
    GOAL = "goal"
    MEASURABLE = "measurable"
    PROCEDURE = "procedure"


REFERENCES: Mapping[str, Reference] = MappingProxyType(
    {
        "ApprovalPolicy.who": Reference.ANYBODY,
        "Goal.measurable": Reference.MEASURABLE,
        "Goal.owner": Reference.PERSON,
        "LogEntry.by": Reference.PERSON,
        "Measurable.entered_by": Reference.PERSON,
        "Measurable.owner": Reference.PERSON,
        "Measurable.sops": Reference.PROCEDURE,
        "Measurable.supports": Reference.GOAL,
        "Metadata.audience": Reference.ANYBODY,
        "Metadata.measurables": Reference.MEASURABLE,
        "Metadata.owner": Reference.ANYBODY,
        "Metadata.superseded_by": Reference.PROCEDURE,
        "Metadata.supersedes": Reference.PROCEDURE,
        "Metadata.translation_of": Reference.PROCEDURE,
        "Outcome.measurable": Reference.MEASURABLE,
        "Person.team": Reference.TEAM,
        "Rescue.by": Reference.PERSON,
        "Rescue.help_from": Reference.PERSON,
        "Rescue.told": Reference.PERSON,
        "Rock.helpers": Reference.PERSON,
        "Rock.owner": Reference.PERSON,
        "Rock.supports": Reference.GOAL,
        "Rock.team": Reference.TEAM,
        "Scorecard.owner": Reference.PERSON,
        "Scorecard.team": Reference.TEAM,
        "Shown.measurable": Reference.MEASURABLE,
        "Team.contact": Reference.PERSON,
        "Team.lead": Reference.PERSON,
        "Team.parent": Reference.TEAM,
        "Vision.critical_number": Reference.MEASURABLE,
    }
)
"""What a field names, by its record and its own name; what is not here is free text."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids and what people call them. `complete`: opsctl refuses every other one."""

    titles: Mapping[str, str] = field(default_factory=dict)
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of a workspace, by what they are ids of; none where no workspace is looked at."""

    listings: Mapping[Reference, Listing] = field(default_factory=dict)

    def listing(self, reference: Reference | None) -> Listing | None:
        """Give the ids of a kind; none where there are no ids to offer."""
        found = self.listings.get(reference) if reference else None
        return found if found and found.titles else None


NO_NAMES = Names()


def names_of(workspace: Workspace) -> Names:
    """List what the records of a workspace can be referred to by.

    People, teams and goals are complete where their file could be read: an id of before counts.
    Where either a person or a team may stand, not every page is asked who they are; measurables
    and procedures have further ways to be named. These are offered only.
    """
    people = _listed(workspace.people, _called)
    teams = _listed(workspace.teams, lambda team: team.title)
    everybody = Listing(_sorted({**teams.titles, **people.titles}))
    numbers = {str(each.ref): each.title for each in workspace.measurables}
    pages = {each.id: each.metadata.title or each.id for each in workspace.sops}
    return Names(
        {
            Reference.PERSON: people,
            Reference.TEAM: teams,
            Reference.ANYBODY: everybody,
            Reference.GOAL: _listed(workspace.goals, lambda goal: goal.title),
            Reference.MEASURABLE: Listing(_sorted(numbers)),
            Reference.PROCEDURE: Listing(_sorted(pages)),
        }
    )


def _called(person: Person) -> str:
    return f"{person.name}, who left on {person.left}" if person.left else person.name


def _listed(register: Register[T], called: Callable[[T], str]) -> Listing:
    titles = {name: name for name in register.ids}
    for record in register.records.values():
        titles |= dict.fromkeys(record.formerly, f"now `{record.id}`")
    titles |= {name: called(record) for name, record in register.records.items()}
    return Listing(_sorted(titles), register.listed)


def _sorted(titles: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(titles.items()))
