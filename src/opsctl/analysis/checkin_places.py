"""Where else a person's words of a day stand, and the numbers that a check-in would give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from opsctl.analysis.scorecard.written import Written, where_written
from opsctl.model.cadence import Period
from opsctl.model.checkin import Checkin, names_of_rocks
from opsctl.model.rock import Rock, Say
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.text.span import Location


@dataclass(frozen=True, slots=True)
class SaidThere:
    """A word or a figure of a Rock, and where it stands.

    In a check-in, `checkin` has it under the Rock's `name`; else the Rock's own log has it.
    """

    value: Say | Decimal
    note: str | None
    place: Location
    checkin: Checkin | None = None
    name: str = ""

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.place.path}:{self.place.span.line}"


def words_elsewhere(
    rock: Rock, person: str, day: date, workspace: Workspace, besides: str | None = None
) -> Mapping[str, SaidThere]:
    """Find what a person said of a Rock on a day, as `say` and `now`, outside of one file.

    The Rock's own log goes before check-ins, and of it the lower entry.
    """
    found: dict[str, SaidThere] = {}
    for each in words_in_checkins(rock, person, day, workspace):
        if each.place.path != besides:
            found.setdefault(_part(each), each)
    current = workspace.people.current
    for index, entry in enumerate(rock.log):
        if entry.date != day or current(entry.by or "") != current(person):
            continue
        for part, value in (("say", entry.say), ("now", entry.now)):
            if value is not None:
                place = rock.origin.value("log", index, part)
                found[part] = SaidThere(value, entry.note, place)
    return found


def words_in_checkins(
    rock: Rock, person: str, day: date, workspace: Workspace
) -> tuple[SaidThere, ...]:
    """List the words and figures that check-ins of a person and day have for a Rock."""
    found: list[SaidThere] = []
    current = workspace.people.current
    for checkin in workspace.checkins:
        if checkin.date != day or current(checkin.person) != current(person):
            continue
        name = names_of_rocks(checkin, workspace.calendar).get(rock.ref)
        word = checkin.rocks[name] if name is not None else None
        if name is None or word is None:
            continue
        for part, value in (("say", word.say), ("now", word.now)):
            if value is not None:
                place = checkin.origin.value("rocks", name, part)
                found.append(SaidThere(value, word.note, place, checkin, name))
    return tuple(found)


def _part(said: SaidThere) -> str:
    return "say" if isinstance(said.value, Say) else "now"


def number_elsewhere(
    measurable: Measurable, period: Period, workspace: Workspace, besides: str | None
) -> Written | None:
    """Find where the number of a period stands outside of one file, its record first."""
    there = where_written(measurable, period, workspace)
    return next((each for each in there if each.path != besides), None)
