"""The story of a quarter on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from opsctl.analysis.quarter_story import QuarterRate, QuarterStory, StoryRock
from opsctl.rendering.figures import long_date, percent
from opsctl.rendering.layout import Column, fit, labelled, line, opposite, wrap
from opsctl.rendering.quarter.phrases import ending_facts, sections
from opsctl.rendering.rock.phrases import verdict
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, STANDING_STYLES
from opsctl.rendering.visible import one_line

_CELLS = 10
_LABEL = 12
_COLUMNS = (Column(), Column(right=True), Column(right=True), Column(drop=1), Column())


def story_lines(story: QuarterStory, company: str, screen: Screen) -> Iterator[Text]:
    """Draw the story, line by line."""
    dot = f" {screen.signs.dot} "
    left = Text.assemble((one_line(company), BOLD), f"{dot}the story of {story.quarter}")
    yield from opposite(left, Text(long_date(story.as_of), DIM), screen.width)
    yield Text()
    promised = f"Promised {len(story.promised)}. "
    yield from wrap(Text(promised) + verdict(story.completion), screen.width, 0)
    for title, rocks in sections(story):
        yield Text()
        yield Text(title, BOLD)
        for told in rocks:
            yield from _rock(told, screen)
    yield from _compared(story.compared, screen)


def _rock(told: StoryRock, screen: Screen) -> Iterator[Text]:
    view = told.view
    sign = f"{screen.signs.standing[view.standing]} "
    text = Text.assemble((sign, STANDING_STYLES[view.standing]), one_line(view.rock.title))
    text.append(f"  {one_line(view.rock.owner)}", DIM)
    if view.progress is not None and view.progress != 1:
        text.append(f"  {percent(view.progress)}", DIM)
    yield from wrap(text, screen.width, 1)
    for label, value in ending_facts(told):
        head = Text(f"     {label.ljust(_LABEL)}", DIM)
        yield from labelled(head, Text(one_line(value)), screen.width)


def _compared(compared: Sequence[QuarterRate], screen: Screen) -> Iterator[Text]:
    rows = [_rate(each, screen) for each in compared]
    widths = fit(_COLUMNS, rows, None if screen.width is None else screen.width - 1)
    yield Text()
    yield Text("Quarter by quarter", BOLD)
    for row in rows:
        yield Text(" ") + line(_COLUMNS, row, widths, screen.signs.more)


def _rate(each: QuarterRate, screen: Screen) -> list[Text]:
    figures = each.completion
    if figures.rate is None:
        return [Text(str(each.quarter)), Text("nothing committed", DIM), Text(), Text(), Text()]
    full = int(figures.rate * _CELLS)
    bar = Text(screen.signs.full * full).append(screen.signs.rest * (_CELLS - full), DIM)
    return [
        Text(str(each.quarter)),
        Text(f"{figures.done} of {figures.committed}"),
        Text(percent(figures.rate)),
        bar,
        Text("standard met" if each.meets_standard else "", DIM),
    ]
