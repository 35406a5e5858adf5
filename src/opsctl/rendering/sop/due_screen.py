"""What falls due for review, owner by owner, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from opsctl.analysis.sop.due import DueSop, DueView, OwnersShare, shares
from opsctl.analysis.sop.listing import SopView
from opsctl.analysis.sop.review_plan import ReviewPlan
from opsctl.analysis.sop.stamps import Stamp
from opsctl.rendering.checkin.screen import week_phrase
from opsctl.rendering.figures import long_date
from opsctl.rendering.layout import Column, fit, hanging, line, opposite, wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.due_phrases import (
    NOTHING_WRITTEN,
    PLAN_OF,
    due_phrase,
    head_phrase,
    owner_name,
    share_phrase,
    slip_phrase,
    stamp_phrase,
    summary,
    watched_phrase,
    weekday_phrase,
)
from opsctl.rendering.sop.table import LATE, SOON
from opsctl.rendering.theme import BOLD, COMMAND, DIM
from opsctl.rendering.visible import one_line

_INDENT = 3
_COLUMNS = (
    Column(),
    Column(drop=2),
    Column(flexible=True, least=24),
    Column(drop=3),
    Column(),
    Column(drop=1),
)
_HEADS = ("due", "in the week", "procedure", "title", "review on", "in the week")


def due_lines(
    view: DueView, plan: ReviewPlan | None, company: str, screen: Screen
) -> Iterator[Text]:
    """Draw what falls due by owner and week, what was never reviewed, and what to doubt."""
    head = Text.assemble((one_line(company), BOLD), f" {screen.signs.dot} {head_phrase(view)}")
    yield from opposite(head, Text(long_date(view.as_of), DIM), screen.width)
    table = _Table(view, plan, screen)
    if view.due or view.never_reviewed:
        yield Text()
        yield table.heads
    for share in shares(view):
        yield from _share(share, table)
    yield from _never_reviewed(view, table)
    yield from _watched(view, screen)
    for stamp in view.stamps:
        yield from _stamp(stamp, screen)
    yield Text()
    yield from _summary(view, plan, screen)


class _Table:
    """The columns that all owners share, and their widths."""

    def __init__(self, view: DueView, plan: ReviewPlan | None, screen: Screen) -> None:
        self.view, self.screen = view, screen
        self._plan = plan
        heads = [Text(each, DIM) for each in _HEADS]
        if plan is None:
            heads[-2:] = [Text(), Text()]
        rows = [self.cells(each.view, each) for each in view.due]
        rows += [self.cells(each) for each in view.never_reviewed]
        room = None if screen.width is None else screen.width - _INDENT
        self._widths = fit(_COLUMNS, [heads, *rows], room)
        self.heads = self.row(heads)

    def cells(self, view: SopView, due: DueSop | None = None) -> list[Text]:
        as_of = self.view.as_of
        day, week = Text("never", DIM), ""
        if due is not None:
            urgent = LATE if due.days_late else SOON if due.due == as_of else ""
            day, week = Text(due_phrase(due, as_of), urgent), week_phrase(due.week, as_of)
        return [
            day,
            Text(week, DIM),
            Text(one_line(view.sop.id)),
            Text(one_line(view.anatomy.title), DIM),
            *self._planned(view),
        ]

    def _planned(self, view: SopView) -> list[Text]:
        planned = self._plan.days.get(view.sop.path) if self._plan else None
        if planned is None:
            return [Text(), Text()]
        as_of = self.view.as_of
        style = SOON if planned.in_time is False else ""
        day = Text(weekday_phrase(planned.day, as_of), style)
        return [day, Text(week_phrase(planned.week, as_of), DIM)]

    def row(self, cells: Sequence[Text]) -> Text:
        drawn = line(_COLUMNS, cells, self._widths, self.screen.signs.more)
        return Text(" " * _INDENT) + drawn


def _share(share: OwnersShare, table: _Table) -> Iterator[Text]:
    screen = table.screen
    said = share_phrase(share, table.view.as_of)
    head = Text.assemble(" ", (owner_name(share.owner), BOLD), (f"  {said}", DIM))
    yield from hanging(head, screen.width, 0, _INDENT)
    for due in share.due:
        yield table.row(table.cells(due.view, due))
        for slip in due.slips:
            yield from wrap(Text(slip_phrase(slip)), screen.width, _INDENT + 2)


def _never_reviewed(view: DueView, table: _Table) -> Iterator[Text]:
    if view.never_reviewed:
        yield Text()
        yield Text.assemble(" ", ("Never reviewed", BOLD))
    for owner, group in groupby(view.never_reviewed, key=lambda each: each.owner):
        yield from wrap(Text(owner_name(owner), BOLD), table.screen.width, _INDENT - 1)
        for each in group:
            yield table.row(table.cells(each))


def _watched(view: DueView, screen: Screen) -> Iterator[Text]:
    if view.watched:
        yield Text()
        yield Text.assemble(" ", ("Reviewed since their number slipped", BOLD))
    for each in view.watched:
        said = f"{one_line(each.view.sop.id)}: {watched_phrase(each)}"
        yield from hanging(Text(said), screen.width, _INDENT, _INDENT + 2)


def _stamp(stamp: Stamp, screen: Screen) -> Iterator[Text]:
    yield Text()
    head = Text.assemble(" ", (stamp_phrase(stamp), BOLD))
    yield from hanging(head, screen.width, 0, _INDENT)
    ids = ", ".join(one_line(each) for each in stamp.sops)
    yield from wrap(Text(ids), screen.width, _INDENT)


def _summary(view: DueView, plan: ReviewPlan | None, screen: Screen) -> Iterator[Text]:
    for said in summary(view, plan):
        yield from wrap(Text(said), screen.width, 0)
    if plan is not None:
        yield from wrap(Text(NOTHING_WRITTEN, DIM), screen.width, 0)
    elif view.due or view.never_reviewed:
        step = f"{screen.signs.arrow} opsctl sop due --plan {PLAN_OF}"
        yield from wrap(Text(step, COMMAND), screen.width, 0)
