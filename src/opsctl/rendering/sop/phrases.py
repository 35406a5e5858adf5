"""What is said of procedures, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from opsctl.analysis.sop.listing import Attention, SopView
from opsctl.model.section import Matched, section_name
from opsctl.rendering.figures import counted, day_with_year
from opsctl.rendering.visible import one_line

_MOST_NAMED = 4


def listed(words: Iterable[str]) -> str:
    """List words in a sentence, the first few of them."""
    shown = list(words)
    more = len(shown) - _MOST_NAMED
    if more > 0:
        return f"{', '.join(shown[:_MOST_NAMED])} and {more} more"
    return ", ".join(shown)


def reason(kind: Attention, view: SopView) -> str:
    """Say why a procedure needs attention, in a phrase."""
    review, anatomy = view.review, view.anatomy
    if kind is Attention.SECTIONS:
        names = listed(section_name(each).lower() for each in anatomy.missing)
        of = len(anatomy.requirements.required)
        return f"{len(anatomy.missing)} of {counted(of, 'section')} missing: {names}"
    if kind is Attention.LINKS:
        targets = listed(f"`{one_line(each.link.target)}`" for each in view.broken_links)
        leads = "leads" if len(view.broken_links) == 1 else "lead"
        return f"{counted(len(view.broken_links), 'link')} {leads} nowhere: {targets}"
    if kind in (Attention.REVIEW_LATE, Attention.REVIEW_SOON) and review.due is not None:
        return _review(kind, review.due, abs(review.days_left or 0))
    return _PHRASES.get(kind, "") if kind is not Attention.UNFINISHED else _status(view)


def _status(view: SopView) -> str:
    return "waits for approval" if view.anatomy.status == "in-review" else "is a draft"


def _review(kind: Attention, due: date, days: int) -> str:
    if kind is Attention.REVIEW_LATE:
        return f"review was due on {day_with_year(due)}, {counted(days, 'day')} ago"
    return f"review is due on {day_with_year(due)}, {_in(days)}"


def _in(days: int) -> str:
    return "today" if days == 0 else f"in {counted(days, 'day')}"


_PHRASES = MappingProxyType(
    {
        Attention.UNREAD: "could not be taken apart: opsctl check says why",
        Attention.NO_OWNER: "nobody owns it",
        Attention.NO_STEPS: "its procedure has no numbered steps",
        Attention.NEVER_REVIEWED: "nobody has said when it was last reviewed",
    }
)


def how_matched(matched: Matched, kind: str) -> str:
    """Say what made a part of a page a section, where that is not its own name."""
    name = section_name(kind)
    if matched is Matched.NAME:
        return ""
    if matched is Matched.ALIAS:
        return f"read as {name}"
    carriers = {
        Matched.LABEL: "a bold label",
        Matched.TABLE: "a row of a table",
        Matched.FRONT_MATTER: "a key at the top",
    }
    return f"read as {name}, from {carriers[matched]}"
