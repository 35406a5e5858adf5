"""A scorecard, and what needs attention on all of them, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.overview import OverviewView, entered
from opsctl.analysis.scorecard.scorecard import ScorecardView
from opsctl.model.cadence import Cadence
from opsctl.rendering.figures import counted, long_date
from opsctl.rendering.layout import Column, fit, line, opposite, wrap
from opsctl.rendering.scorecard.phrases import (
    entered_phrase,
    entered_text,
    newest_periods,
    numbers,
    rate_text,
    short_goal_now,
    streak_text,
    verdict_text,
)
from opsctl.rendering.scorecard.table import (
    Section,
    reason_lines,
    short_cell,
    signed_title,
    table_lines,
    value_cell,
)
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, VERDICT_STYLES
from opsctl.rendering.visible import one_line


def scorecard_lines(view: ScorecardView, company: str, screen: Screen) -> Iterator[Text]:
    """Draw a scorecard, line by line."""
    dot = f" {screen.signs.dot} "
    left = Text.assemble((one_line(view.scorecard.title), BOLD), f"{dot}{one_line(company)}")
    right = [long_date(view.as_of), numbers(len(view.measurables))]
    right += entered_phrase(entered(view.measurables))
    yield from opposite(left, Text(dot.join(right), DIM), screen.width)
    for sections in by_cadence(view).values():
        yield from table_lines(sections, screen)
    if view.measurables:
        yield Text()
        when = newest_periods(view.measurables, view.as_of)
        yield from wrap(Text(entered_text(entered(view.measurables), when)), screen.width, 0)


def by_cadence(view: ScorecardView) -> dict[Cadence, list[Section]]:
    """Part the lines of a scorecard by the length of periods, and each part by its dividers."""
    parts: dict[Cadence, list[Section]] = {}
    divider: str | None = None
    for each in view.lines:
        if isinstance(each, str):
            divider = each
            continue
        sections = parts.setdefault(each.measurable.cadence, [])
        if not sections or sections[-1][0] != divider:
            sections.append((divider, []))
        sections[-1][1].append(each)
    return parts


def overview_lines(view: OverviewView, company: str, screen: Screen) -> Iterator[Text]:
    """Draw what needs attention across scorecards, line by line, the worst first."""
    dot = f" {screen.signs.dot} "
    cards = counted(len(view.scorecards), "scorecard")
    left = Text.assemble(
        (one_line(company), BOLD), f"{dot}{cards}{dot}{numbers(len(view.numbers))}"
    )
    right = [long_date(view.as_of), *entered_phrase(view.entered)]
    yield from opposite(left, Text(dot.join(right), DIM), screen.width)
    if not view.numbers:
        return
    if view.attention:
        yield Text()
        yield from _attention(view.attention, screen)
    yield Text()
    for said in overview_sentences(view):
        yield from wrap(Text(said), screen.width, 0)


def overview_sentences(view: OverviewView) -> Iterator[str]:
    """Say how many numbers are there, and how many of them need nobody."""
    yield entered_text(view.entered, newest_periods(view.numbers, view.as_of))
    calm = len(view.numbers) - len(view.attention)
    if not view.attention:
        yield "No number needs attention."
    elif calm:
        one = calm == 1
        yield f"{calm} more {'number needs' if one else 'numbers need'} no attention."


_COLUMNS = (
    Column(flexible=True, least=24),
    Column(drop=3),
    Column(right=True),
    Column(drop=1),
    Column(right=True, drop=2),
    Column(),
    Column(drop=4),
)
_HEADS = ("Needs attention", "owner", "newest", "goal", "on track", "", "")


def _attention(views: Sequence[MeasurableView], screen: Screen) -> Iterator[Text]:
    rows = [_cells(view, screen) for view in views]
    heads = [Text(_HEADS[0], BOLD), *(Text(each, DIM) for each in _HEADS[1:])]
    widths = fit(_COLUMNS, [heads, *rows], None if screen.width is None else screen.width - 1)
    yield Text(" ") + line(_COLUMNS, heads, widths, screen.signs.more)
    for view, row in zip(views, rows, strict=True):
        yield Text(" ") + line(_COLUMNS, row, widths, screen.signs.more)
        yield from reason_lines(view, screen)


def _cells(view: MeasurableView, screen: Screen) -> list[Text]:
    verdict = view.newest.verdict
    return [
        signed_title(view, screen),
        short_cell(view.measurable.owner, screen),
        value_cell(view, view.newest, screen),
        short_cell(short_goal_now(view, screen.signs), screen, style=""),
        Text(rate_text(view.tally)),
        Text(verdict_text(view), VERDICT_STYLES[verdict]),
        Text(streak_text(view), VERDICT_STYLES[view.streak.verdict] if view.streak else ""),
    ]
