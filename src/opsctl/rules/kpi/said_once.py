"""A number of one period, and the word of a person on one day, is the same wherever it stands.

Why: a record and a check-in are one history. Where they differ, one of them is wrong, and nobody
can tell which one the screen shows.

Wrong:

    # scorecards/leadership/repeat-rate.yaml
    values:
      2026-W46: 22.4

    # checkins/2026-W46/leo.yaml
    values: {leadership/repeat-rate: 21.8}

Right:

    # scorecards/leadership/repeat-rate.yaml
    values:
      2026-W45: 22.4

    # checkins/2026-W46/leo.yaml
    values: {leadership/repeat-rate: 21.8}

Fix: correct one place, or remove it. That both say the same does no harm. Until then the record's
own number stands; of two check-ins, the owner's. A monthly number belongs to the last month that
ended by the Sunday of the check-in's week, so several check-ins may give the same month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.scorecard.readings import period_for, period_reported
from opsctl.model.cadence import Period
from opsctl.model.rock import Rock, RockRef
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location

_ONE_STAYS = "correct one of the two places, or remove it"


@dataclass(frozen=True, slots=True)
class _Said:
    """What stands in one place: `meaning` is compared, `text` is shown."""

    meaning: object
    text: str
    place: Location


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        for period, said in _numbers(measurable, workspace).items():
            yield from _differences(said, f"for {period}")
    for (_, _, day, _), said in _words(workspace).items():
        yield from _differences(said, f"on {day}")


def _differences(said: list[_Said], when: str) -> Iterator[Finding]:
    """Report each place of several that do not agree, with one that says otherwise."""
    first = said[0]
    other = next((each for each in said if each.meaning != first.meaning), None)
    if other is None:
        return
    for each in said:
        against = other if each.meaning == first.meaning else first
        where = f"{against.place.path}:{against.place.span.line}"
        message = f"`{each.text}` {when} here, and `{against.text}` in {where}"
        yield Finding("KPI017", each.place, message, _ONE_STAYS)


def _numbers(measurable: Measurable, workspace: Workspace) -> dict[Period, list[_Said]]:
    """Give what is said of each period that a check-in speaks of."""
    said: dict[Period, list[_Said]] = {}
    for checkin, name in workspace.reported.get(measurable.ref, ()):
        period = period_reported(measurable, checkin, workspace)
        place = checkin.origin.value("values", name, "value")
        entry = _said(checkin.values[name], place, measurable)
        if period is not None and entry is not None:
            said.setdefault(period, []).append(entry)
    for key, value in measurable.values.items() if said else ():
        period = period_for(measurable, key)
        entry = _said(value, measurable.origin.value("values", key, "value"), measurable)
        if period in said and entry is not None:
            said[period].append(entry)
    return said


def _said(entry: ValueEntry, place: Location, measurable: Measurable) -> _Said | None:
    """Give what an entry says; none where it cannot be read, which is another finding."""
    if entry.value is None:
        return _Said("n/a", "n/a", place)
    try:
        return _Said(measurable.unit.read(entry.value), entry.value.text, place)
    except Unreadable:
        return None


_Word = tuple[RockRef, str, date, str]
"""A Rock, a person, a day, and which of `say` and `now`."""


def _words(workspace: Workspace) -> dict[_Word, list[_Said]]:
    """Give what check-ins say of Rocks, and beside it what the logs of these say."""
    said: dict[_Word, list[_Said]] = {}
    rocks: dict[RockRef, Rock] = {}
    for checkin in workspace.checkins:
        quarter = workspace.calendar.quarter_of(checkin.week.thursday)
        by = workspace.people.current(checkin.person)
        for name, word in checkin.rocks.items():
            ref = RockRef.parse(name, quarter)
            rock = workspace.rocks_by_ref.get(ref) if ref else None
            if rock is None:
                continue
            rocks[rock.ref] = rock
            for part, meaning in (("say", word.say), ("now", word.now)):
                if meaning is not None:
                    place = checkin.origin.value("rocks", name, part)
                    key = (rock.ref, by, checkin.date, part)
                    said.setdefault(key, []).append(_Said(meaning, _text(meaning), place))
    for rock in rocks.values():
        for key, entry in _logged(rock, workspace).items():
            if key in said:
                said[key].append(entry)
    return said


def _logged(rock: Rock, workspace: Workspace) -> dict[_Word, _Said]:
    """Give what the log says; of a person's words of one day the lower one counts."""
    logged: dict[_Word, _Said] = {}
    for index, entry in enumerate(rock.log):
        by = workspace.people.current(entry.by or "")
        for part, meaning in (("say", entry.say), ("now", entry.now)):
            if meaning is not None:
                place = rock.origin.value("log", index, part)
                logged[(rock.ref, by, entry.date, part)] = _Said(meaning, _text(meaning), place)
    return logged


def _text(meaning: object) -> str:
    return str(meaning)


RULE = Rule("KPI017", "said-once", Severity.ERROR, __doc__, check)
