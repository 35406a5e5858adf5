"""Approvals and reviews of a procedure: on a screen, as a page, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.approval import Need
from opsctl.analysis.sop.approval_view import SignedApproval, SignedReview, SopApprovals
from opsctl.analysis.sop.approver import Barred
from opsctl.model.approval import Outcome
from opsctl.rendering.figures import day_with_year
from opsctl.rendering.layout import hanging, wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.phrases import listed
from opsctl.rendering.theme import BOLD, DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

_AT_MOST = 10
_WARNING = SEVERITY_STYLES[Severity.WARNING]
_OUTCOMES = MappingProxyType(
    {Outcome.NO_CHANGE: "nothing to change", Outcome.REVISE: "to be revised"}
)
_BARRED = MappingProxyType(
    {
        Barred.UNKNOWN: "not in people.yaml",
        Barred.LEFT: "had left by then",
        Barred.OWNER: "answers for it, so does not count",
        Barred.NOT_ALLOWED: "may not approve in this role",
    }
)


def missing_words(missing: Sequence[Need], *, may_carry: bool = False) -> str:
    """Say whose approvals are missing: `1 more as quality (ana, warehouse)`."""
    parts = []
    for need in missing:
        who = f" ({listed(one_line(each) for each in need.who)})" if need.who else ""
        more = " more" if need.missing < need.count else ""
        parts.append(f"{need.missing}{more} as {need.role.value}{who}")
    carried = ", unless an approval of an earlier text still holds" if may_carry else ""
    return f"{' and '.join(parts)}{carried}"


def approvals_lines(found: SopApprovals, screen: Screen) -> Iterator[Text]:
    """Draw the approvals, what is missing, and the reviews; nothing where there are none."""
    if found.approvals or found.needs:
        yield Text()
        yield Text("Approvals", BOLD)
    for each in found.approvals[:_AT_MOST]:
        yield from _entry(_approval(each), each.approval.note, screen, strong=each.counts)
    yield from _older(len(found.approvals))
    if found.missing:
        said = f"Missing: {missing_words(found.missing, may_carry=found.may_carry)}"
        yield from wrap(Text(said, _WARNING), screen.width, 1)
    if found.reviews:
        yield Text()
        yield Text("Reviews", BOLD)
    for review in found.reviews[:_AT_MOST]:
        yield from _entry(_review(review), review.review.note, screen, strong=True)
    yield from _older(len(found.reviews))


def approvals_markdown(found: SopApprovals) -> str:
    """Write them as chapters of a page; nothing where there are none."""
    lines: list[str] = []
    if found.approvals or found.needs:
        lines += ["", "## Approvals", ""]
    lines += [_item(_approval(each), each.approval.note) for each in found.approvals]
    if found.missing:
        said = f"Missing: {missing_words(found.missing, may_carry=found.may_carry)}"
        lines += ["", escaped(said)] if found.approvals else [escaped(said)]
    if found.reviews:
        lines += ["", "## Reviews", ""]
    lines += [_item(_review(each), each.review.note) for each in found.reviews]
    return "".join(f"{line}\n" for line in lines)


def approvals_data(found: SopApprovals) -> Mapping[str, Any]:
    """Give the keys that `sop show` has beside those of every procedure."""
    return {
        "approvals": [
            {
                "person": each.approval.person,
                "as": each.approval.as_,
                "date": each.approval.date,
                "version": each.approval.version,
                "digest": each.approval.digest,
                "same_text": each.same_text,
                "counts": each.counts,
                "barred": each.barred,
                "note": each.approval.note,
                "path": each.approval.origin.path,
            }
            for each in found.approvals
        ],
        "needs": [
            {
                "role": each.role,
                "count": each.count,
                "missing": each.missing,
                "who": list(each.who),
            }
            for each in found.needs
        ],
        "may_carry": found.may_carry,
        "reviews": [
            {
                "person": each.review.person,
                "date": each.review.date,
                "outcome": each.review.outcome,
                "digest": each.review.digest,
                "same_text": each.same_text,
                "note": each.review.note,
                "path": each.review.origin.path,
            }
            for each in found.reviews
        ],
    }


def _approval(each: SignedApproval) -> str:
    approval = each.approval
    who = f"{one_line(approval.person)} as {approval.as_.value}"
    when = f"{day_with_year(approval.date)}, version {one_line(approval.version)}"
    return f"{who}, {when}: {_standing(each)}"


def _standing(each: SignedApproval) -> str:
    text = _text(each.same_text, "approved")
    if each.barred is not None:
        return f"{text}, but {_BARRED[each.barred]}"
    if each.same_text and not each.counts:
        return f"{text}, but not within the days allowed, or spoken again since"
    return text


def _review(each: SignedReview) -> str:
    review = each.review
    said = f"{_OUTCOMES[review.outcome]}; {_text(each.same_text, 'reviewed')}"
    return f"{one_line(review.person)}, {day_with_year(review.date)}: {said}"


def _text(same: bool | None, verb: str) -> str:
    if same is None:
        return "the page cannot be compared"
    return f"text as {verb}" if same else "text changed since"


def _entry(said: str, note: str | None, screen: Screen, *, strong: bool) -> Iterator[Text]:
    yield from hanging(Text(said, "" if strong else DIM), screen.width, 1, 3)
    if note is not None:
        yield from hanging(Text(f"“{one_line(note)}”", DIM), screen.width, 3, 5)


def _older(count: int) -> Iterator[Text]:
    if count > _AT_MOST:
        yield Text(f" and {count - _AT_MOST} older", DIM)


def _item(said: str, note: str | None) -> str:
    return f"- {escaped(said)}{f'; “{escaped(note)}”' if note is not None else ''}"
