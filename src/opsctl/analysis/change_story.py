"""A change in the company's words: procedures, Rocks, numbers and check-ins that differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from opsctl.analysis.checkin_difference import checkin_difference, known_numbers
from opsctl.analysis.record_change import RecordChange
from opsctl.analysis.rock import view_rock
from opsctl.analysis.rock_difference import rock_difference
from opsctl.analysis.scorecard.difference import NOTHING_SAID, Said, measurable_difference
from opsctl.analysis.scorecard.readings import said_of
from opsctl.analysis.sop.revision import Revision, revisions
from opsctl.analysis.standing import Standing
from opsctl.model.change import Change, Pair
from opsctl.model.checkin import Checkin
from opsctl.model.rock import Rock
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.text.tree import WORKSPACE_FILE

_GROUND = frozenset([WORKSPACE_FILE, "people.yaml", "teams.yaml"])
R = TypeVar("R", Rock, Measurable, Checkin)


@dataclass(frozen=True, eq=False)
class RecordStory(Generic[R]):
    """A record, as it is or else was, and what changed, the most important first."""

    record: R
    changes: tuple[RecordChange, ...]


@dataclass(frozen=True, eq=False)
class ChangeStory:
    """Everything that a change does, each kind in the order of what weighs most, else by name.

    `ground` names the files that change which say who may approve, and which rules are asked.
    """

    sops: tuple[Revision, ...]
    rocks: tuple[RecordStory[Rock], ...]
    measurables: tuple[RecordStory[Measurable], ...]
    checkins: tuple[RecordStory[Checkin], ...]
    ground: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing that opsctl knows of changes."""
        records = self.sops or self.rocks or self.measurables or self.checkins
        return not (records or self.ground)


def change_story(change: Change) -> ChangeStory:
    """Tell what a change does; how Rocks stand is of the days of the base and of the head."""
    return ChangeStory(
        revisions(change),
        tuple(each for each in _rocks(change) if each.changes),
        tuple(each for each in _numbers(change) if each.changes),
        tuple(each for each in _checkins(change) if each.changes),
        tuple(sorted(path for path in change.paths if path in _GROUND)),
    )


def _rocks(change: Change) -> Iterator[RecordStory[Rock]]:
    for pair in change.rocks:
        was, now = _standings(pair, change)
        calendar = change.head.calendar
        found = rock_difference(pair.before, pair.after, calendar, was, now)
        yield RecordStory(pair.either, found)


def _standings(pair: Pair[Rock], change: Change) -> tuple[Standing | None, Standing | None]:
    """Give how a Rock stood and stands; nothing of one that came or went."""
    if pair.before is None or pair.after is None:
        return None, None
    was = view_rock(pair.before, change.base, change.base_day).judgement.standing
    return was, view_rock(pair.after, change.head, change.head_day).judgement.standing


def _numbers(change: Change) -> Iterator[RecordStory[Measurable]]:
    for pair in change.measurables:
        found = measurable_difference(
            pair.before,
            pair.after,
            change.head_day,
            change.head.calendar,
            _said(pair.before, change.base),
            _said(pair.after, change.head),
        )
        yield RecordStory(pair.either, found)


def _said(measurable: Measurable | None, workspace: Workspace) -> Said:
    return NOTHING_SAID if measurable is None else said_of(measurable, workspace)


def _checkins(change: Change) -> Iterator[RecordStory[Checkin]]:
    for pair in change.checkins:
        both = (pair.before, pair.after)
        found = checkin_difference(
            *both,
            change.head_day,
            change.head.calendar,
            known_numbers(both, change.base),
            known_numbers(both, change.head),
        )
        yield RecordStory(pair.either, found)
