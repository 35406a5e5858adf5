"""The approvals and reviews of a procedure on a day, beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.approval import ApprovalState, Need, approval_state, policy_of
from opsctl.analysis.sop.approver import Barred, barred, barred_owners
from opsctl.analysis.sop.difference import digest_of
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.sop import SopStatus
from opsctl.model.weight import Weight
from opsctl.model.workspace import Workspace

_NOT_ASKED = frozenset([SopStatus.DRAFT, SopStatus.RETIRED])


@dataclass(frozen=True, slots=True)
class SignedApproval:
    """An approval beside the text of today.

    `same_text` is none where the page could not be taken apart. `barred` says why it cannot count
    whatever the text is.
    """

    approval: Approval
    same_text: bool | None
    counts: bool
    barred: Barred | None


@dataclass(frozen=True, slots=True)
class SignedReview:
    """A review beside the text of today; `same_text` is none where that cannot be told."""

    review: ReviewRecord
    same_text: bool | None


@dataclass(frozen=True, slots=True)
class SopApprovals:
    """Who approved and reviewed a procedure, the newest first, and whose approval is missing.

    Nothing is missing for a draft or a retired one. `missing` is by the text alone: where
    `may_carry` holds, an approval of an earlier text may still do, as history would show.
    """

    approvals: tuple[SignedApproval, ...]
    reviews: tuple[SignedReview, ...]
    needs: tuple[Need, ...]
    may_carry: bool = False

    @property
    def missing(self) -> tuple[Need, ...]:
        """The roles in which approvals are still missing."""
        return tuple(each for each in self.needs if each.missing)


def view_approvals(anatomy: Anatomy, workspace: Workspace, as_of: date) -> SopApprovals:
    """Look at the approvals and reviews of a procedure; what is dated later is not seen."""
    sop = anatomy.sop
    given = [each for each in workspace.approvals_of(sop) if each.date <= as_of]
    reviews = [each for each in workspace.reviews_of(sop) if each.date <= as_of]
    digest = digest_of(anatomy) if sop.parsed else None
    policy = policy_of(sop, workspace.settings)
    state = approval_state(anatomy, given, policy, workspace)
    owners = barred_owners(anatomy.owner, state.policy, workspace)
    asked = sop.parsed and anatomy.status not in _NOT_ASKED
    return SopApprovals(
        tuple(
            SignedApproval(
                each,
                _same(each.digest, digest),
                digest is not None and each in state.given,
                barred(each, state.policy, owners, workspace),
            )
            for each in sorted(given, key=lambda each: each.date, reverse=True)
        ),
        tuple(
            SignedReview(each, _same(each.digest, digest))
            for each in sorted(reviews, key=lambda each: each.date, reverse=True)
        ),
        state.needs if asked else (),
        may_carry(state, digest),
    )


def may_carry(state: ApprovalState, digest: str | None) -> bool:
    """Tell whether approvals of an earlier text may still do where some are missing."""
    missing = {each.role for each in state.missing}
    return state.policy.reapprove_on is not Weight.PATCH and any(
        each.as_ in missing and each.digest != digest for each in state.void
    )


def _same(digest: str, now: str | None) -> bool | None:
    return None if now is None else digest == now
