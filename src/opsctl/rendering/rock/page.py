"""One Rock on a terminal: what was promised, how it stands and why, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from opsctl.analysis.rock import RockView
from opsctl.analysis.standing import Standing
from opsctl.model.rock import LogEntry, Milestone, Rock
from opsctl.rendering.figures import counted, days_left, plain_number, short_date
from opsctl.rendering.layout import Column, fit, labelled, line, wrap
from opsctl.rendering.rock.bar import progress_bar
from opsctl.rendering.rock.phrases import (
    checkin_phrase,
    outcome_phrase,
    progress_phrases,
    rock_facts,
)
from opsctl.rendering.rock.rescue import rescue_lines
from opsctl.rendering.rock.screen import reason_lines
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM, STANDING_STYLES, STANDING_WORDS
from opsctl.rendering.visible import one_line

_LABEL = 12


def rock_page_lines(view: RockView, screen: Screen) -> Iterator[Text]:
    """Draw the page of a Rock, line by line."""
    rock, style = view.rock, STANDING_STYLES[view.standing]
    yield from wrap(Text(one_line(rock.title), BOLD), screen.width, 0)
    sign = screen.signs.standing[view.standing]
    standing = Text.assemble((f"{sign} {STANDING_WORDS[view.standing]}", style))
    dot = f" {screen.signs.dot} "
    facts = (str(rock.ref), f"due {short_date(view.due, view.as_of)}", _time_left(view))
    standing.append(dot + dot.join(fact for fact in facts if fact), DIM)
    yield from wrap(standing, screen.width, 0)
    step = f"opsctl rock log {rock.id}"
    yield from reason_lines(view, screen, indent=2, step=step)
    yield Text()
    yield from _progress(view, screen)
    for label, value in rock_facts(rock):
        yield from _labelled(label, Text(one_line(value)), screen)
    if rock.milestones:
        yield from _milestones(view, screen)
    yield from rescue_lines(rock, view.as_of, screen)
    yield from _words(rock, view.as_of, screen)
    yield from _result(view, screen)


def _time_left(view: RockView) -> str:
    if not view.is_running:
        return ""
    if view.days_left < 0:
        return f"{counted(-view.days_left, 'day')} late"
    return days_left(view.days_left) if view.days_left else "due today"


def _progress(view: RockView, screen: Screen) -> Iterator[Text]:
    style = STANDING_STYLES[view.standing]
    text = progress_bar(view.progress, view.expected, style, screen.signs)
    said = "; ".join(progress_phrases(view))
    text.append(f"  {one_line(said)}")
    yield from _labelled("progress", text, screen)
    if view.rock.outcome:
        yield from _labelled("outcome", Text(one_line(outcome_phrase(view))), screen)


def _labelled(label: str, value: Text, screen: Screen) -> Iterator[Text]:
    return labelled(Text(label.ljust(_LABEL + 2), DIM), value, screen.width)


_MILESTONE_COLUMNS = (
    Column(right=True),
    Column(flexible=True, least=24),
    Column(right=True, drop=1),
    Column(right=True),
    Column(),
)


def _milestones(view: RockView, screen: Screen) -> Iterator[Text]:
    milestones = view.rock.milestones
    weighted = any(each.weight != 1 for each in milestones)
    rows = [
        [
            Text(str(number), DIM),
            Text(one_line(each.title)),
            Text(f"weight {plain_number(each.weight)}" if weighted else "", DIM),
            Text(f"due {short_date(each.due, view.as_of)}", DIM),
            _milestone_state(each, view, screen),
        ]
        for number, each in enumerate(milestones, start=1)
    ]
    widths = fit(_MILESTONE_COLUMNS, rows, None if screen.width is None else screen.width - 1)
    yield Text()
    yield Text("Milestones", BOLD)
    for row in rows:
        yield Text(" ") + line(_MILESTONE_COLUMNS, row, widths, screen.signs.more)


def _milestone_state(milestone: Milestone, view: RockView, screen: Screen) -> Text:
    """Say how a milestone stands; of a Rock that is not running none is late any more."""
    signs = screen.signs.standing
    if milestone.done is not None and milestone.is_done(view.as_of):
        done = f"{signs[Standing.DONE]} done {short_date(milestone.done, view.as_of)}"
        return Text(done, STANDING_STYLES[Standing.DONE])
    if view.is_running and milestone.is_overdue(view.as_of):
        late = counted((view.as_of - milestone.due).days, "day")
        style = STANDING_STYLES[Standing.OFF_TRACK]
        return Text(f"{signs[Standing.OFF_TRACK]} {late} overdue", style)
    return Text(f"{signs[Standing.PLANNED]} open", DIM)


def _words(rock: Rock, as_of: date, screen: Screen) -> Iterator[Text]:
    entries = [entry for entry in rock.words if entry.date <= as_of]
    if not entries:
        return
    yield Text()
    yield Text("Words, the newest first", BOLD)
    for entry in sorted(entries, key=lambda each: each.date, reverse=True):
        yield from _word(entry, as_of, screen)


def _word(entry: LogEntry, as_of: date, screen: Screen) -> Iterator[Text]:
    day = short_date(entry.date, as_of).rjust(6)
    by = f"{one_line(entry.by)}  " if entry.by else ""
    text = Text.assemble((f" {day}  {by}", DIM))
    if entry.say:
        standing = Standing(entry.say.value)
        text.append(f"{STANDING_WORDS[standing]}  ", STANDING_STYLES[standing])
    if entry.now is not None:
        text.append(f"now {plain_number(entry.now)}  ")
    text.append(one_line(entry.note) if entry.note else "")
    if entry.checkin:
        text.append(f"{'  ' if entry.note else ''}({checkin_phrase(entry.checkin)})", DIM)
    lines = wrap(text, None if screen.width is None else screen.width - 9, 0)
    yield lines[0]
    for following in lines[1:]:
        yield Text(" " * 9) + following


def _result(view: RockView, screen: Screen) -> Iterator[Text]:
    result = view.rock.result
    if result is None or view.rock.status_on(view.as_of) is None:
        return
    yield Text()
    on = f" on {short_date(result.date, view.as_of)}" if result.date else ""
    yield Text(f"Result{on}", BOLD)
    for label, value in (
        ("why", result.why),
        ("learned", result.learned),
        ("impact", result.impact),
    ):
        if value:
            yield from _labelled(label, Text(one_line(value)), screen)
