"""Reviews of a pull request, or approvals of a merge request, as a git host tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a review says, in the words of GitHub."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes_requested"
    DISMISSED = "dismissed"
    COMMENTED = "commented"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class HostReview:
    """One review: whose, of which commit, and when, in seconds from 1970.

    `account` is none where the account is gone, `commit` and `seconds` where the host does not say.
    """

    account: str | None
    verdict: Verdict
    commit: str | None
    seconds: int | None
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class HostReviews:
    """All that was handed in, in its order.

    `names_commits` is false where the host only says when somebody approved; the commit of each is
    then the newest of the request. `head` is that one, where it is said.
    """

    reviews: tuple[HostReview, ...]
    names_commits: bool
    head: str | None = None
