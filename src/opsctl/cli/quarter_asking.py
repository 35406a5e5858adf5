"""Closing a quarter on a terminal: person by person, Rock by Rock, one key each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import typer
from rich.text import Text

from opsctl.analysis.closing import looks_done, open_milestones, open_rocks
from opsctl.analysis.quarter_story import carried_rocks
from opsctl.analysis.rock import view_rock
from opsctl.cli.asking import asked, asked_or_none, day_within, needed_text, optional
from opsctl.cli.quarter_closing import Closing
from opsctl.model.closing import Answer, Carry, Ending
from opsctl.model.period import Days
from opsctl.model.rock import Rock, RockRef
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.slug import is_slug, slug_of
from opsctl.rendering.figures import counted
from opsctl.rendering.quarter.question import question_lines
from opsctl.rendering.rock.page import rock_page_lines
from opsctl.rendering.theme import BOLD
from opsctl.rendering.visible import one_line
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin

_KEYS = {"d": Ending.DONE, "m": Ending.MISSED, "c": Ending.MISSED, "x": Ending.DROPPED}


def people_of(closing: Closing) -> list[tuple[str, tuple[Rock, ...]]]:
    """Give the people with open Rocks, by id, each with theirs."""
    current = closing.workspace.people.current
    rocks = open_rocks(closing.workspace, closing.quarter)
    ordered = sorted(rocks, key=lambda rock: (current(rock.owner), rock.id))
    grouped = groupby(ordered, key=lambda rock: current(rock.owner))
    return [(owner, tuple(members)) for owner, members in grouped]


def ask_person(
    closing: Closing, owner: str, rocks: Sequence[Rock], place: str
) -> Mapping[RockRef, Answer]:
    """Ask one person about their Rocks; `place` says how many people are through."""
    heading = f"{one_line(owner)}  {counted(len(rocks), 'Rock')}, {place}"
    closing.session.lines([Text(), Text(heading, BOLD)])
    return {rock.ref: _ask(closing, rock) for rock in rocks}


def _ask(closing: Closing, rock: Rock) -> Answer:
    view = view_rock(rock, closing.workspace, closing.as_of)
    screen = closing.session.screen
    suggests_done = looks_done(rock, closing.workspace, closing.as_of)
    closing.session.lines(question_lines(view, screen, suggests_done=suggests_done))
    key = _key()
    while not key:
        closing.session.lines(rock_page_lines(view, screen))
        key = _key()
    ending = _KEYS[key]
    why = None if ending is Ending.DONE else needed_text("  Why")
    learned = optional("  Learned (Enter for nothing)")
    impact = optional("  Impact (Enter for nothing)")
    carry = _carry(closing, rock) if key == "c" else None
    origin = Origin(rock.origin.path)
    return Answer(rock.id, origin, ending, why, learned, impact, None, carry)


def _key() -> str:
    """Ask for the one key; empty for Enter, which asks for the evidence."""
    question = "  d done, m missed, c missed and carried on, x dropped, Enter for the evidence"
    return str(asked(question, _read_key))


def _read_key(scalar: Scalar) -> str:
    key = scalar.text[:1].casefold()
    if key and (key not in _KEYS or len(scalar.text) > 1):
        raise Unreadable(f"{scalar.shown} is none of the keys", "d, m, c, x or Enter")
    return key


def _carry(closing: Closing, rock: Rock) -> Carry | None:
    """Ask for every day that the Rock needs in the next quarter; none where it is there already."""
    there = carried_rocks(closing.workspace, closing.quarter).get(rock.ref)
    if there is not None:
        closing.session.remark(f"  it goes on as {there.ref} already")
        return None
    days = closing.workspace.calendar.days(closing.into)
    name = _free_name(closing, rock)
    due = asked(f"  Due in {closing.into}", lambda scalar: day_within(scalar, days))
    milestones = {}
    for each in open_milestones(rock):
        day = _new_day(each.title, days)
        if day is not None:
            milestones[each.title] = day
    left = tuple(each.title for each in open_milestones(rock) if each.title not in milestones)
    return Carry(due, milestones, left, name)


def _new_day(title: str, days: Days) -> date | None:
    question = f"    “{one_line(title)}” due (Enter to leave it behind)"
    day: date | None = asked_or_none(question, lambda scalar: day_within(scalar, days))
    return day


def _free_name(closing: Closing, rock: Rock) -> str | None:
    """Ask for another id where the old one belongs to another Rock by now."""
    refs = closing.workspace.rock_refs
    if RockRef(closing.into, rock.id) not in refs:
        return None

    def read(scalar: Scalar) -> str:
        if not is_slug(scalar.text):
            raise Unreadable(f"{scalar.shown} is no id", f"write {slug_of(scalar.text)}")
        if RockRef(closing.into, scalar.text) in refs:
            raise UsageProblem(f"{closing.into} has a Rock `{scalar.text}` already")
        return scalar.text

    return str(asked(f"  {closing.into} has another Rock `{rock.id}`; new id", read))


def confirmed(writes: int) -> bool:
    """Ask whether one person's answers are to be written."""
    return typer.confirm(f"  Write {counted(writes, 'file')}", default=True)
