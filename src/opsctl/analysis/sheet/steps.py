"""Milestones that a sheet keeps in one cell."""

from __future__ import annotations

import re

from opsctl.analysis.sheet.days import DateOrder, sheet_day
from opsctl.model.period import Days
from opsctl.model.rock import Milestone
from opsctl.model.scalar import Unreadable

_PARTS = re.compile(r"[\r\n;|]+")
_BULLET = re.compile(r"^\s*(?:[-*•·–]|[0-9]{1,2}[.)]|\[[ xX✓]?\]|✓|✅|☐|☑)\s+")
_DATED = (
    re.compile(r"(?P<title>.+?)\s*[(\[](?:due:?\s*|by\s+|bis\s+)?(?P<day>[^()\[\]]+)[)\]]\s*"),
    re.compile(r"(?P<title>.+?)\s*(?::|\s[-–—]|→|,?\s(?:due|by|bis):?)\s+(?P<day>[^:]+)"),
)


def milestones_of(
    cell: str, order: DateOrder | None, within: Days
) -> tuple[tuple[Milestone, ...], tuple[str, ...]]:
    """Read `Vendor chosen: 2026-10-16; Page live (13 Nov)`; also name those that cannot be taken.

    Whether one is done cannot be taken over: the cell does not say on which day.
    """
    taken: list[Milestone] = []
    left: list[str] = []
    for part in _PARTS.split(cell):
        text = " ".join(_BULLET.sub("", part).split())
        if not re.search(r"\w", text):
            continue
        made = _milestone(text, order, within)
        if made is None:
            left.append(text)
        else:
            taken.append(made)
    return tuple(sorted(taken, key=lambda each: each.due)), tuple(left)


def _milestone(text: str, order: DateOrder | None, within: Days) -> Milestone | None:
    for pattern in _DATED:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            day = sheet_day(match["day"].strip(), order, within)
        except Unreadable:
            continue
        if day in within:
            return Milestone(title=match["title"].strip(), due=day)
    return None
