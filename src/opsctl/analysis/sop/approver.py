"""Whose approval of a procedure can count."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from opsctl.model.approval import Approval, Role
from opsctl.model.person import Person
from opsctl.model.settings import ApprovalPolicy
from opsctl.model.workspace import Workspace


class Barred(StrEnum):
    """Why somebody's approval cannot count."""

    UNKNOWN = "unknown-person"
    LEFT = "left"
    OWNER = "owner"
    NOT_ALLOWED = "not-allowed"


def barred(
    approval: Approval, policy: ApprovalPolicy, owners: frozenset[str], company: Workspace
) -> Barred | None:
    """Say why an approval cannot count, whatever its text; none where it can.

    `owners` are those whose own approval does not count.
    """
    people = company.people
    person = people.find(approval.person)
    name = people.current(approval.person)
    allowed = policy.who.get(approval.as_)
    if not people.knows(approval.person):
        return Barred.UNKNOWN
    if has_left(person, approval.date):
        return Barred.LEFT
    if name in owners:
        return Barred.OWNER
    if allowed is not None and not any(_is_one_of(name, each, company) for each in allowed):
        return Barred.NOT_ALLOWED
    return None


def has_left(person: Person | None, day: date) -> bool:
    """Tell whether somebody who is listed had left by a day; the day of leaving counts as gone."""
    return person is not None and person.left is not None and person.left <= day


def barred_owners(owner: str | None, policy: ApprovalPolicy, company: Workspace) -> frozenset[str]:
    """Name the owners whose own approval does not count."""
    return frozenset() if policy.owner_may_approve else owners_of(owner, company)


def owners_of(owner: str | None, company: Workspace) -> frozenset[str]:
    """Name the people who are the owner: a person, or the lead of the team that is.

    An owner who stands in the text of a page is mostly written by name.
    """
    if owner is None:
        return frozenset()
    person = company.people.find(owner)
    if person is not None:
        return frozenset([person.id])
    team = company.teams.find(owner)
    if team is not None:
        return frozenset([company.people.current(team.lead)]) if team.lead else frozenset()
    return _by_another_name(owner, company) or frozenset([owner])


def asked_roles(policy: ApprovalPolicy) -> dict[Role, int]:
    """Give how many people must approve in each role; words that are none are left out."""
    known = {each.value for each in Role}
    return {Role(role): count for role, count in policy.roles.items() if role in known and count}


def _by_another_name(owner: str, company: Workspace) -> frozenset[str]:
    named = owner.casefold().removeprefix("@")
    return frozenset(
        each.id
        for each in company.people.records.values()
        if named in (_folded(each.name), _folded(each.handle), _folded(each.email))
    ) | frozenset(
        company.people.current(each.lead)
        for each in company.teams.records.values()
        if each.lead and named == _folded(each.title)
    )


def _folded(name: str | None) -> str | None:
    return name.casefold().removeprefix("@") if name else None


def _is_one_of(person: str, named: str, company: Workspace) -> bool:
    """Tell whether a name is a person's own, or that of their team or one above it."""
    if company.people.current(named) == person:
        return True
    found = company.people.find(person)
    team = found.team if found else None
    wanted, seen = company.teams.current(named), set[str]()
    while team is not None and team not in seen:
        seen.add(team)
        current = company.teams.find(team)
        if company.teams.current(team) == wanted:
            return True
        team = current.parent if current else None
    return False
