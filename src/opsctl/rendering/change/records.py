"""The Rocks, numbers and check-ins of a change under one head each, for every output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opsctl.analysis.change_story import ChangeStory, RecordStory
from opsctl.analysis.record_change import RecordChange
from opsctl.model.rock import Rock
from opsctl.model.scorecard import Measurable
from opsctl.rendering.record_changes.checkin import checkin_phrase
from opsctl.rendering.record_changes.number import number_phrase
from opsctl.rendering.record_changes.rock import rock_phrase
from opsctl.rendering.record_changes.wording import Phrase

GROUND = "Who may approve, or which rules are asked, changes in"


@dataclass(frozen=True)
class Told:
    """A record of a change: its title and name as they stand in files, and a phrase for changes."""

    title: str
    name: str
    changes: tuple[RecordChange, ...]
    phrase: Phrase


def told(story: ChangeStory) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Give each kind of record that changed, with a head, in the order of the screen."""
    rocks = tuple(_told(each, rock_phrase) for each in story.rocks)
    numbers = tuple(_told(each, number_phrase) for each in story.measurables)
    checkins = tuple(
        Told(each.record.person, str(each.record.week), each.changes, checkin_phrase)
        for each in story.checkins
    )
    heads = (("Rocks", rocks), ("Numbers", numbers), ("Check-ins", checkins))
    return ((head, records) for head, records in heads if records)


def _told(story: RecordStory[Rock] | RecordStory[Measurable], phrase: Phrase) -> Told:
    record = story.record
    return Told(record.title, f"{record.ref}, {record.owner}", story.changes, phrase)
