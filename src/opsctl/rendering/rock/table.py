"""The list of a quarter's Rocks: one line each, no reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.rock import RockView
from opsctl.rendering.figures import percent, short_date
from opsctl.rendering.layout import Column, fit, line
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import DIM, STANDING_STYLES, STANDING_WORDS
from opsctl.rendering.visible import one_line

_COLUMNS = (
    Column("id"),
    Column("title", flexible=True, least=20, drop=5),
    Column("owner", drop=2),
    Column("team", drop=4),
    Column("progress", right=True, drop=1),
    Column("due", right=True, drop=3),
    Column("standing"),
)


def rock_list_lines(shown: Sequence[RockView], screen: Screen) -> Iterator[Text]:
    """Draw the list, line by line; nothing where there is nothing to list."""
    if not shown:
        return
    rows = [_cells(view, screen) for view in shown]
    widths = fit(_COLUMNS, rows, screen.width)
    headings = [Text(column.heading, DIM) for column in _COLUMNS]
    yield line(_COLUMNS, headings, widths, screen.signs.more)
    for row in rows:
        yield line(_COLUMNS, row, widths, screen.signs.more)


def _cells(view: RockView, screen: Screen) -> list[Text]:
    style = STANDING_STYLES[view.standing]
    sign = screen.signs.standing[view.standing]
    return [
        Text(view.rock.id),
        Text(one_line(view.rock.title)),
        Text(one_line(view.rock.owner), DIM),
        Text(one_line(view.rock.team or ""), DIM),
        Text("" if view.progress is None else percent(view.progress)),
        Text(short_date(view.due, view.as_of), DIM),
        Text(f"{sign} {STANDING_WORDS[view.standing]}", style),
    ]
