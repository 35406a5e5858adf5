"""Who has approved a text of a procedure, and whose approval it still needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.difference import difference, digest_of
from opsctl.analysis.sop.profiles import profile_name
from opsctl.model.approval import Approval, Role
from opsctl.model.patterns import matcher
from opsctl.model.settings import ApprovalPolicy, Settings
from opsctl.model.sop import Sop
from opsctl.model.weight import Weight
from opsctl.model.workspace import Workspace

DEFAULT_POLICY = ApprovalPolicy()
"""What holds where nobody set a policy: no approval is needed, and a major change is read again."""

Earlier = Callable[[str], Anatomy | None]
"""Gives the text of a digest, where history shows it."""


@dataclass(frozen=True, slots=True)
class Need:
    """How many people have to approve in a role, how many more than have, and who may."""

    role: Role
    count: int
    missing: int
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalState:
    """The approvals of one text.

    `needs` has each role that the policy asks for. `given` are the approvals that hold for the
    text, `carried` those among them that are of an earlier text and a lighter change. `void` are
    those that do not hold for it: of another text, or by somebody whose word does not count.
    """

    policy: ApprovalPolicy
    needs: tuple[Need, ...]
    given: tuple[Approval, ...]
    void: tuple[Approval, ...]
    carried: frozenset[str] = frozenset()

    @property
    def is_needed(self) -> bool:
        """Tell whether anybody's approval is asked for."""
        return bool(self.needs)

    @property
    def missing(self) -> tuple[Need, ...]:
        """The roles in which approvals are still missing."""
        return tuple(each for each in self.needs if each.missing)


def policy_of(sop: Sop, settings: Settings) -> ApprovalPolicy | None:
    """Give the policy for a procedure: the first that names its path, else that of its profile."""
    for policy in settings.approvals.values():
        if policy.paths and matcher(policy.paths).match_file(sop.path):
            return policy
    named = settings.approvals.get(profile_name(sop, settings.sops))
    return named if named is not None and not named.paths else None


def no_history(_digest: str) -> Anatomy | None:
    """Show no earlier text."""
    return None


def approval_state(
    anatomy: Anatomy,
    approvals: Sequence[Approval],
    policy: ApprovalPolicy | None,
    company: Workspace,
    earlier: Earlier = no_history,
) -> ApprovalState:
    """Judge the approvals of a procedure for its text; people and teams are those of `company`.

    An approval holds for the text that it was given for, and for one that differs from it by less
    than `reapprove_on`, as far as history shows the approved text.
    """
    policy = policy or DEFAULT_POLICY
    digest = digest_of(anatomy)
    held = [each for each in approvals if _holds(each, digest, anatomy, policy, earlier)]
    owners = frozenset() if policy.owner_may_approve else owners_of(anatomy.owner, company)
    counted = _in_time(
        [each for each in held if _counts(each, policy, owners, company)], policy.within
    )
    given = tuple(_once(counted))
    needs = tuple(_need(Role(role), n, policy, given) for role, n in _known(policy) if n)
    void = tuple(each for each in approvals if each not in given)
    carried = frozenset(each.digest for each in given if each.digest != digest)
    return ApprovalState(policy, needs, given, void, carried)


def owners_of(owner: str | None, company: Workspace) -> frozenset[str]:
    """Name the people who are the owner: a person, or the lead of the team that is."""
    if owner is None:
        return frozenset()
    person = company.people.find(owner)
    if person is not None:
        return frozenset([person.id])
    team = company.teams.find(owner)
    if team is None:
        return frozenset([owner])
    return frozenset([company.people.current(team.lead)]) if team.lead else frozenset()


def must_read_again(anatomy: Anatomy, weight: Weight | None, policy: ApprovalPolicy | None) -> bool:
    """Tell whether a change of a weight has to be read again by the audience."""
    limit = (policy or DEFAULT_POLICY).reread_on
    return weight is not None and weight.rank <= limit.rank and bool(anatomy.sop.metadata.audience)


def _holds(
    approval: Approval, digest: str, anatomy: Anatomy, policy: ApprovalPolicy, earlier: Earlier
) -> bool:
    if approval.digest == digest:
        return True
    approved = earlier(approval.digest)
    if approved is None:
        return False
    weight = difference(approved, anatomy).weight
    return weight is None or weight.rank > policy.reapprove_on.rank


def _counts(
    approval: Approval, policy: ApprovalPolicy, owners: frozenset[str], company: Workspace
) -> bool:
    """Tell whether somebody's word counts: they were there, and may speak in this role."""
    person = company.people.find(approval.person)
    name = company.people.current(approval.person)
    if company.people.listed and person is None:
        return False
    if person is not None and person.left is not None and person.left < approval.date:
        return False
    if name in owners:
        return False
    allowed = policy.who.get(approval.as_)
    return allowed is None or any(_is_one_of(name, each, company) for each in allowed)


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


def _in_time(approvals: Sequence[Approval], within: int | None) -> list[Approval]:
    """Leave out approvals that are too much older than the newest; `within` is in days."""
    if within is None or not approvals:
        return list(approvals)
    newest: date = max(each.date for each in approvals)
    return [each for each in approvals if newest - each.date <= timedelta(days=within)]


def _once(approvals: Iterable[Approval]) -> Iterator[Approval]:
    """Let one person speak once, the last word first; they come in order of person."""
    latest: dict[str, Approval] = {}
    for each in sorted(approvals, key=lambda each: each.date):
        latest[each.person] = each
    yield from (latest[name] for name in sorted(latest))


def _known(policy: ApprovalPolicy) -> Iterator[tuple[str, int]]:
    """Give the roles that a policy asks for; words that are none are reported elsewhere."""
    return ((role, count) for role, count in policy.roles.items() if role in list(Role))


def _need(role: Role, count: int, policy: ApprovalPolicy, given: Sequence[Approval]) -> Need:
    have = sum(each.as_ is role for each in given)
    return Need(role, count, max(count - have, 0), tuple(policy.who.get(role, ())))
