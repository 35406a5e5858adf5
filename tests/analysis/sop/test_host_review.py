"""Which reviews of a git host approve a commit, and by whom."""

from __future__ import annotations

import pytest

from opsctl.analysis.sop.host_review import Passed, judged_reviews
from opsctl.model.host_review import HostReview, HostReviews, Verdict
from opsctl.model.workspace import Workspace
from tests.analysis.sop.pages import workspace

HEAD, OLD = "a" * 40, "b" * 40
COMMITTED = 1000
APPROVED, CHANGES = Verdict.APPROVED, Verdict.CHANGES_REQUESTED
PEOPLE = """\
maya: {name: Maya, handle: '@Maya-Ok'}
omar: {name: Omar, handle: omar}
one: {name: One, handle: both}
two: {name: Two, handle: BOTH}
ana: {name: Ana}
"""


def company() -> Workspace:
    return workspace({"people.yaml": PEOPLE})


def said(
    account: str | None = "maya-ok",
    verdict: Verdict = APPROVED,
    seconds: int | None = 2000,
    commit: str | None = HEAD,
    *,
    is_bot: bool = False,
) -> HostReview:
    return HostReview(account, verdict, commit, seconds, is_bot)


def judged(*reviews: HostReview, names_commits: bool = True) -> list[str | None]:
    """Give for each account the person who approves, or the reason why nobody does."""
    data = HostReviews(reviews, names_commits)
    found = judged_reviews(data, HEAD, COMMITTED, company())
    return [each.person if each.passed is None else each.passed for each in found]


@pytest.mark.parametrize("account", ["maya-ok", "MAYA-OK", "@maya-ok"])
def test_a_handle_is_the_same_in_any_letter_case(account: str) -> None:
    assert judged(said(account)) == ["maya"]


@pytest.mark.parametrize(
    ("review", "why"),
    [
        (said(None), Passed.GONE),
        (said("ci[bot]", is_bot=True), Passed.BOT),
        (said("zoe"), Passed.UNKNOWN),
        (said("ana"), Passed.UNKNOWN),
        (said(""), Passed.UNKNOWN),
        (said("both"), Passed.SHARED),
        (said(verdict=CHANGES), Passed.TAKEN_BACK),
        (said(verdict=Verdict.DISMISSED), Passed.TAKEN_BACK),
        (said(commit=OLD), Passed.OTHER_COMMIT),
        (said(commit=None), Passed.OTHER_COMMIT),
        (said(seconds=None), Passed.UNDATED),
    ],
)
def test_what_is_no_approval_says_why(review: HostReview, why: Passed) -> None:
    assert judged(review) == [why]


@pytest.mark.parametrize("silent", [Verdict.COMMENTED, Verdict.PENDING])
def test_comments_decide_nothing(silent: Verdict) -> None:
    assert judged(said(verdict=silent)) == []
    assert judged(said(), said(verdict=silent, seconds=3000)) == ["maya"]


@pytest.mark.parametrize(
    ("first", "last", "result"),
    [
        (APPROVED, CHANGES, Passed.TAKEN_BACK),
        (APPROVED, Verdict.DISMISSED, Passed.TAKEN_BACK),
        (CHANGES, APPROVED, "maya"),
        (Verdict.DISMISSED, APPROVED, "maya"),
    ],
)
def test_the_last_word_decides_whatever_the_order_of_the_data(
    first: Verdict, last: Verdict, result: str
) -> None:
    one, two = said(verdict=first, seconds=2000), said("Maya-OK", last, 2001)
    assert judged(one, two) == judged(two, one) == [result]


def test_at_one_moment_the_later_in_the_data_decides() -> None:
    assert judged(said(), said(verdict=CHANGES)) == [Passed.TAKEN_BACK]


def test_a_word_without_a_time_may_be_the_last() -> None:
    assert judged(said(verdict=CHANGES, seconds=None), said()) == [Passed.TAKEN_BACK]


def test_a_last_word_on_an_older_commit_is_the_last_word() -> None:
    assert judged(said(), said(commit=OLD, seconds=3000)) == [Passed.OTHER_COMMIT]


def test_everybody_is_judged_once() -> None:
    reviews = (said(), said("omar", CHANGES), said("omar", seconds=3000), said("zoe"))
    assert judged(*reviews) == ["maya", "omar", Passed.UNKNOWN]


@pytest.mark.parametrize(("seconds", "counts"), [(999, False), (1000, True), (1001, True)])
def test_an_approval_without_a_commit_is_not_older_than_the_commit(
    seconds: int, counts: bool
) -> None:
    expected = "maya" if counts else Passed.TOO_EARLY
    assert judged(said(seconds=seconds), names_commits=False) == [expected]
    assert judged(said(seconds=seconds)) == ["maya"]
