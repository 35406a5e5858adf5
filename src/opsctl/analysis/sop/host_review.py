"""Which reviews of a git host are approvals of one commit, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from opsctl.model.host_review import HostReview, HostReviews, Verdict
from opsctl.model.workspace import Workspace


class Passed(StrEnum):
    """Why a review is no approval of a commit."""

    GONE = "gone"
    BOT = "bot"
    UNKNOWN = "unknown"
    SHARED = "shared"
    TAKEN_BACK = "taken-back"
    OTHER_COMMIT = "other-commit"
    UNDATED = "undated"
    TOO_EARLY = "too-early"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a review comes to: the person who approves, or why it was passed over."""

    review: HostReview
    person: str | None = None
    passed: Passed | None = None


def judged_reviews(
    data: HostReviews, head: str, committed: int, company: Workspace
) -> tuple[Judged, ...]:
    """Judge the last word of each account; comments and what was not handed in yet are none.

    `head` is the commit that is approved, `committed` when it was, in seconds from 1970. Accounts
    are handles of `people.yaml`, in any letter case.
    """
    people = _by_handle(company)
    return tuple(_judge(each, data, head, committed, people) for each in _last_words(data))


def _judge(
    review: HostReview,
    data: HostReviews,
    head: str,
    committed: int,
    people: dict[str, list[str]],
) -> Judged:
    named = people.get(_folded(review.account or ""), [])
    reasons = (
        (Passed.GONE, review.account is None),
        (Passed.BOT, review.is_bot),
        (Passed.UNKNOWN, not named),
        (Passed.SHARED, len(named) > 1),
        (Passed.TAKEN_BACK, review.verdict is not Verdict.APPROVED),
        (Passed.OTHER_COMMIT, review.commit != head),
        (Passed.UNDATED, review.seconds is None),
        (Passed.TOO_EARLY, not data.names_commits and (review.seconds or 0) < committed),
    )
    why = next((reason for reason, holds in reasons if holds), None)
    return Judged(review, named[0] if why is None else None, why)


def _last_words(data: HostReviews) -> Iterator[HostReview]:
    """Give the last review of each account that decides anything, in the order of accounts.

    Of one without a time nobody knows that it is not the last.
    """
    latest: dict[str, HostReview] = {}
    for each in sorted(
        data.reviews, key=lambda each: inf if each.seconds is None else each.seconds
    ):
        if each.verdict not in (Verdict.COMMENTED, Verdict.PENDING):
            latest[_folded(each.account or "")] = each
    yield from (latest[account] for account in sorted(latest))


def _by_handle(company: Workspace) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in company.people.records.values():
        if person.handle is not None:
            found.setdefault(_folded(person.handle), []).append(person.id)
    return found


def _folded(account: str) -> str:
    return account.strip().removeprefix("@").casefold()
