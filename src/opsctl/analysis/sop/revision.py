"""A procedure between two texts: what changes, the version it owes, and what it asks of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.approval import (
    DEFAULT_POLICY,
    ApprovalState,
    approval_state,
    must_read_again,
    policy_of,
)
from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.difference import difference
from opsctl.analysis.sop.versions import VersionStep, version_step
from opsctl.model.approval import Approval
from opsctl.model.change import Change, Pair
from opsctl.model.settings import ApprovalPolicy
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.weight import Weight
from opsctl.model.workspace import Workspace

_UNFINISHED = frozenset([SopStatus.DRAFT, SopStatus.RETIRED])
_NOTHING_ASKED = ApprovalState(DEFAULT_POLICY, (), (), ())


@dataclass(frozen=True, eq=False)
class Revision:
    """A procedure before and after a change; one of both where it came or went.

    `reread` are people and teams who have to read it again, `partners` the teams abroad among its
    audience, `translations` the procedures that are its translations, `measurables` the numbers
    that it moves, all by their ids. `void` are approvals of its versions that hold no more.
    """

    before: Anatomy | None
    after: Anatomy | None
    difference: SopDifference
    version: VersionStep
    approvals: ApprovalState
    void: tuple[Approval, ...] = ()
    reread: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()
    measurables: tuple[str, ...] = ()

    @property
    def either(self) -> Anatomy:
        """The procedure as it is, else as it was."""
        found = self.after or self.before
        assert found is not None, "a revision is of something"
        return found

    @property
    def id(self) -> str:
        """The id of the procedure."""
        return self.either.sop.id


_REVISIONS: WeakKeyDictionary[Change, tuple[Revision, ...]] = WeakKeyDictionary()
"""Revisions by change: several rules ask for them."""


def revisions(change: Change) -> tuple[Revision, ...]:
    """Give the procedures that a change touches, the heaviest first, else by id.

    One of which only the file is written in another way is left out.
    """
    if change not in _REVISIONS:
        found = (revision_of(pair, change) for pair in change.sops if _is_parsed(pair))
        told = (each for each in found if each.difference.changes or each.difference.weight)
        _REVISIONS[change] = tuple(sorted(told, key=_rank))
    return _REVISIONS[change]


def revision_of(pair: Pair[Sop], change: Change) -> Revision:
    """Look at one procedure of a change."""
    settings = change.judged_by
    before = anatomy_of(pair.before, settings) if pair.before else None
    after = anatomy_of(pair.after, settings) if pair.after else None
    changed = _difference(before, after)
    if after is None:
        step = VersionStep(before.version if before else None, None, None)
        return Revision(before, None, changed, step, _NOTHING_ASKED)
    step = VersionStep(None, after.version, None)
    if before is not None:
        step = version_step(before, after, changed.weight)
    state = approvals_in(change, pair)
    sop = after.sop
    must = after.status not in _UNFINISHED and must_read_again(after, changed.weight, state.policy)
    return Revision(
        *(before, after, changed, step, state),
        void=tuple(_void(state, before, after)),
        reread=sop.metadata.audience if must else (),
        partners=tuple(_partners(sop, change.head)) if changed.weight else (),
        translations=tuple(_translations(sop, change.head)) if changed.weight else (),
        measurables=tuple(_measurables(sop, change.head)) if changed.weight else (),
    )


def approvals_in(change: Change, pair: Pair[Sop]) -> ApprovalState:
    """Judge the approvals of a changed procedure by the base's policy, people and teams."""
    if pair.after is None:
        return _NOTHING_ASKED
    settings = change.judged_by
    after = anatomy_of(pair.after, settings)
    owner_before = anatomy_of(pair.before, settings).owner if pair.before else None

    def earlier(digest: str) -> Anatomy | None:
        text = change.approved.get(digest)
        return anatomy_of(text, settings) if text is not None and text.parsed else None

    approvals = change.head.approvals_of(pair.after)
    policy = _policy(change, pair)
    return approval_state(after, approvals, policy, change.company, earlier, owner_before)


def _policy(change: Change, pair: Pair[Sop]) -> ApprovalPolicy | None:
    """Give the policy by which a change is judged: what it says of itself gives it no rights."""
    base = change.now or change.base
    settings = base.settings if base.settings.approvals else change.head.settings
    for sop in (pair.before, pair.after):
        policy = policy_of(sop, settings) if sop is not None else None
        if policy is not None:
            return policy
    return None


def _is_parsed(pair: Pair[Sop]) -> bool:
    return all(each is None or each.parsed for each in (pair.before, pair.after))


def _difference(before: Anatomy | None, after: Anatomy | None) -> SopDifference:
    if before is not None and after is not None:
        found = difference(before, after)
        names = (before.sop.id, after.sop.id)
        moved = (SopChange(ChangeKind.KEY, "id", Weight.PATCH, *names),)
        return replace(found, changes=(*found.changes, *(moved if names[0] != names[1] else ())))
    either = after or before
    assert either is not None, "a revision is of something"
    if after is not None:
        line = after.title_span.line
        came = SopChange(ChangeKind.ADDED, "", Weight.MAJOR, None, after.title, line)
        return SopDifference((came,), Weight.MAJOR)
    return SopDifference(
        (SopChange(ChangeKind.REMOVED, "", Weight.MAJOR, either.title),), Weight.MAJOR
    )


def _void(state: ApprovalState, before: Anatomy | None, after: Anatomy) -> Iterator[Approval]:
    versions = {after.version, before.version if before else after.version}
    return (each for each in state.void if each.version in versions)


def _partners(sop: Sop, workspace: Workspace) -> Iterator[str]:
    for name in sop.metadata.audience:
        team = workspace.teams.find(name)
        if team is not None and team.partner:
            yield team.id


def _translations(sop: Sop, workspace: Workspace) -> Iterator[str]:
    for each in workspace.sops:
        original = each.metadata.translation_of
        if original is not None and original in (sop.id, *sop.formerly):
            yield each.id


def _measurables(sop: Sop, workspace: Workspace) -> Iterable[str]:
    names = (sop.id, *sop.formerly)
    naming = [str(m.ref) for m in workspace.measurables if not set(names).isdisjoint(m.sops)]
    return dict.fromkeys((*sop.metadata.measurables, *naming))


def _rank(revision: Revision) -> tuple[int, str]:
    weight = revision.difference.weight
    return (len(Weight) if weight is None else weight.rank), revision.id
