"""Whether a check-in that somebody hands in can be taken, and what it comes to with one there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from opsctl.analysis.checkin import Agenda
from opsctl.analysis.checkin_places import SaidThere, number_elsewhere, words_elsewhere
from opsctl.analysis.scorecard.readings import period_reported
from opsctl.analysis.scorecard.written import Written, says_the_same, typed_over
from opsctl.model.cadence import Cadence
from opsctl.model.checkin import Checkin, CheckinWord, names_of_rocks
from opsctl.model.rock import LogEntry, Rock, RockRef
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.text.diagnostic import Finding
from opsctl.text.suggestion import did_you_mean

CODE = "FILE019"
"""What the findings are filed under: values that do not fit."""


def checkin_findings(checkin: Checkin, agenda: Agenda, workspace: Workspace) -> Iterator[Finding]:
    """Report what cannot be taken of a check-in, at the place where it says so."""
    if checkin.date > agenda.as_of:
        message = f"`{checkin.date}` is still to come"
        hint = "a check-in is dated when it is said"
        yield Finding(CODE, checkin.origin.value("date"), message, hint)
    for name in checkin.values:
        yield from _number_findings(checkin, name, agenda, workspace)
    refs = {name: ref for ref, name in names_of_rocks(checkin, workspace.calendar).items()}
    for name in checkin.rocks:
        yield from _word_findings(checkin, name, refs.get(name), agenda, workspace)


def merged(agenda: Agenda, given: Checkin, workspace: Workspace) -> Checkin:
    """Put what is given over what the person's check-in says: what is not given stays.

    What stands in another place already, and is the same there, is left out.
    """
    before = agenda.before or replace(given, values={}, rocks={}, headlines=(), wins=())
    rocks, values = dict(before.rocks), dict(before.values)
    known = names_of_rocks(before, workspace.calendar)
    for ref, name in names_of_rocks(given, workspace.calendar).items():
        rock = workspace.rocks_by_ref.get(ref)
        there = _words_there(rock, agenda, workspace) if rock else {}
        mine = known.get(ref, name)
        new = _without(given.rocks[name], there)
        if new != CheckinWord():
            rocks[mine] = word_over(new, rocks.get(mine))
    for name, entry in given.values.items():
        mine = name_of_number(name, before, workspace)
        if mine in values or _number_there(name, given, agenda, workspace) is None:
            values[mine] = typed_over(entry, values.get(mine))
    return replace(
        before,
        values=values,
        rocks=rocks,
        headlines=tuple(dict.fromkeys((*before.headlines, *given.headlines))),
        wins=tuple(dict.fromkeys((*before.wins, *given.wins))),
    )


def word_over(word: CheckinWord, before: CheckinWord | None) -> CheckinWord:
    """Put a word over an older one: what is not given stays, save the note of another word."""
    if before is None:
        return word
    stays = word.say is None or word.say is before.say
    return CheckinWord(
        say=word.say or before.say,
        now=before.now if word.now is None else word.now,
        note=word.note or (before.note if stays else None),
    )


def name_of_number(name: str, checkin: Checkin, workspace: Workspace) -> str:
    """Give the name that a check-in has for a number already, else the one that is given."""
    found = workspace.find_measurable(name, "")
    for each in checkin.values if found else ():
        other = workspace.find_measurable(each, "")
        if other is not None and found is not None and other.ref == found.ref:
            return each
    return name


def parted(
    agenda: Agenda, made: Checkin, workspace: Workspace
) -> tuple[Checkin, tuple[tuple[Rock, LogEntry], ...]]:
    """Part what a check-in may say from what is said of Rocks on another day than its own.

    The latter is for the logs of these Rocks, so that nothing is dated before it was said.
    """
    before = agenda.before
    if before is None or before.date == agenda.day:
        return made, ()
    rocks, logged = dict(made.rocks), list[tuple[Rock, LogEntry]]()
    for ref, name in names_of_rocks(made, workspace.calendar).items():
        old, word = before.rocks.get(name, CheckinWord()), made.rocks[name]
        say = word.say if word.say is not old.say else None
        now = word.now if word.now != old.now else None
        note = word.note if word.note != old.note else None
        rock = workspace.rocks_by_ref.get(ref)
        if rock is None or (say, now, note) == (None, None, None):
            continue
        logged.append((rock, LogEntry(agenda.day, agenda.person, say, now, note)))
        rocks |= {name: old}
    kept = {name: word for name, word in rocks.items() if word != CheckinWord()}
    return replace(made, rocks=kept), tuple(logged)


def _without(word: CheckinWord, there: Mapping[str, SaidThere]) -> CheckinWord:
    """Leave out of a word what stands elsewhere, a note of that too."""
    say = None if "say" in there else word.say
    now = None if "now" in there else word.now
    is_there = any(each.note == word.note for each in there.values())
    return CheckinWord(say, now, None if is_there else word.note)


def _words_there(rock: Rock, agenda: Agenda, workspace: Workspace) -> Mapping[str, SaidThere]:
    mine = agenda.before.origin.path if agenda.before else None
    return words_elsewhere(rock, agenda.person, agenda.day, workspace, mine)


def _number_there(
    name: str, checkin: Checkin, agenda: Agenda, workspace: Workspace
) -> Written | None:
    """Find where a number stands beside the person's own check-in."""
    measurable = workspace.find_measurable(name, "")
    period = period_reported(measurable, checkin, workspace) if measurable else None
    if measurable is None or period is None:
        return None
    mine = agenda.before.origin.path if agenda.before else None
    return number_elsewhere(measurable, period, workspace, mine)


def _number_findings(
    checkin: Checkin, name: str, agenda: Agenda, workspace: Workspace
) -> Iterator[Finding]:
    measurable = workspace.find_measurable(name, "")
    place = checkin.origin.key("values", name)
    if measurable is None:
        known = [str(ref) for ref in workspace.measurable_refs]
        meant = did_you_mean(name, known) or did_you_mean(f"x/{name}", known)
        hint = meant or "write scorecard/number, as in leadership/repeat-rate"
        yield Finding(CODE, place, f"there is no number `{name}`", hint)
        return
    refused = _why_not_typed(measurable, agenda.person, workspace)
    if refused:
        yield Finding(CODE, place, *refused)
        return
    entry = checkin.values[name]
    where = checkin.origin.value("values", name, "value")
    if entry.value is not None:
        try:
            measurable.unit.read(entry.value)
        except Unreadable as error:
            yield Finding(CODE, where, f"{error.message} (unit {measurable.unit})", error.hint)
            return
    yield from _told_otherwise(checkin, name, measurable, agenda, workspace)


def _why_not_typed(
    measurable: Measurable, person: str, workspace: Workspace
) -> tuple[str, str] | None:
    """Say why a person's check-in is not the place for a number, with what to do instead."""
    ref, current = measurable.ref, workspace.people.current
    if measurable.formula is not None:
        return f"`{ref}` is computed, not typed", f"opsctl scorecard explain {ref}"
    if measurable.cadence is Cadence.DAY:
        return f"`{ref}` is a daily number", "it stands in its own record: opsctl scorecard set"
    by = [current(each) for each in (measurable.owner, measurable.entered_by) if each]
    if person not in by:
        hint = "`entered_by` in its record names who else may type it"
        return f"`{ref}` is entered by {' or '.join(by)}", hint
    return None


def _told_otherwise(
    checkin: Checkin, name: str, measurable: Measurable, agenda: Agenda, workspace: Workspace
) -> Iterator[Finding]:
    """Report a number that another file has already, and has otherwise."""
    there = _number_there(name, checkin, agenda, workspace)
    entry = checkin.values[name]
    if there is None:
        return
    place = checkin.origin.value("values", name)
    if not says_the_same(measurable, entry, there.entry):
        yield Finding(CODE, place, *number_clash(measurable, there))
    elif entry.note not in (None, there.entry.note):
        message = f"`{measurable.ref}` stands in {there.where}, and its note belongs there"
        yield Finding(CODE, place, message, "leave it out here")


def number_clash(measurable: Measurable, there: Written) -> tuple[str, str]:
    """Say that a number stands elsewhere and says otherwise, and what to do."""
    text = there.entry.value.text if there.entry.value else f"n/a {there.entry.na}"
    message = f"`{measurable.ref}` stands in {there.where}, and says otherwise: `{text}`"
    return message, f"leave it out here, or correct it in {there.path}"


def _clashes(
    checkin: Checkin, name: str, rock: Rock, agenda: Agenda, workspace: Workspace
) -> Iterator[Finding]:
    """Report what is said of a Rock and stands elsewhere on that day, and otherwise there."""
    there, word = _words_there(rock, agenda, workspace), checkin.rocks[name]
    before = agenda.before
    known = names_of_rocks(before, workspace.calendar).get(rock.ref) if before else None
    old = before.rocks[known] if before and known is not None else CheckinWord()
    hint = f"leave it out here, or change it there: opsctl rock log {rock.id}"
    for part, each in there.items():
        given, mine = getattr(word, part), getattr(old, part)
        if given not in (None, mine, each.value):
            message = f"`{each.value}` is said of `{name}` on {agenda.day} in {each.where}"
            yield Finding(CODE, checkin.origin.value("rocks", name, part), message, hint)
    notes = (None, old.note, *(each.note for each in there.values()))
    if _without(word, there) == CheckinWord(note=word.note) and there and word.note not in notes:
        where = next(iter(there.values())).where
        message = f"`{name}` has its word of {agenda.day} in {where}, and the note belongs there"
        yield Finding(CODE, checkin.origin.value("rocks", name, "note"), message, hint)


def _word_findings(
    checkin: Checkin, name: str, ref: RockRef | None, agenda: Agenda, workspace: Workspace
) -> Iterator[Finding]:
    place, word = checkin.origin.key("rocks", name), checkin.rocks[name]
    quarter = workspace.calendar.quarter_of(checkin.week.thursday)
    rock = workspace.rocks_by_ref.get(ref) if ref else None
    if rock is None:
        known = [each.id for each in workspace.rocks_of(quarter)]
        hint = did_you_mean(name, known) or f"Rocks of {quarter}: opsctl rock list"
        yield Finding(CODE, place, f"{quarter} has no Rock `{name}`", hint)
    elif word.now is not None and (rock.outcome is None or rock.outcome.measurable):
        message = f"`{name}` has no outcome of its own that a number could be of"
        yield Finding(CODE, checkin.origin.value("rocks", name, "now"), message, "leave it out")
    elif word == CheckinWord():
        yield Finding(CODE, place, f"nothing is said of `{name}`", "write say: on-track")
    else:
        yield from _clashes(checkin, name, rock, agenda, workspace)
