"""Read what a git host tells of reviews: GitHub's reviews and their events, GitLab's approvals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from opsctl.model.host_review import HostReview, HostReviews, Verdict
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import in_backticks

_EXPECTED = (
    "hand in GitHub's reviews, as `gh api --paginate repos/OWNER/NAME/pulls/1/reviews` prints"
    " them, the event of a review, or GitLab's approvals with the `sha` of the merge request"
)
_FIRST_SECOND = datetime(1970, 1, 1, tzinfo=UTC)
_BOT = "[bot]"
_SPACE = re.compile(r"\s*")


class _OtherShape(Exception):
    """The data is not what a host gives; the argument says where."""


def read_host_reviews(name: str, content: bytes) -> HostReviews:
    """Read reviews that were handed in under a name.

    Raises:
        UsageProblem: they are written in no shape that is known.
    """
    try:
        values = list(_values(content))
        if len(values) == 1 and isinstance(values[0], dict):
            return _of_object(values[0])
        entries = [each for value in values for each in _entries(value)]
        return HostReviews(tuple(_github(each) for each in entries), True)
    except _OtherShape as error:
        raise UsageProblem(f"{name} holds no reviews: {error}", _EXPECTED) from None


def _values(content: bytes) -> Iterator[Any]:
    """Read JSON values that stand one behind the other, as pages of an answer do."""
    try:
        text = content.decode("utf-8-sig")
        decoder = json.JSONDecoder()
        at = _behind_space(text, 0)
        if at == len(text):
            raise _OtherShape("it is empty")
        while at < len(text):
            value, end = decoder.raw_decode(text, at)
            yield value
            at = _behind_space(text, end)
    except (ValueError, RecursionError):
        raise _OtherShape("it is not JSON") from None


def _behind_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _of_object(data: Mapping[str, Any]) -> HostReviews:
    review = data.get("review")
    if isinstance(review, dict):
        request = _part(data, "pull_request")
        head = _text(_part(request, "head"), "sha")
        return HostReviews((_github(review),), True, head)
    approved = data.get("approved_by")
    if isinstance(approved, list):
        head = _head_on_gitlab(data)
        return HostReviews(tuple(_gitlab(each, head) for each in approved), False, head)
    raise _OtherShape("it has neither `review` nor `approved_by`")


def _entries(value: Any) -> Sequence[Any]:
    """Give the reviews of one page, or of all pages in one list."""
    if not isinstance(value, list):
        raise _OtherShape("it is not a list of reviews")
    if value and all(isinstance(each, list) for each in value):
        return [each for page in value for each in page]
    return value


def _github(entry: Any) -> HostReview:
    if not isinstance(entry, dict):
        raise _OtherShape("one of its reviews is not an object")
    state = _text(entry, "state")
    words = [each.value for each in Verdict]
    if state is None or state.lower() not in words:
        shown = in_backticks(state) if state is not None else "none"
        raise _OtherShape(f"the `state` of a review is {shown}")
    user = _part(entry, "user")
    account = _text(user, "login")
    is_bot = user.get("type") == "Bot" or (account or "").endswith(_BOT)
    when = _seconds(_text(entry, "submitted_at"))
    return HostReview(account, Verdict(state.lower()), _id(entry, "commit_id"), when, is_bot)


def _gitlab(entry: Any, head: str) -> HostReview:
    if not isinstance(entry, dict) or not isinstance(entry.get("user"), dict):
        raise _OtherShape("one of `approved_by` has no `user`")
    user = _part(entry, "user")
    when = _seconds(_text(entry, "approved_at"))
    return HostReview(
        _text(user, "username"), Verdict.APPROVED, head, when, user.get("bot") is True
    )


def _head_on_gitlab(data: Mapping[str, Any]) -> str:
    """Give the newest commit of a merge request: approvals themselves do not name theirs."""
    for each in (data, _part(data, "merge_request")):
        head = _id(each, "sha") or _id(_part(each, "diff_refs"), "head_sha")
        if head is not None:
            return head
    raise _OtherShape("approvals of GitLab name no commit, and `sha` is not there")


def _part(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _text(data: Mapping[str, Any], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) and value else None


def _id(data: Mapping[str, Any], key: str) -> str | None:
    value = _text(data, key)
    return value.lower() if value is not None else None


def _seconds(text: str | None) -> int | None:
    """Read a moment; one without a time zone is in UTC, one that cannot be read is none."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    known = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return (known - _FIRST_SECOND) // timedelta(seconds=1)
