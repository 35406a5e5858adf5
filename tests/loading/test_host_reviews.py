"""What git hosts tell of reviews, in each of their shapes, and what is no such thing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from opsctl.loading.host_reviews import read_host_reviews
from opsctl.model.host_review import HostReview, Verdict
from opsctl.text.errors import UsageProblem

HEAD, OLD = "a" * 40, "b" * 40
NOON = 1795176000  # 2026-11-20 12:00 in UTC


def review(login: str | None = "maya-ok", state: str = "APPROVED", **more: Any) -> dict[str, Any]:
    """Make a review as GitHub's list of them has it."""
    user = {"login": login, "id": 1, "type": "User"} if login is not None else None
    given = {"id": 80, "user": user, "body": "Fine", "state": state, "commit_id": HEAD}
    return {**given, "submitted_at": "2026-11-20T12:00:00Z", **more}


def read(*values: Any, between: str = "") -> tuple[HostReview, ...]:
    content = between.join(json.dumps(each) for each in values).encode()
    return read_host_reviews("r.json", content).reviews


# GitHub


def test_a_review_of_github_names_its_account_commit_and_moment() -> None:
    data = read_host_reviews("r.json", json.dumps([review()]).encode())
    assert data.reviews == (HostReview("maya-ok", Verdict.APPROVED, HEAD, NOON),)
    assert (data.names_commits, data.head) == (True, None)


@pytest.mark.parametrize(
    "state", ["APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED", "PENDING"]
)
def test_every_state_is_known_in_both_spellings(state: str) -> None:
    for each in (state, state.lower()):
        assert read([review(state=each)])[0].verdict == state.lower()


@pytest.mark.parametrize("between", ["", "\n", " \r\n\t"])
def test_pages_stand_one_behind_the_other_or_in_one_list(between: str) -> None:
    one, two = [review("maya-ok"), review("omar")], [review("ana")]
    names = ["maya-ok", "omar", "ana"]
    assert [each.account for each in read(one, two, between=between)] == names
    assert [each.account for each in read([one, two])] == names
    assert read([], []) == read([]) == read([[], []]) == ()


def test_an_event_holds_one_review_and_the_newest_commit() -> None:
    event = {
        "action": "submitted",
        "review": review(state="approved", commit_id=OLD),
        "pull_request": {"head": {"sha": HEAD}},
    }
    data = read_host_reviews("e.json", b"\xef\xbb\xbf" + json.dumps(event).encode())
    assert (data.reviews[0].commit, data.head) == (OLD, HEAD)


@pytest.mark.parametrize(
    ("user", "account", "is_bot"),
    [
        ({"login": "dependabot[bot]", "type": "User"}, "dependabot[bot]", True),
        ({"login": "ci", "type": "Bot"}, "ci", True),
        ({"login": "maya-ok"}, "maya-ok", False),
        (None, None, False),
        ({}, None, False),
    ],
)
def test_bots_and_accounts_that_are_gone_are_told_apart(
    user: Any, account: str | None, is_bot: bool
) -> None:
    (found,) = read([review(user=user)])
    assert (found.account, found.is_bot) == (account, is_bot)


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [
        ("2026-11-20T12:00:00Z", NOON),
        ("2026-11-20T13:00:00+01:00", NOON),
        ("2026-11-20T12:00:00.999Z", NOON),
        ("2026-11-20T12:00:00", NOON),
        ("1969-12-31T23:59:59Z", -1),
        ("0001-01-01T00:00:00+14:00", -62135647200),
        ("yesterday", None),
        ("", None),
        (None, None),
        (5, None),
    ],
)
def test_moments_are_read_as_they_are_written(moment: Any, seconds: int | None) -> None:
    assert read([review(submitted_at=moment)])[0].seconds == seconds


def test_the_id_of_a_commit_is_read_in_any_letter_case() -> None:
    assert read([review(commit_id=HEAD.upper())])[0].commit == HEAD
    assert read([review(commit_id=None)])[0].commit is None


# GitLab

APPROVED_BY = [{"user": {"username": "maya-ok"}, "approved_at": "2026-11-20T12:00:00.000Z"}]


@pytest.mark.parametrize(
    "where",
    [
        {"sha": HEAD},
        {"diff_refs": {"head_sha": HEAD, "base_sha": OLD}},
        {"merge_request": {"sha": HEAD}},
        {"merge_request": {"diff_refs": {"head_sha": HEAD}}},
    ],
)
def test_an_approval_of_gitlab_is_of_the_newest_commit(where: dict[str, Any]) -> None:
    content = json.dumps({"approved_by": APPROVED_BY, **where}).encode()
    data = read_host_reviews("a.json", content)
    assert data.reviews == (HostReview("maya-ok", Verdict.APPROVED, HEAD, NOON),)
    assert (data.names_commits, data.head) == (False, HEAD)


def test_older_versions_of_gitlab_do_not_say_when() -> None:
    content = json.dumps({"approved_by": [{"user": {"username": "x"}}], "sha": HEAD}).encode()
    assert read_host_reviews("a.json", content).reviews[0].seconds is None


# Neither


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"{", "it is not JSON"),
        (b"[1,", "it is not JSON"),
        (b"\xff\xfe[]", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"9" * 5000, "it is not JSON"),
        (b"3", "it is not a list of reviews"),
        (b'"x"', "it is not a list of reviews"),
        (b"[] {}", "it is not a list of reviews"),
        (b"[3]", "one of its reviews is not an object"),
        (b"[[], 3]", "one of its reviews is not an object"),
        (b"[{}]", "the `state` of a review is none"),
        (b'[{"state": "LOVED"}]', "the `state` of a review is `LOVED`"),
        (b'[{"state": 3}]', "the `state` of a review is none"),
        (b'{"message": "Not Found"}', "it has neither `review` nor `approved_by`"),
        (b'{"review": 3}', "it has neither `review` nor `approved_by`"),
        (b'{"approved_by": [3], "sha": "a"}', "one of `approved_by` has no `user`"),
        (b'{"approved_by": []}', "approvals of GitLab name no commit, and `sha` is not there"),
        (b'{"approved_by": [], "sha": 3}', "`sha` is not there"),
    ],
)
def test_anything_else_is_refused_with_what_is_expected(content: bytes, said: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_host_reviews("r.json", content)
    assert refused.value.message.startswith("r.json holds no reviews: ")
    assert said in refused.value.message
    assert "gh api --paginate" in (refused.value.hint or "")
