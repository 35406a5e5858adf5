"""The list of procedures: one line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rich.text import Text

from opsctl.analysis.sop.listing import Committed, SopView
from opsctl.rendering.figures import counted, short_date
from opsctl.rendering.layout import Column, fit, line
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import one_line

NOT_COMMITTED, OR_BEFORE = "not committed", "or before"
LATE, SOON = "color(160)", "color(172)"
_COLUMNS = (
    Column(flexible=True, least=24),
    Column(drop=8),
    Column(drop=3),
    Column(drop=6),
    Column(drop=4),
    Column(drop=7),
    Column(right=True),
    Column(right=True, drop=2),
    Column(drop=1),
)
_HEADS = (
    "procedure",
    "title",
    "owner",
    "team",
    "status",
    "version",
    "sections",
    "steps",
    "due for review",
)
_CHANGE_COLUMNS = (Column(), Column(flexible=True, least=8))
_CHANGE_HEADS = ("changed", "by")
Changes = Mapping[str, Committed]
"""The last change of each procedure by path; of those that are committed."""


def sop_list_lines(
    views: Sequence[SopView], screen: Screen, as_of: date, changes: Changes | None = None
) -> Iterator[Text]:
    """Draw the list, line by line, with last changes if they are given; nothing for no list."""
    if not views:
        return
    columns, names, rows = [*_COLUMNS], [*_HEADS], [_cells(each, as_of) for each in views]
    if changes is not None:
        columns, names = [*columns, *_CHANGE_COLUMNS], [*names, *_CHANGE_HEADS]
        more = (_change_cells(changes.get(each.sop.path), as_of) for each in views)
        rows = [row + cells for row, cells in zip(rows, more, strict=True)]
    heads = [Text(each, DIM) for each in names]
    widths = fit(columns, [heads, *rows], None if screen.width is None else screen.width - 1)
    for cells in (heads, *rows):
        yield Text(" ") + line(columns, cells, widths, screen.signs.more)
    missing = sum(bool(each.anatomy.missing) for each in views)
    yield Text()
    rest = f"; {missing} lack a section that their profile requires" if missing else ""
    yield Text(f"{counted(len(views), 'procedure')}{rest}.")


def _cells(view: SopView, as_of: date) -> list[Text]:
    anatomy = view.anatomy
    return [
        Text(one_line(view.sop.id)),
        Text(one_line(anatomy.title)),
        _short(view.owner),
        _short(view.team, DIM),
        Text(anatomy.status.value if anatomy.status else "", DIM),
        _short(anatomy.version, DIM),
        sections_cell(view),
        Text(str(anatomy.facts.steps) if view.sop.parsed else "?", DIM),
        due_cell(view, as_of),
    ]


def _change_cells(change: Committed | None, as_of: date) -> list[Text]:
    if change is None:
        return [Text(NOT_COMMITTED, DIM), Text("")]
    if change.is_cut:
        return [Text(f"{short_date(change.day, as_of)} {OR_BEFORE}", DIM), Text("")]
    return [Text(short_date(change.day, as_of)), _short(change.by, DIM)]


def sections_cell(view: SopView) -> Text:
    """Show how many of the required sections are there; `?` where nobody could look."""
    required = len(view.anatomy.requirements.required)
    if not view.sop.parsed:
        return Text(f"?/{required}", LATE)
    there = required - len(view.anatomy.missing)
    return Text(f"{there}/{required}", "" if there == required else SOON)


def due_cell(view: SopView, as_of: date) -> Text:
    """Show the day of the next review, and how late it is."""
    review = view.review
    if review.due is None or review.days_left is None:
        return Text("")
    day = short_date(review.due, as_of)
    if review.days_left < 0:
        return Text(f"{day}, {counted(-review.days_left, 'day')} late", LATE)
    return Text(day)


def _short(text: str | None, style: str = "") -> Text:
    return Text(one_line(text)[:40] if text else "", style)
