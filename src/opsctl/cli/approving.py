"""What is approved: a text of a procedure under its policy, and whether somebody may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from semver import Version

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.approval import DEFAULT_POLICY, approval_state, policy_of
from opsctl.analysis.sop.approval_view import may_carry
from opsctl.analysis.sop.approver import Barred, asked_roles, barred, barred_owners
from opsctl.analysis.sop.difference import digest_of
from opsctl.cli.signing import refuse_untaken
from opsctl.loading.approvals import approval_path
from opsctl.model.approval import Approval, Role
from opsctl.model.settings import ApprovalPolicy
from opsctl.model.sop import SopStatus
from opsctl.model.workspace import Workspace
from opsctl.rendering.sop.approvals import missing_words
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin
from opsctl.text.suggestion import did_you_mean, in_backticks


class AlreadyApproved(UsageProblem):
    """Somebody has approved this text before."""


@dataclass(frozen=True)
class Approvable:
    """A text that can be approved: its version, the policy for it, and the approvals there are.

    `company` has the people and teams that decide, which may be those of another revision.
    """

    anatomy: Anatomy
    version: str
    policy: ApprovalPolicy
    given: tuple[Approval, ...]
    company: Workspace

    @property
    def id(self) -> str:
        """The id of the procedure."""
        return self.anatomy.sop.id


def approvable(anatomy: Anatomy, workspace: Workspace, company: Workspace) -> Approvable:
    """Take a text for approval; the policy is that of `company`.

    Raises:
        UsageProblem: it is not one that anybody could approve.
    """
    sop = anatomy.sop
    refuse_untaken(sop)
    if anatomy.status is SopStatus.RETIRED:
        raise UsageProblem(f"{sop.id} is retired: nobody follows it any more")
    if anatomy.status is SopStatus.DRAFT:
        hint = "write `status: in-review` at its top when it is ready to be read"
        raise UsageProblem(f"{sop.id} is a draft, which nobody approves", hint)
    version = sop.metadata.version.text if sop.metadata.version is not None else None
    if version is None:
        raise UsageProblem(f"{sop.id} has no version at its top", f"opsctl sop bump {sop.id}")
    if not Version.is_valid(version):
        message = f"{in_backticks(version)}, the version of {sop.id}, is none that can be counted"
        raise UsageProblem(message, "write three numbers, as in 1.3.0")
    policy = policy_of(sop, company.settings) or DEFAULT_POLICY
    return Approvable(anatomy, version, policy, workspace.approvals_of(sop), company)


def planned_approval(
    text: Approvable, person: str, day: date, role: Role, note: str | None = None
) -> Approval:
    """Plan somebody's approval of a text.

    Raises:
        AlreadyApproved: they have approved this text.
        UsageProblem: they have approved another text of this version, or could not count.
    """
    origin = Origin(approval_path(text.id, text.version, person))
    digest = digest_of(text.anatomy)
    approval = Approval(text.id, text.version, person, origin, day, role, digest, note)
    _refuse_repeated(text, approval)
    asked = asked_roles(text.policy)
    if asked and role not in asked:
        roles = " or ".join(asked)
        raise UsageProblem(
            f"nobody is asked to approve {text.id} as {role}", f"it needs approvals as {roles}"
        )
    owners = barred_owners(text.anatomy.owner, text.policy, text.company)
    why = barred(approval, text.policy, owners, text.company)
    if why is not None:
        raise _no_use(text, approval, why)
    return approval


def role_named(name: str) -> Role:
    """Read the name of a role."""
    words = [each.value for each in Role]
    if name not in words:
        hint = did_you_mean(name, words) or f"choose among {', '.join(words)}"
        raise UsageProblem(f"{in_backticks(name)} is no role", hint)
    return Role(name)


def still_missing(text: Approvable, *added: Approval) -> str | None:
    """Say whose approvals a text still needs with those added; none where none are asked for."""
    state = approval_state(text.anatomy, (*text.given, *added), text.policy, text.company)
    if not state.is_needed:
        return None
    if not state.missing:
        in_review = text.anatomy.status is SopStatus.IN_REVIEW
        step = ": `status: approved` may be written at its top" if in_review else ""
        return f"no approval is missing{step}"
    carried = may_carry(state, digest_of(text.anatomy))
    return f"missing: {missing_words(state.missing, may_carry=carried)}"


def _refuse_repeated(text: Approvable, approval: Approval) -> None:
    people = text.company.people
    me = people.current(approval.person)
    for each in text.given:
        if people.current(each.person) != me:
            continue
        same_version, same_text = each.version == text.version, each.digest == approval.digest
        if same_text and (same_version or each.as_ is approval.as_):
            said = f"`{me}` has approved this text on {each.date}, as {each.as_}"
            raise AlreadyApproved(said, f"opsctl sop show {text.id}")
        if same_version:
            said = f"`{me}` has approved another text as version {text.version} on {each.date}"
            hint = f"an approval is never edited; for a new version: opsctl sop bump {text.id}"
            raise UsageProblem(said, hint)


def _no_use(text: Approvable, approval: Approval, why: Barred) -> UsageProblem:
    """Say why an approval would not count, and what would help."""
    me = f"`{approval.person}`"
    if why is Barred.UNKNOWN:
        return UsageProblem(
            f"{me} is not in people.yaml, so this would not count", "add them there"
        )
    if why is Barred.LEFT:
        person = text.company.people.find(approval.person)
        left = person.left if person else approval.date
        return UsageProblem(f"{me} left on {left}, so this would not count")
    if why is Barred.OWNER:
        return UsageProblem(
            f"{me} answers for {text.id}, and an owner's own approval does not count",
            "ask somebody else; the policy may say `owner_may_approve: true`",
        )
    who = ", ".join(text.policy.who.get(approval.as_, ())) or "nobody"
    return UsageProblem(
        f"{me} may not approve {text.id} as {approval.as_}", f"who may: {who}; see opsctl.yaml"
    )
