"""Who has approved a text of a procedure, and whose approval it still needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.approver import asked_roles, barred, barred_owners
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
    owner_before: str | None = None,
) -> ApprovalState:
    """Judge the approvals of a procedure for its text; people and teams are those of `company`.

    An approval holds for the text that it was given for, and for one that differs from it by less
    than `reapprove_on`, as far as history shows the approved text. `owner_before` is who owned it
    before the change: giving it away is no way to approve one's own text.
    """
    policy = policy or DEFAULT_POLICY
    text = _Text(anatomy, digest_of(anatomy), policy, company)
    owners = barred_owners(anatomy.owner, policy, company)
    owners |= barred_owners(owner_before, policy, company)
    counted = [
        each
        for each in approvals
        if _holds(each, text, earlier) and barred(each, policy, owners, company) is None
    ]
    given = tuple(_once(_in_time(counted, text), text))
    void = tuple(each for each in approvals if each not in given)
    carried = frozenset(each.digest for each in given if each.digest != text.digest)
    return ApprovalState(policy, _needs(policy, given), given, void, carried)


def must_read_again(anatomy: Anatomy, weight: Weight | None, policy: ApprovalPolicy | None) -> bool:
    """Tell whether a change of a weight has to be read again by the audience."""
    limit = (policy or DEFAULT_POLICY).reread_on
    return weight is not None and weight.rank <= limit.rank and bool(anatomy.sop.metadata.audience)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text that is judged: what it is made of, its digest, and who decides."""

    anatomy: Anatomy
    digest: str
    policy: ApprovalPolicy
    company: Workspace


def _holds(approval: Approval, text: _Text, earlier: Earlier) -> bool:
    if approval.digest == text.digest:
        return True
    approved = earlier(approval.digest)
    if approved is None:
        return False
    weight = difference(approved, text.anatomy).weight
    return weight is None or weight.rank > text.policy.reapprove_on.rank


def _in_time(approvals: Sequence[Approval], text: _Text) -> Sequence[Approval]:
    """Keep those of the days that lie near enough to each other and leave least to be done.

    The newest of such days go first. An approval that comes later never takes back what was
    complete.
    """
    if text.policy.within is None:
        return approvals
    span = timedelta(days=text.policy.within)
    windows = [
        [each for each in approvals if timedelta() <= last - each.date <= span]
        for last in sorted({each.date for each in approvals}, reverse=True)
    ]
    return min(windows, key=lambda each: _left_to_do(each, text), default=())


def _left_to_do(approvals: Sequence[Approval], text: _Text) -> int:
    return sum(each.missing for each in _needs(text.policy, tuple(_once(approvals, text))))


def _once(approvals: Iterable[Approval], text: _Text) -> Iterator[Approval]:
    """Let one person speak once, the last word first; they come in order of person.

    On one day the word on this very text goes first, then that on the higher version.
    """
    latest: dict[str, Approval] = {}
    for each in sorted(approvals, key=lambda each: _lateness(each, text.digest)):
        latest[text.company.people.current(each.person)] = each
    yield from (latest[name] for name in sorted(latest))


def _lateness(approval: Approval, digest: str) -> tuple[date, bool, Version]:
    return approval.date, approval.digest == digest, Version.parse(approval.version)


def _needs(policy: ApprovalPolicy, given: Sequence[Approval]) -> tuple[Need, ...]:
    return tuple(_need(role, n, policy, given) for role, n in asked_roles(policy).items())


def _need(role: Role, count: int, policy: ApprovalPolicy, given: Sequence[Approval]) -> Need:
    have = sum(each.as_ is role for each in given)
    return Need(role, count, max(count - have, 0), tuple(policy.who.get(role, ())))
