"""Procedures as lists and screens show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.links import LinkState, link_states
from opsctl.analysis.sop.review import Review, review_of
from opsctl.model.sop import Sop, SopStatus
from opsctl.model.workspace import Workspace

SOON_DAYS = 30


@dataclass(frozen=True, eq=False)
class SopView:
    """A procedure on a day: what it is made of, where its links lead, when it is due.

    `owner` and `team` are ids where the owner is one that is known, else the owner is the text
    that was found. The anatomy of a file that could not be taken apart is empty.
    """

    anatomy: Anatomy
    owner: str | None
    team: str | None
    links: tuple[LinkState, ...]
    review: Review

    @property
    def sop(self) -> Sop:
        """The procedure itself."""
        return self.anatomy.sop

    @property
    def broken_links(self) -> tuple[LinkState, ...]:
        """The links that surely lead nowhere."""
        return tuple(each for each in self.links if each.ok is False)


@dataclass(frozen=True, slots=True)
class Committed:
    """A commit, the day on which its author wrote it, and the author.

    `is_cut` where a shallow clone begins with it: what it brought may be older, by somebody else.
    """

    commit: str
    day: date
    by: str
    is_cut: bool = False


class Order(StrEnum):
    """What a list of procedures is ordered by."""

    ID = "id"
    OWNER = "owner"
    DUE = "due"
    MISSING = "missing"


def view_sop(sop: Sop, workspace: Workspace, as_of: date) -> SopView:
    """Look at one procedure on a day."""
    anatomy = anatomy_of(sop, workspace.settings)
    owner, team = _owner(anatomy.owner, workspace)
    return SopView(
        anatomy,
        owner,
        team,
        link_states(sop, workspace),
        review_of(anatomy, workspace.settings, as_of),
    )


def view_sops(workspace: Workspace, as_of: date) -> tuple[SopView, ...]:
    """Look at every procedure on a day, ordered by path."""
    return tuple(view_sop(sop, workspace, as_of) for sop in workspace.sops)


def ordered(views: Iterable[SopView], order: Order) -> tuple[SopView, ...]:
    """Order procedures; those of equal rank by id, and what nobody said comes last."""
    return tuple(sorted(views, key=lambda each: (*_rank(each, order), each.sop.id)))


def _rank(view: SopView, order: Order) -> tuple[object, ...]:
    if order is Order.OWNER:
        return view.owner is None, (view.owner or "").casefold()
    if order is Order.DUE:
        return view.review.due is None, view.review.due or date.max
    if order is Order.MISSING:
        return (-len(view.anatomy.missing),)
    return ()


def _owner(named: str | None, workspace: Workspace) -> tuple[str | None, str | None]:
    """Give an owner's id of today and the team that answers; a team answers for itself."""
    if named is None:
        return None, None
    team = workspace.teams.find(named)
    if team is not None:
        return team.id, team.id
    person = workspace.people.find(named)
    if person is None:
        return named, None
    return person.id, workspace.teams.current(person.team) if person.team else None


class Attention(StrEnum):
    """Why a procedure needs attention, the gravest first."""

    UNREAD = "unread"
    SECTIONS = "sections"
    LINKS = "links"
    REVIEW_LATE = "review-late"
    NO_OWNER = "no-owner"
    NO_STEPS = "no-steps"
    NEVER_REVIEWED = "never-reviewed"
    REVIEW_SOON = "review-soon"
    UNFINISHED = "unfinished"


def attention(view: SopView) -> tuple[Attention, ...]:
    """Say why a procedure needs attention, in order; nothing for one that is retired."""
    status, review, anatomy = view.anatomy.status, view.review, view.anatomy
    if status is SopStatus.RETIRED:
        return ()
    if not view.sop.parsed:
        return (Attention.UNREAD,)
    unfinished = status in (SopStatus.DRAFT, SopStatus.IN_REVIEW)
    days = review.days_left
    applies = {
        Attention.SECTIONS: bool(anatomy.missing),
        Attention.LINKS: bool(view.broken_links),
        Attention.REVIEW_LATE: days is not None and days < 0,
        Attention.NO_OWNER: view.owner is None,
        Attention.NO_STEPS: _lacks_steps(anatomy),
        Attention.NEVER_REVIEWED: review.reviewed is None and not unfinished,
        Attention.REVIEW_SOON: days is not None and 0 <= days <= SOON_DAYS,
        Attention.UNFINISHED: unfinished,
    }
    return tuple(each for each, holds in applies.items() if holds)


def _lacks_steps(anatomy: Anatomy) -> bool:
    wanted = "procedure" in anatomy.requirements.required
    return wanted and "procedure" not in anatomy.missing and not anatomy.facts.steps


@dataclass(frozen=True, slots=True)
class SopCounts:
    """How many procedures there are, and how many of them are as they should be.

    `complete` have every section that their profile requires; `in_time` have a review that is
    not late, of those `reviewed` at all and in force.
    """

    sops: int
    complete: int
    in_time: int
    reviewed: int
    late: int


def counts(views: Sequence[SopView]) -> SopCounts:
    """Count procedures; retired ones are left out."""
    live = [each for each in views if each.anatomy.status is not SopStatus.RETIRED]
    judged = [each.review.days_left for each in live if each.review.days_left is not None]
    return SopCounts(
        len(live),
        sum(each.sop.parsed and not each.anatomy.missing for each in live),
        sum(days >= 0 for days in judged),
        len(judged),
        sum(days < 0 for days in judged),
    )
