"""The plan of a quarter on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from opsctl.analysis.quarter_plan import Level, Load, QuarterPlan
from opsctl.analysis.standing import Standing
from opsctl.model.settings import Bounds
from opsctl.rendering.figures import counted, long_date
from opsctl.rendering.layout import Column, fit, line, opposite, wrap
from opsctl.rendering.quarter.phrases import (
    areas_text,
    goals_text,
    level_text,
    planned_text,
    run_of_days,
    warnings,
)
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, STANDING_STYLES
from opsctl.rendering.visible import one_line

_COLUMNS = (Column(), Column(right=True), Column())
_STARTING = (Column("", flexible=True, least=28), Column("owner", drop=1), Column("id", drop=2))


def plan_lines(plan: QuarterPlan, company: str, screen: Screen) -> Iterator[Text]:
    """Draw the plan, line by line."""
    dot = f" {screen.signs.dot} "
    when = f"{dot}{plan.quarter}{dot}{run_of_days(plan.days)}"
    left = Text.assemble((one_line(company), BOLD), when)
    yield from opposite(left, Text(f"plan as of {long_date(plan.as_of)}", DIM), screen.width)
    yield from wrap(Text(planned_text(plan)), screen.width, 0)
    yield from _loads(plan, screen)
    yield from _section("Balance over areas", [areas_text(plan)], screen)
    yield from _section("Goals of the year that no Rock supports", goals_text(plan), screen)
    yield from _section("Hard to keep", warnings(plan), screen)
    yield from _starting(plan, screen)


def _loads(plan: QuarterPlan, screen: Screen) -> Iterator[Text]:
    rows = [_load("company", plan.company, plan.company_bounds)]
    rows += [_load(one_line(each.owner or ""), each, plan.owner_bounds) for each in plan.owners]
    widths = fit(_COLUMNS, rows, None if screen.width is None else screen.width - 1)
    yield Text()
    yield Text("Load", BOLD)
    for row in rows:
        yield Text(" ") + line(_COLUMNS, row, widths, screen.signs.more)


def _load(name: str, load: Load, bounds: Bounds) -> list[Text]:
    style = DIM if load.level is Level.WITHIN else STANDING_STYLES[Standing.OFF_TRACK]
    text = Text(level_text(load, bounds), style)
    return [Text(name), Text(counted(load.count, "Rock")), text]


def _section(title: str, sentences: list[str], screen: Screen) -> Iterator[Text]:
    if not sentences:
        return
    yield Text()
    yield Text(title, BOLD)
    for each in sentences:
        yield from wrap(Text(one_line(each)), screen.width, 1)


def _starting(plan: QuarterPlan, screen: Screen) -> Iterator[Text]:
    if not plan.starting:
        return
    sign = f"{screen.signs.standing[Standing.PLANNED]} "
    rows = [
        [
            Text.assemble((sign, DIM), one_line(rock.title)),
            Text(one_line(rock.owner), DIM),
            Text(rock.id, DIM),
        ]
        for rock in plan.starting
    ]
    widths = fit(_STARTING, rows, None if screen.width is None else screen.width - 1)
    yield Text()
    yield Text("To start", BOLD)
    for row in rows:
        yield Text(" ") + line(_STARTING, row, widths, screen.signs.more)
