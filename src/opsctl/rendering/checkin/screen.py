"""A check-in on a terminal: what is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rich.text import Text

from opsctl.analysis.checkin import Agenda, DueNumber
from opsctl.analysis.checkin_places import SaidThere
from opsctl.analysis.rock import RockView
from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.standing import Standing
from opsctl.model.checkin import Checkin, CheckinWord
from opsctl.model.period import Days, Week
from opsctl.model.rock import LogEntry, Rock
from opsctl.rendering.figures import counted, plain_number, short_date
from opsctl.rendering.layout import wrap
from opsctl.rendering.rock.phrases import reasons_and_rescue
from opsctl.rendering.scorecard.phrases import period_text
from opsctl.rendering.scorecard.question import NUMBER_KEYS
from opsctl.rendering.scorecard.values import goal_text, value_text
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import (
    BOLD,
    DIM,
    STANDING_STYLES,
    STANDING_WORDS,
    VERDICT_STYLES,
    VERDICT_WORDS,
)
from opsctl.rendering.visible import one_line


def week_phrase(week: Week, near: date) -> str:
    """Show a week with its days: `9–15 Nov, W46`."""
    days = Days(week.monday, week.monday + timedelta(days=6))
    return period_text(week, days, near)


def agenda_lines(agenda: Agenda, name: str, screen: Screen) -> Iterator[Text]:
    """Draw what is to be said, and how it is typed."""
    dot = f" {screen.signs.dot} "
    counts = [counted(len(agenda.rocks), "Rock"), counted(len(agenda.asked), "number")]
    head = Text.assemble((one_line(name), BOLD))
    head.append(dot + dot.join([week_phrase(agenda.week, agenda.as_of), *counts]))
    yield from wrap(head, screen.width, 0)
    if agenda.before is not None:
        said = f"{agenda.before.origin.path} is there: Enter keeps what it says"
        if agenda.before.date != agenda.day:
            said += f"; it was said on {agenda.before.date}, and what you say of a Rock now goes"
            said += f" to its log, as of {agenda.day}"
        yield from wrap(Text(one_line(said), DIM), screen.width, 0)
    if agenda.rocks:
        keys = "o on track, f off track, d in danger, and a note if you like: f Vendor is late"
        yield from wrap(Text(keys, DIM), screen.width, 0)
    if agenda.asked:
        yield from wrap(Text(NUMBER_KEYS, DIM), screen.width, 0)


def rock_lines(view: RockView, screen: Screen) -> Iterator[Text]:
    """Draw a Rock above its question: how it stands, and why."""
    yield Text()
    sign = f"{screen.signs.standing[view.standing]} "
    title = Text.assemble((sign, STANDING_STYLES[view.standing]), (one_line(view.rock.title), BOLD))
    yield from wrap(title, screen.width, 0)
    reasons = "; ".join(one_line(each) for each in reasons_and_rescue(view))
    due = f"due {short_date(view.due, view.as_of)}"
    yield from wrap(Text(f"{due}{'; ' if reasons else ''}{reasons}", DIM), screen.width, 2)


def said_lines(rock: Rock, said: SaidThere, day: date, screen: Screen) -> Iterator[Text]:
    """Say that a word of a Rock stands elsewhere for a day already, and how it is changed there."""
    word = STANDING_WORDS[Standing(str(said.value))]
    place = one_line(said.where)
    yield from wrap(Text(f"{word}: said on {day} already, in {place}"), screen.width, 2)
    change = f"opsctl rock log {rock.id} WORD --date {day} changes it; another day: --date DATE"
    yield from wrap(Text(change, DIM), screen.width, 2)


def number_text(number: DueNumber) -> str:
    """Name a number with its unit, its goal and what it was before, in one line."""
    measurable = number.measurable
    parts = [one_line(measurable.title), str(measurable.unit)]
    if number.goal is not None:
        parts.append(f"goal {goal_text(number.goal.condition, measurable.unit)}")
    if number.last is not None:
        period, reading = number.last
        parts.append(f"{_reading_text(reading, number)} in {period}")
    return ", ".join(parts)


def _reading_text(reading: Reading, number: DueNumber) -> str:
    """Show what stands for a period, in the number's unit."""
    if reading.na is not None:
        return f"n/a ({one_line(reading.na)})"
    if reading.value is None:
        return "missing"
    return value_text(reading.value, number.measurable)


def result_lines(
    checkin: Checkin,
    numbers: Sequence[DueNumber],
    rocks: Mapping[str, Rock],
    screen: Screen,
) -> Iterator[Text]:
    """Draw what a check-in says, with the verdicts of its numbers."""
    yield Text()
    for name, word in checkin.rocks.items():
        rock = rocks.get(name)
        text = Text()
        if word.say is not None:
            standing = Standing(word.say.value)
            sign = f"{screen.signs.standing[standing]} {STANDING_WORDS[standing]}"
            text.append(f"{sign}  ", STANDING_STYLES[standing])
        text.append(one_line(rock.title if rock else name))
        if word.now is not None:
            text.append(f"  now {plain_number(word.now)}")
        if word.note:
            text.append(f"  {one_line(word.note)}", DIM)
        yield from wrap(text, screen.width, 1)
    for number in numbers:
        yield from wrap(_number_result(number), screen.width, 1)
    for label, texts in (("headline", checkin.headlines), ("win", checkin.wins)):
        for each in texts:
            yield from wrap(Text.assemble((f"{label}  ", DIM), one_line(each)), screen.width, 1)


def log_lines(logged: Sequence[tuple[Rock, LogEntry]], screen: Screen) -> Iterator[Text]:
    """Draw what goes to the logs of Rocks, with its day."""
    for rock, entry in logged:
        text = Text.assemble((f"new on {entry.date}  ", DIM), one_line(rock.title))
        text.append(f"  {', '.join(entry_words(entry))}")
        yield from wrap(text, screen.width, 1)


def entry_words(entry: LogEntry) -> list[str]:
    """Say what an entry of a log says: the word, the figure, the note."""
    word = STANDING_WORDS[Standing(entry.say.value)] if entry.say else None
    figure = None if entry.now is None else f"now {plain_number(entry.now)}"
    note = f"“{one_line(entry.note)}”" if entry.note else None
    return [part for part in (word, figure, note) if part]


def gone_lines(before: Checkin, after: Checkin, screen: Screen) -> Iterator[Text]:
    """Draw what a correction takes away or puts something else in the place of."""
    for name, text in _gone(before, after):
        line = Text.assemble(("gone  ", DIM), one_line(f"{name}: {text}"))
        yield from wrap(line, screen.width, 1)


def _gone(before: Checkin, after: Checkin) -> Iterator[tuple[str, str]]:
    for name, word in before.rocks.items():
        new = after.rocks.get(name, CheckinWord())
        if word.say and word.say is not new.say:
            yield name, STANDING_WORDS[Standing(word.say.value)]
        if word.now is not None and word.now != new.now:
            yield name, f"now {plain_number(word.now)}"
        if word.note and word.note != new.note:
            yield name, word.note
    for name, entry in before.values.items():
        now = after.values.get(name)
        if now is None or (now.value, now.na) != (entry.value, entry.na):
            yield name, entry.value.text if entry.value else f"n/a {entry.na}"
        if entry.note and (now is None or now.note != entry.note):
            yield name, entry.note
    for label, old, new_ones in (
        ("headline", before.headlines, after.headlines),
        ("win", before.wins, after.wins),
    ):
        yield from ((label, each) for each in old if each not in new_ones)


def _number_result(number: DueNumber) -> Text:
    measurable, reading = number.measurable, number.reading
    text = Text.assemble(
        (f"{VERDICT_WORDS[number.verdict]}  ", VERDICT_STYLES[number.verdict]),
        f"{one_line(measurable.title)}  {_reading_text(reading, number)}",
    )
    if number.goal is not None:
        text.append(f"  goal {goal_text(number.goal.condition, measurable.unit)}", DIM)
    if reading.note:
        text.append(f"  {one_line(reading.note)}", DIM)
    return text
