"""Why reviews of a git host were passed over, in words."""

from __future__ import annotations

from types import MappingProxyType

from opsctl.analysis.sop.host_review import Judged, Passed
from opsctl.model.host_review import Verdict
from opsctl.rendering.visible import one_line
from opsctl.text.suggestion import in_backticks

_SHORT = 7
_REASONS = MappingProxyType(
    {
        Passed.GONE: "a review is by an account that is gone",
        Passed.BOT: "{who} is a bot, and bots approve nothing",
        Passed.UNKNOWN: "{who} is nobody's `handle` in people.yaml",
        Passed.SHARED: "{who} is the `handle` of several people in people.yaml",
        Passed.OTHER_COMMIT: "{who} approved {commit}, which is not the commit asked about",
        Passed.UNDATED: "{who} approved, but the data does not say when",
        Passed.TOO_EARLY: "{who} approved before the last commit was made",
    }
)
_TAKEN_BACK = MappingProxyType(
    {
        Verdict.CHANGES_REQUESTED: "{who} asks for changes",
        Verdict.DISMISSED: "the review of {who} was dismissed",
    }
)


def passed_over(judged: Judged) -> str | None:
    """Say why a review counts for nothing; none for one that does."""
    review = judged.review
    if judged.passed is None:
        return None
    if judged.passed is Passed.TAKEN_BACK:
        text = _TAKEN_BACK[review.verdict]
    else:
        text = _REASONS[judged.passed]
    who = in_backticks(one_line(review.account or ""))
    commit = one_line(review.commit or "")[:_SHORT] or "no commit that is named"
    return text.format(who=who, commit=commit)
