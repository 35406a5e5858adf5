"""The list of scorecards and their numbers: one line each, no verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.scorecard.listing import ListedNumber, ListedScorecard
from opsctl.model.scorecard import Scorecard
from opsctl.rendering.figures import day_with_year
from opsctl.rendering.layout import Column, fit, line, wrap
from opsctl.rendering.scorecard.table import short_cell
from opsctl.rendering.scorecard.values import goal_text
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

_COLUMNS = (
    Column(),
    Column(flexible=True, least=20, drop=3),
    Column(drop=2),
    Column(drop=4),
    Column(drop=5),
    Column(drop=1),
    Column(),
)
_HEADS = ("number", "title", "owner", "unit", "every", "goal", "")


def scorecard_list_lines(cards: Sequence[ListedScorecard], screen: Screen) -> Iterator[Text]:
    """Draw the list, line by line; nothing where there is nothing to list."""
    if not cards:
        return
    heads = [Text(each, DIM) for each in _HEADS]
    rows = {card.scorecard.id: [_cells(each, screen) for each in card.numbers] for card in cards}
    everything = [heads, *(row for each in rows.values() for row in each)]
    widths = fit(_COLUMNS, everything, None if screen.width is None else screen.width - 1)
    for number, card in enumerate(cards):
        if number:
            yield Text()
        name = Text.assemble((one_line(card.scorecard.title), BOLD))
        name.append("".join(f" {screen.signs.dot} {each}" for each in facts(card.scorecard)), DIM)
        yield from wrap(name, screen.width, 0)
        if rows[card.scorecard.id]:
            yield Text(" ") + line(_COLUMNS, heads, widths, screen.signs.more)
        for row in rows[card.scorecard.id]:
            yield Text(" ") + line(_COLUMNS, row, widths, screen.signs.more)
        if not card.numbers:
            yield Text(" no number", DIM)


def facts(card: Scorecard) -> list[str]:
    """Say what a scorecard is called on the command line, and whose it is."""
    found = [card.id]
    found += [f"team {one_line(card.team)}"] if card.team else []
    return found + ([f"owner {one_line(card.owner)}"] if card.owner else [])


def remark(number: ListedNumber) -> str:
    """Say why a number is not among the others of its scorecard, if it is not."""
    if number.measurable.archived and number.is_archived:
        return f"archived {day_with_year(number.measurable.archived)}"
    return "" if number.is_shown else "not shown"


def _cells(number: ListedNumber, screen: Screen) -> list[Text]:
    measurable = number.measurable
    goal = goal_text(number.goal.condition, measurable.unit) if number.goal else ""
    return [
        Text(str(measurable.ref)),
        Text(one_line(measurable.title)),
        short_cell(measurable.owner, screen),
        Text(str(measurable.unit), DIM),
        Text(str(measurable.cadence), DIM),
        short_cell(goal, screen, style=""),
        Text(remark(number), DIM),
    ]
