"""A check-in on a terminal: a line for each Rock and each number, and Enter for what stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from rich.text import Text

from opsctl.analysis.checkin import Agenda, DueNumber
from opsctl.analysis.checkin_answers import name_of_number, number_clash, word_over
from opsctl.analysis.checkin_places import number_elsewhere, words_elsewhere
from opsctl.analysis.rock import view_rock
from opsctl.analysis.scorecard.written import says_the_same, typed_over
from opsctl.analysis.standing import Standing
from opsctl.analysis.words import newest_word
from opsctl.cli.asking import asked, optional
from opsctl.cli.checkin_writing import blank_checkin
from opsctl.cli.scorecard_fill import read_answer
from opsctl.cli.session import Session
from opsctl.model.checkin import Checkin, CheckinWord, names_of_rocks
from opsctl.model.rock import Rock, Say
from opsctl.model.scalar import Scalar, Unreadable, read_number
from opsctl.model.scorecard import ValueEntry
from opsctl.model.workspace import Workspace
from opsctl.rendering.checkin.screen import agenda_lines, number_text, rock_lines, said_lines
from opsctl.rendering.figures import plain_number
from opsctl.rendering.theme import DIM, STANDING_WORDS
from opsctl.rendering.visible import one_line

_WORDS: Mapping[str, Say] = MappingProxyType(
    {
        **dict.fromkeys(("o", "1", "on-track"), Say.ON_TRACK),
        **dict.fromkeys(("f", "2", "off-track"), Say.OFF_TRACK),
        **dict.fromkeys(("d", "3", "in-danger"), Say.IN_DANGER),
    }
)
_NOTHING = "-"


def ask_checkin(session: Session, workspace: Workspace, agenda: Agenda) -> Checkin:
    """Ask for everything on the agenda; Enter keeps what was said before."""
    found = workspace.people.find(agenda.person)
    name = found.name if found else agenda.person
    session.lines(agenda_lines(agenda, name, session.screen))
    before = blank_checkin(agenda)
    rocks = _ask_rocks(session, workspace, agenda, before)
    if agenda.asked:
        session.lines([Text()])
    values = dict(before.values)
    for number in agenda.asked:
        key = name_of_number(str(number.measurable.ref), before, workspace)
        entry = _ask_number(number, values.get(key), before.origin.path, workspace)
        values.pop(key, None)
        values |= {key: entry} if entry else {}
    session.lines([Text()])
    headlines = _ask_texts(session, "Headline", before.headlines)
    wins = _ask_texts(session, "Win", before.wins)
    return replace(before, values=values, rocks=rocks, headlines=headlines, wins=wins)


def _ask_rocks(
    session: Session, workspace: Workspace, agenda: Agenda, before: Checkin
) -> Mapping[str, CheckinWord]:
    names = names_of_rocks(before, workspace.calendar)
    words = dict(before.rocks)
    for rock in agenda.rocks:
        session.lines(rock_lines(view_rock(rock, workspace, agenda.as_of), session.screen))
        name = names.get(rock.ref, rock.id)
        path = before.origin.path
        there = words_elsewhere(rock, agenda.person, agenda.day, workspace, path)
        mine = before.rocks.get(name)
        if "say" in there:
            session.lines(said_lines(rock, there["say"], agenda.day, session.screen))
            word = mine
        else:
            last = newest_word(rock, agenda.day) if agenda.before is None else None
            kept = CheckinWord(last.say) if last else mine
            word = _ask_word(kept, mine, must_say=agenda.before is None and not there)
        if rock.outcome is not None and rock.outcome.measurable is None and "now" not in there:
            word = replace(word or CheckinWord(), now=_ask_now(rock, mine.now if mine else None))
        words.pop(name, None)
        words |= {name: word} if word not in (None, CheckinWord()) else {}
    return words


def _ask_word(
    kept: CheckinWord | None, before: CheckinWord | None, *, must_say: bool
) -> CheckinWord | None:
    """Ask for a word, with its note behind it; what stands beside an older one stays."""
    said = f"Enter {STANDING_WORDS[Standing(kept.say)]}" if kept and kept.say else ""
    skip = f"{_NOTHING} nothing" if said or must_say else "Enter nothing"
    question = f"  o, f, d; {', '.join(part for part in (said, skip) if part)}"

    def read(scalar: Scalar) -> CheckinWord | None:
        if not scalar.text:
            if kept is None and must_say:
                raise Unreadable("a word is needed", f"o, f or d; {_NOTHING} says nothing of it")
            return kept
        return None if scalar.text == _NOTHING else word_over(_read_word(scalar), before)

    word: CheckinWord | None = asked(question, read)
    return word


def _read_word(scalar: Scalar) -> CheckinWord:
    key, _, note = scalar.text.partition(" ")
    say = _WORDS.get(key.casefold())
    if say is None:
        raise Unreadable(f"`{one_line(key)}` is none of the words", "o, f, d, and then a note")
    return CheckinWord(say, note=note.strip() or None)


def _ask_now(rock: Rock, kept: Decimal | None) -> Decimal | None:
    outcome = rock.outcome
    measure = one_line(outcome.measure) if outcome and outcome.measure else "outcome"
    last = [entry.now for entry in rock.words if entry.now is not None]
    was = "" if not last else f", was {plain_number(last[-1])}"
    stays = "Enter leaves it out" if kept is None else f"Enter {plain_number(kept)}"

    def read(scalar: Scalar) -> Decimal | None:
        if not scalar.text:
            return kept
        return None if scalar.text == _NOTHING else read_number(scalar)

    now: Decimal | None = asked(f"  {measure} now{was}; {stays}", read)
    return now


def _ask_number(
    number: DueNumber, kept: ValueEntry | None, path: str, workspace: Workspace
) -> ValueEntry | None:
    """Ask for a number, with its note behind a `#`, or for the reason why there is none.

    A note stays where no other is given; a `#` with nothing behind it takes it away.
    """
    measurable = number.measurable
    stays = f"; Enter {_entry_text(kept)}" if kept else ""
    there = number_elsewhere(measurable, number.period, workspace, path)

    def read(scalar: Scalar) -> ValueEntry | None:
        if not scalar.text:
            return kept
        if scalar.text == _NOTHING:
            return None
        entry = read_answer(measurable, scalar)
        if there is not None and not says_the_same(measurable, entry, there.entry):
            raise Unreadable(*number_clash(measurable, there))
        return entry if scalar.text.endswith("#") else typed_over(entry, kept)

    entry: ValueEntry | None = asked(f"{number_text(number)}{stays}", read)
    return entry


def _entry_text(entry: ValueEntry) -> str:
    return one_line(entry.value.text) if entry.value else f"n/a {one_line(entry.na or '')}"


def _ask_texts(session: Session, noun: str, kept: Sequence[str]) -> tuple[str, ...]:
    """Ask for texts until an empty line; those that were there stay, unless `-` drops them."""
    session.lines(Text(f"  {one_line(each)}", DIM) for each in kept)
    texts = list(kept)
    question = f"{noun} (Enter to go on{f', {_NOTHING} to drop these' if kept else ''})"
    while (text := optional(question)) is not None:
        texts = [] if text == _NOTHING else [*texts, text]
    return tuple(texts)
