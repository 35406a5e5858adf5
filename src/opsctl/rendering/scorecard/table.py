"""The table of a scorecard: one for each cadence, with as many periods as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.verdict import PeriodView, Verdict
from opsctl.model.unit import UnitKind
from opsctl.rendering.layout import Column, cut, fit, line
from opsctl.rendering.scorecard.phrases import (
    ADVERBS,
    goal_now,
    next_step,
    period_heads,
    rate_text,
    reasons,
    short_goal_now,
    streak_text,
    verdict_text,
)
from opsctl.rendering.scorecard.spark import history_line
from opsctl.rendering.scorecard.values import cell_text
from opsctl.rendering.screen import Screen, because
from opsctl.rendering.theme import BOLD, DIM, VERDICT_STYLES
from opsctl.rendering.visible import one_line

Section = tuple[str | None, list[MeasurableView]]
_LEAST_TITLE, _ROOMY_TITLE = 24, 32
_LONGEST = 24
_REASON_INDENT = 5
_GOAL, _SPARK, _STREAK, _OWNER, _OPEN, _OLDER = 2, 3, 4, 6, 9, 10
_FIRST_BACK = (5, 7, 8)
"""How readily the three periods before the newest go; older ones go before everything else."""


def table_lines(sections: Sequence[Section], screen: Screen) -> Iterator[Text]:
    """Draw the numbers of one cadence, with their dividers as heads of sections."""
    views = [view for _, members in sections for view in members]
    columns = _columns(views[0])
    first, second = _heads(views[0], sections[0][0])
    rows = {view.measurable.ref: _cells(view, screen) for view in views}
    width = None if screen.width is None else screen.width - 1
    widths = fit(columns, [first, second, *rows.values()], width)
    margin = Text(" ")
    yield Text()
    yield margin + line(columns, first, widths, screen.signs.more)
    yield margin + line(columns, second, widths, screen.signs.more)
    for number, (divider, members) in enumerate(sections):
        if number:
            yield Text()
            yield Text(f" {one_line(divider or '')}", BOLD)
        for view in members:
            yield margin + line(columns, rows[view.measurable.ref], widths, screen.signs.more)
            yield from reason_lines(view, screen)


def reason_lines(
    view: MeasurableView, screen: Screen, indent: int = _REASON_INDENT
) -> Iterator[Text]:
    """Draw why a number needs attention, what is noted of it, and the command that says more."""
    said = [one_line(each) for each in reasons(view)]
    if said:
        yield from because(said, next_step(view.measurable), screen, indent)


def signed_title(view: MeasurableView, screen: Screen) -> Text:
    """Put the sign of the newest verdict before a title."""
    verdict = view.newest.verdict
    sign = f"{screen.signs.verdict[verdict]} "
    return Text.assemble((sign, VERDICT_STYLES[verdict]), one_line(view.measurable.title))


def value_cell(view: MeasurableView, period: PeriodView, screen: Screen) -> Text:
    """Show the number of a period and the sign of its verdict.

    The unit stands beside the newest alone, a currency only where no goal names it.
    """
    goal = period.goal.condition if period.goal else None
    value, verdict = period.reading.value, period.verdict
    text = "n/a" if verdict is Verdict.NOT_APPLICABLE else ""
    if value is not None and verdict is not Verdict.NOT_APPLICABLE:
        text = cell_text(value, view.measurable, goal, screen.signs.more)
        text += _unit_sign(view) if period is view.newest else ""
    return Text(f"{text} {screen.signs.verdict[verdict]}", VERDICT_STYLES[verdict])


def _unit_sign(view: MeasurableView) -> str:
    unit = view.measurable.unit
    if unit.kind is UnitKind.PERCENT:
        return " %"
    return f" {unit.currency}" if unit.currency and not goal_now(view) else ""


def _columns(view: MeasurableView) -> list[Column]:
    """Make the columns: the title, facts, the periods from the oldest on, and the verdict."""
    back = len(view.shown) - 1
    drops = [*_FIRST_BACK, *range(_OLDER, _OLDER + back)][:back]
    return [
        Column(flexible=True, least=_LEAST_TITLE),
        Column(drop=_OWNER, leaves=_ROOMY_TITLE),
        Column(drop=_GOAL),
        Column(drop=_SPARK),
        *(Column(right=True, drop=drop, leaves=_ROOMY_TITLE) for drop in reversed(drops)),
        Column(right=True),
        Column(right=True, drop=_OPEN),
        Column(right=True, drop=1),
        Column(),
        Column(drop=_STREAK),
    ]


def _heads(view: MeasurableView, divider: str | None) -> tuple[list[Text], list[Text]]:
    """Give the two lines above the columns: names of periods, then their days."""
    names, days = zip(*(period_heads(each.period, each.days) for each in view.shown), strict=True)
    open_name, open_days = period_heads(view.open.period, view.open.days)
    cadence = ADVERBS[view.measurable.cadence]
    first = ["", "", "", *names, f"{open_name} open", "", "", ""]
    spark = f"last {len(view.shown)}"
    second = ["owner", "goal", spark, *days, open_days, "on track", "", ""]
    return (
        [Text(cadence, BOLD), *(Text(each, DIM) for each in first)],
        [Text(one_line(divider or ""), BOLD), *(Text(each, DIM) for each in second)],
    )


def _cells(view: MeasurableView, screen: Screen) -> list[Text]:
    verdict = view.newest.verdict
    return [
        signed_title(view, screen),
        short_cell(view.measurable.owner, screen),
        short_cell(short_goal_now(view, screen.signs), screen, style=""),
        _bars(view, screen),
        *(value_cell(view, each, screen) for each in view.shown),
        value_cell(view, view.open, screen),
        Text(rate_text(view.tally)),
        Text(verdict_text(view), VERDICT_STYLES[verdict]),
        Text(streak_text(view), VERDICT_STYLES[view.streak.verdict] if view.streak else ""),
    ]


def _bars(view: MeasurableView, screen: Screen) -> Text:
    """Draw the periods shown as bars, each in the colour of its verdict."""
    bars = history_line(view.shown, screen.signs)
    styles = (VERDICT_STYLES[each.verdict] for each in view.shown)
    return Text.assemble(*zip(bars, styles, strict=False))


def short_cell(text: str, screen: Screen, style: str = DIM) -> Text:
    """Keep a column narrow whatever stands in it; a pipe gets the whole text."""
    whole = Text(one_line(text), style)
    return whole if screen.width is None else cut(whole, _LONGEST, screen.signs.more)
