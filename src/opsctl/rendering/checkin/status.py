"""Who has spoken about a week: on a terminal, as Markdown, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rich.text import Text

from opsctl.analysis.checkin import CheckinStatus, PersonSpeaks
from opsctl.analysis.standing import Standing
from opsctl.model.person import Person
from opsctl.rendering.checkin.screen import week_phrase
from opsctl.rendering.figures import short_date
from opsctl.rendering.layout import Column, fit, line, opposite
from opsctl.rendering.markdown import escaped
from opsctl.rendering.rock.data import SCHEMA
from opsctl.rendering.rock.markdown import unread_markdown
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, COMMAND, DIM, STANDING_STYLES
from opsctl.rendering.visible import one_line

_COLUMNS = (
    Column(),
    Column("who", flexible=True, least=12),
    Column("spoken"),
    Column("words", right=True),
    Column("numbers", right=True),
    Column("their day", right=True, drop=1),
)
_NOBODY = "Nobody has a running Rock or a number for this week."


def status_lines(
    status: CheckinStatus,
    people: Mapping[str, Person],
    company: str,
    as_of: date,
    screen: Screen,
) -> Iterator[Text]:
    """Draw the screen, line by line."""
    dot = f" {screen.signs.dot} "
    left = Text.assemble((one_line(company), BOLD), f"{dot}{week_phrase(status.week, as_of)}")
    spoken = f"spoken {status.spoken} of {len(status.people)}"
    yield from opposite(left, Text(spoken, DIM), screen.width)
    if not status.people:
        yield Text(_NOBODY)
        return
    rows = [_cells(each, people, as_of, screen) for each in status.people]
    widths = fit(_COLUMNS, rows, None if screen.width is None else screen.width - 1)
    yield Text()
    headings = [Text(column.heading, DIM) for column in _COLUMNS]
    yield Text(" ") + line(_COLUMNS, headings, widths, screen.signs.more)
    for row in rows:
        yield Text(" ") + line(_COLUMNS, row, widths, screen.signs.more)
    if status.spoken < len(status.people):
        yield Text()
        yield Text(f"{screen.signs.arrow} opsctl checkin", COMMAND)


def _cells(
    each: PersonSpeaks, people: Mapping[str, Person], as_of: date, screen: Screen
) -> list[Text]:
    standing = Standing.DONE if each.checkin else Standing.PLANNED
    style = STANDING_STYLES[standing]
    return [
        Text(screen.signs.standing[standing], style),
        Text(one_line(_name(each, people))),
        Text(_spoken(each, as_of), style),
        Text(_of(each.words_given, each.words_expected)),
        Text(_of(each.numbers_entered, each.numbers_due)),
        Text(f"{each.day:%a} {short_date(each.day, as_of)}", DIM),
    ]


def status_markdown(
    status: CheckinStatus,
    people: Mapping[str, Person],
    company: str,
    as_of: date,
    unread: Sequence[str],
) -> str:
    """Write who has spoken as a short list."""
    lines = [f"# {escaped(company)} · {week_phrase(status.week, as_of)}", ""]
    lines.append(f"Spoken: {status.spoken} of {len(status.people)}.")
    lines += ["", *(_item(each, people, as_of) for each in status.people)]
    if not status.people:
        lines.append(_NOBODY)
    return "\n".join([*lines, *unread_markdown(unread)]) + "\n"


def _item(each: PersonSpeaks, people: Mapping[str, Person], as_of: date) -> str:
    counts = [
        f"{noun} {_of(given, due)}"
        for noun, given, due in (
            ("words", each.words_given, each.words_expected),
            ("numbers", each.numbers_entered, each.numbers_due),
        )
        if due
    ]
    facts = " · ".join([_spoken(each, as_of), *counts])
    return f"- [{'x' if each.checkin else ' '}] **{escaped(_name(each, people))}** · {facts}"


def status_data(
    status: CheckinStatus,
    people: Mapping[str, Person],
    company: str,
    as_of: date,
    unread: Sequence[str],
) -> Mapping[str, Any]:
    """Give the shape of `checkin --status`."""
    return {
        "schema": SCHEMA,
        "company": company,
        "as_of": as_of,
        "week": str(status.week),
        "first_day": status.days.first,
        "last_day": status.days.last,
        "spoken": status.spoken,
        "expected": len(status.people),
        "people": [_person_data(each, people) for each in status.people],
        "unread": list(unread),
    }


def _person_data(each: PersonSpeaks, people: Mapping[str, Person]) -> Mapping[str, Any]:
    checkin = each.checkin
    return {
        "id": each.person,
        "name": _name(each, people),
        "day": each.day,
        "spoken": checkin is not None,
        "date": checkin.date if checkin else None,
        "path": checkin.origin.path if checkin else None,
        "words": {"given": each.words_given, "expected": each.words_expected},
        "numbers": {"entered": each.numbers_entered, "due": each.numbers_due},
        "headlines": list(checkin.headlines) if checkin else [],
        "wins": list(checkin.wins) if checkin else [],
    }


def _name(each: PersonSpeaks, people: Mapping[str, Person]) -> str:
    return people[each.person].name if each.person in people else each.person


def _spoken(each: PersonSpeaks, as_of: date) -> str:
    return f"on {short_date(each.checkin.date, as_of)}" if each.checkin else "not yet"


def _of(given: int, due: int) -> str:
    return f"{given} of {due}" if due else ""
