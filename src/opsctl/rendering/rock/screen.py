"""A quarter's Rocks on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rich.text import Text

from opsctl.analysis.rock import QuarterView, RockView
from opsctl.model.team import Team
from opsctl.model.workspace import Register
from opsctl.rendering.figures import counted, days_left, long_date, percent, short_date
from opsctl.rendering.layout import Column, fit, hanging, line, opposite, wrap
from opsctl.rendering.rock.bar import progress_bar
from opsctl.rendering.rock.phrases import (
    next_step,
    reasons_and_rescue,
    turn_reasons,
    verdict,
)
from opsctl.rendering.screen import Screen, because
from opsctl.rendering.theme import BOLD, DIM, STANDING_STYLES, STANDING_WORDS
from opsctl.rendering.visible import one_line

_REASON_INDENT = 5
_LEAST_TITLE = 28
_WHOLE_TITLE = 80


def quarter_lines(
    view: QuarterView,
    shown: Sequence[RockView],
    company: str,
    teams: Register[Team],
    screen: Screen,
) -> Iterator[Text]:
    """Draw the whole screen of a quarter, line by line; `shown` are the Rocks to list."""
    yield from _header(view, company, screen)
    yield from turn_lines(view, screen)
    yield from _table(shown, view.as_of, teams, screen)
    if view.rocks:
        yield Text()
        yield from wrap(verdict(view.completion), screen.width, 0)


def turn_lines(view: QuarterView, screen: Screen) -> Iterator[Text]:
    """Draw what stands otherwise than it did, and why."""
    if not view.turns:
        return
    yield Text()
    yield Text(f"Turned since {short_date(view.since, view.as_of)}", BOLD)
    for turn in view.turns:
        sign = f"{screen.signs.standing[turn.after]} "
        text = Text.assemble((sign, STANDING_STYLES[turn.after]), one_line(turn.rock.title))
        text.append(f"  {STANDING_WORDS[turn.before]} {screen.signs.becomes} ", DIM)
        text.append(STANDING_WORDS[turn.after], STANDING_STYLES[turn.after])
        why = "; ".join(one_line(each) for each in turn_reasons(turn))
        text.append(f": {why}" if why else "", DIM)
        yield from hanging(text, screen.width, 1, 3)


def reason_lines(
    view: RockView, screen: Screen, indent: int = _REASON_INDENT, step: str | None = None
) -> Iterator[Text]:
    """Draw why a Rock stands as it does, and what to do next (`step`, else the usual)."""
    reasons = [one_line(each) for each in reasons_and_rescue(view)]
    if not reasons:
        return
    yield from because(reasons, step or next_step(view), screen, indent)


def _header(view: QuarterView, company: str, screen: Screen) -> Iterator[Text]:
    dot = f" {screen.signs.dot} "
    week = f"{dot}week {view.week} of {view.weeks}" if view.week else ""
    when = f"{dot}{view.quarter}{week}{dot}{days_left(view.days_left)}"
    left = Text.assemble((one_line(company), BOLD), when)
    overdue = f"{view.milestones_overdue} of {counted(view.milestones_due, 'milestone')} overdue"
    parts = [long_date(view.as_of), counted(len(view.rocks), "Rock")]
    if view.milestones_due:
        parts.append(overdue)
    if view.words_expected:
        parts.append(f"words {view.words_given} of {view.words_expected}")
    yield from opposite(left, Text(dot.join(parts), DIM), screen.width)


_COLUMNS = (
    Column("", flexible=True, least=_LEAST_TITLE),
    Column("owner", drop=2),
    Column("milestones", right=True, drop=5, leaves=_WHOLE_TITLE),
    Column("progress", drop=4),
    Column("", right=True, drop=1),
    Column("due", right=True, drop=3),
    Column(),
)


def _table(
    shown: Sequence[RockView], as_of: date, teams: Register[Team], screen: Screen
) -> Iterator[Text]:
    groups = _grouped(shown, teams)
    if not groups:
        return
    columns = (replace(_COLUMNS[0], heading=groups[0][0]), *_COLUMNS[1:])
    rows = {view.rock.ref: _cells(view, as_of, screen) for view in shown}
    width = None if screen.width is None else screen.width - 1
    widths = fit(columns, list(rows.values()), width)
    headings = [Text(column.heading, DIM) for column in columns]
    headings[0] = Text(groups[0][0], BOLD)
    first = line(columns, headings, widths, screen.signs.more)
    for number, (title, members) in enumerate(groups):
        yield Text()
        yield Text(" ") + (Text(title, BOLD) if number else first)
        for view in members:
            yield Text(" ") + line(columns, rows[view.rock.ref], widths, screen.signs.more)
            yield from reason_lines(view, screen)


def _cells(view: RockView, as_of: date, screen: Screen) -> list[Text]:
    style = STANDING_STYLES[view.standing]
    milestones = view.rock.milestones
    done = sum(each.is_done(as_of) for each in milestones)
    sign = f"{screen.signs.standing[view.standing]} "
    return [
        Text.assemble((sign, style), one_line(view.rock.title)),
        Text(one_line(view.rock.owner), DIM),
        Text(f"{done}/{len(milestones)}" if milestones else "", DIM),
        progress_bar(view.progress, view.expected, style, screen.signs),
        Text("" if view.progress is None else percent(view.progress)),
        Text(short_date(view.due, as_of), DIM),
        Text(STANDING_WORDS[view.standing], style),
    ]


def _grouped(shown: Sequence[RockView], teams: Register[Team]) -> list[tuple[str, list[RockView]]]:
    """Group Rocks by team, company Rocks first, then the team with the most urgent one."""
    groups: dict[str | None, list[RockView]] = {}
    for view in shown:
        team = view.rock.team
        groups.setdefault(team if team is None else teams.current(team), []).append(view)
    ordered = sorted(groups, key=lambda team: team is not None)
    return [(_team_title(team, teams), groups[team]) for team in ordered]


def _team_title(team: str | None, teams: Register[Team]) -> str:
    if team is None:
        return "Company"
    known = teams.find(team)
    return one_line(known.title if known else team)
