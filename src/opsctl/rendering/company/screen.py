"""The company on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text

from opsctl.analysis.company import CompanyView, GoalView
from opsctl.analysis.rock import RockView
from opsctl.analysis.standing import Standing
from opsctl.rendering.company.numbers import number_lines
from opsctl.rendering.figures import counted, days_left, long_date
from opsctl.rendering.layout import opposite, wrap
from opsctl.rendering.rock.phrases import verdict
from opsctl.rendering.rock.screen import reason_lines, turn_lines
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, COMMAND, DIM, STANDING_STYLES, STANDING_WORDS
from opsctl.rendering.visible import one_line


def company_lines(view: CompanyView, company: str, screen: Screen) -> Iterator[Text]:
    """Draw the screen, line by line."""
    quarter = view.quarter
    dot = f" {screen.signs.dot} "
    week = f"{dot}week {quarter.week} of {quarter.weeks}" if quarter.week else ""
    when = f"{dot}{quarter.quarter}{week}{dot}{days_left(quarter.days_left)}"
    left = Text.assemble((one_line(company), BOLD), when)
    yield from opposite(left, Text(long_date(quarter.as_of), DIM), screen.width)
    if quarter.rocks:
        yield Text()
        yield from _counts(view, screen)
    yield from turn_lines(quarter, screen)
    yield from _section("Needs attention", view.attention, screen)
    yield from _section("Needs a word", view.needs_word, screen)
    yield from number_lines(view, screen)
    yield from _goals(view.goals, screen)


def _counts(view: CompanyView, screen: Screen) -> Iterator[Text]:
    text = Text.assemble(("Rocks  ", BOLD))
    for standing in Standing:
        count = sum(each.standing is standing for each in view.quarter.rocks)
        if count:
            sign = screen.signs.standing[standing]
            text.append(f"{sign} {count} {STANDING_WORDS[standing]}  ", STANDING_STYLES[standing])
    yield from wrap(text, screen.width, 0)
    said = Text("       ") + verdict(view.quarter.completion)
    said.append(f"  {screen.signs.arrow} opsctl rock status", COMMAND)
    yield from wrap(said, screen.width, 0)


def _section(title: str, views: Sequence[RockView], screen: Screen) -> Iterator[Text]:
    if not views:
        return
    yield Text()
    yield Text.assemble((title, BOLD))
    for view in views:
        sign = f"{screen.signs.standing[view.standing]} "
        text = Text.assemble(
            (sign, STANDING_STYLES[view.standing]),
            one_line(view.rock.title),
            (f"  {one_line(view.rock.owner)}", DIM),
        )
        yield from wrap(text, screen.width, 1)
        yield from reason_lines(view, screen)


def _goals(goals: Sequence[GoalView], screen: Screen) -> Iterator[Text]:
    if not goals:
        return
    yield Text()
    yield Text.assemble(("Goals of the year", BOLD))
    for view in goals:
        text = Text.assemble(one_line(view.goal.title), (f"  {_supported(view.standings)}", DIM))
        yield from wrap(text, screen.width, 1)


def _supported(standings: Mapping[Standing, int]) -> str:
    count = sum(standings.values())
    if not count:
        return "no Rock of this quarter supports it"
    parts = [f"{standings[each]} {STANDING_WORDS[each]}" for each in Standing if each in standings]
    return f"{counted(count, 'Rock')}: {', '.join(parts)}"
