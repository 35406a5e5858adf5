"""One number on a terminal: how it stands and why, its periods, its roll-ups, its goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from opsctl.analysis.scorecard.goals import GoalInForce
from opsctl.analysis.scorecard.measurable import MeasurableView
from opsctl.analysis.scorecard.rollup import RolledUp
from opsctl.analysis.scorecard.verdict import Verdict
from opsctl.rendering.layout import hanging, labelled, wrap
from opsctl.rendering.scorecard.phrases import (
    goal_now,
    goal_sentence,
    measurable_facts,
    period_sentence,
    period_text,
    rate_text,
    rolled_phrases,
    rolled_text,
    streak_text,
    verdict_text,
)
from opsctl.rendering.scorecard.spark import history_line
from opsctl.rendering.scorecard.table import reason_lines
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, VERDICT_STYLES
from opsctl.rendering.visible import one_line

_LABEL = 12


def measurable_lines(
    view: MeasurableView, goals: Sequence[GoalInForce], as_of: date, screen: Screen
) -> Iterator[Text]:
    """Draw the page of one number, line by line; `goals` are all that it has had."""
    measurable, newest = view.measurable, view.newest
    yield from wrap(Text(one_line(measurable.title), BOLD), screen.width, 0)
    said = f"{verdict_text(view)} {streak_text(view)}".strip()
    sign = screen.signs.verdict[newest.verdict]
    standing = Text(f"{sign} {said}".strip(), VERDICT_STYLES[newest.verdict])
    when = period_text(newest.period, newest.days, as_of)
    standing.append(f" {screen.signs.dot} {measurable.ref} {screen.signs.dot} {when}", DIM)
    yield from wrap(standing, screen.width, 0)
    yield from reason_lines(view, screen, indent=2)
    yield Text()
    for label, value in _facts(view, screen):
        head = Text(label.ljust(_LABEL + 2), DIM)
        yield from labelled(head, Text(one_line(value)), screen.width)
    yield from _periods(view, as_of, screen)
    yield from _rolled(view, "Months", view.months, screen)
    yield from _rolled(view, "Quarters", view.quarters, screen)
    yield from _goals(view, goals, as_of, screen)


def _facts(view: MeasurableView, screen: Screen) -> Iterator[tuple[str, str]]:
    yield "goal", goal_now(view) or "none"
    if rate_text(view.tally):
        line = history_line(view.shown, screen.signs).strip()
        yield "on track", f"{rate_text(view.tally)} {line}".strip()
    for count, rolled in view.trailing:
        if rolled.due:
            yield f"last {count}", rolled_text(view, rolled)
    yield from measurable_facts(view)


def _periods(view: MeasurableView, as_of: date, screen: Screen) -> Iterator[Text]:
    told = [each for each in (view.open, *reversed(view.shown)) if each.verdict is not Verdict.NONE]
    if not told:
        return
    yield Text()
    yield Text("Periods, the newest first", BOLD)
    names = [period_text(each.period, each.days, as_of) for each in told]
    room = max(map(len, names))
    for name, each in zip(names, told, strict=True):
        head = Text(f" {name.ljust(room)}  ", DIM)
        head.append(f"{screen.signs.verdict[each.verdict]} ", VERDICT_STYLES[each.verdict])
        yield from labelled(head, Text(one_line(period_sentence(view, each, as_of))), screen.width)


def _rolled(
    view: MeasurableView, title: str, rolled: Sequence[RolledUp], screen: Screen
) -> Iterator[Text]:
    phrases = list(rolled_phrases(view, rolled))
    if not phrases:
        return
    yield Text()
    yield Text(title, BOLD)
    for name, text in phrases:
        yield from labelled(Text(f" {name}  ", DIM), Text(one_line(text)), screen.width)


def _goals(
    view: MeasurableView, goals: Sequence[GoalInForce], as_of: date, screen: Screen
) -> Iterator[Text]:
    if not goals:
        return
    yield Text()
    yield Text("Goals", BOLD)
    for goal in goals:
        text = Text(one_line(goal_sentence(goal, view.measurable, as_of)))
        yield from hanging(text, screen.width, 1, 3)
