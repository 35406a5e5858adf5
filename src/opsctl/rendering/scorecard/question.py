"""The question for one missing number, with what helps to answer it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rich.text import Text

from opsctl.analysis.scorecard.goals import goal_in_force
from opsctl.analysis.scorecard.readings import Readings
from opsctl.model.cadence import Period, days_of
from opsctl.model.scorecard import Measurable
from opsctl.rendering.figures import short_date
from opsctl.rendering.layout import wrap
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

NUMBER_KEYS = "a number, and a note if you like: 21.8 # Checkout down; or n/a and why"
"""How the number of a period is typed."""


def heading_lines(measurable: Measurable, screen: Screen) -> Iterator[Text]:
    """Draw what stands above the questions about one measurable."""
    yield Text()
    facts = f"{measurable.ref}, {measurable.unit}"
    title = Text.assemble((one_line(measurable.title), BOLD), (f"  {facts}", DIM))
    yield from wrap(title, screen.width, 0)
    if measurable.definition:
        yield from wrap(Text(one_line(measurable.definition), DIM), screen.width, 2)


def question_text(
    measurable: Measurable, period: Period, last: str | None, readings: Readings
) -> str:
    """Phrase the question: the period with its days, the goal then, and the number before."""
    goal = goal_in_force(measurable, period, readings.as_of)
    facts = [goal.words if goal else "no goal", f"last {last}" if last else ""]
    days = days_of(period, readings.workspace.calendar)
    when = _days(days.first, days.last, readings.as_of)
    named = when if days.first == days.last else f"{period} ({when})"
    return f"  {named}, {'; '.join(one_line(each) for each in facts if each)}"


def last_number(measurable: Measurable, readings: Readings) -> str | None:
    """Give the newest number of a measurable in the way it is typed, if there is one."""
    known = readings.typed(measurable)
    for period in sorted(known, key=str, reverse=True):
        value = known[period].value
        if isinstance(value, Decimal):
            return measurable.unit.written(value)
    return None


def _days(first: date, last: date, near: date) -> str:
    if first == last:
        return short_date(first, near)
    start = str(first.day) if first.month == last.month else short_date(first, last)
    return f"{start}–{short_date(last, near)}"
