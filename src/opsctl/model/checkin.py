"""Check-ins: what one person says about one week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar

from opsctl.model.field import STRICT, Config, Day, Given, Number, Text, choice
from opsctl.model.period import Calendar, Week
from opsctl.model.rock import LogEntry, Rock, RockRef, SaidIn, Say
from opsctl.model.scorecard import Values
from opsctl.text.span import Origin


@dataclass(frozen=True, slots=True)
class CheckinWord:
    """What somebody says about one Rock in a check-in."""

    say: Annotated[Say, choice(Say)] | None = None
    now: Number | None = None
    note: Text | None = None

    __pydantic_config__: ClassVar[Config] = STRICT


@dataclass(frozen=True, slots=True)
class Checkin:
    """What one person says about one week: numbers, words on Rocks, headlines and wins.

    `week` is the week that the numbers are for; `date` is the day on which all of it was said.
    """

    week: Annotated[Week, Given()]
    person: Annotated[str, Given()]
    origin: Annotated[Origin, Given()] = field(compare=False, repr=False)
    date: Day
    values: Values = field(default_factory=dict)
    rocks: Mapping[str, CheckinWord] = field(default_factory=dict)
    headlines: tuple[Text, ...] = ()
    wins: tuple[Text, ...] = ()

    __pydantic_config__: ClassVar[Config] = STRICT

    def entry(self, name: str) -> LogEntry:
        """Give the word on a Rock as an entry of its log."""
        word = self.rocks[name]
        source = SaidIn(self.week, self.origin, name)
        return LogEntry(self.date, self.person, word.say, word.now, word.note, source)


def names_of_rocks(checkin: Checkin, calendar: Calendar) -> Mapping[RockRef, str]:
    """Give the Rocks that a check-in speaks of, with the names it uses for them."""
    quarter = calendar.quarter_of(checkin.week.thursday)
    refs = ((RockRef.parse(name, quarter), name) for name in checkin.rocks)
    return {ref: name for ref, name in refs if ref}


def with_words(
    rocks: Iterable[Rock], checkins: Iterable[Checkin], calendar: Calendar
) -> tuple[Rock, ...]:
    """Give Rocks what check-ins say of them; a bare id is one of the quarter of the week.

    Where a Rock's own log has a word or a figure of the same person and day, the log's stands.
    """
    said: dict[RockRef, list[LogEntry]] = {}
    for checkin in checkins:
        for ref, name in names_of_rocks(checkin, calendar).items():
            said.setdefault(ref, []).append(checkin.entry(name))
    return tuple(_with_said(rock, said) if said else rock for rock in rocks)


def _with_said(rock: Rock, said: Mapping[RockRef, Sequence[LogEntry]]) -> Rock:
    refs = [rock.ref, *(RockRef(rock.quarter, old) for old in rock.formerly)]
    entries = [_beside(entry, rock.log) for ref in refs for entry in said.get(ref, ())]
    news = sorted((each for each in entries if each), key=lambda entry: entry.date)
    return replace(rock, said=tuple(news)) if news else rock


def _beside(entry: LogEntry, log: Sequence[LogEntry]) -> LogEntry | None:
    """Leave out of an entry what a log says itself; none if nothing is left."""
    same = [each for each in log if each.date == entry.date and each.by == entry.by]
    say = None if any(each.say for each in same) else entry.say
    now = None if any(each.now is not None for each in same) else entry.now
    is_told = say is not None or now is not None or (entry.note is not None and not same)
    return replace(entry, say=say, now=now) if is_told else None
