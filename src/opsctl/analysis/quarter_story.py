"""The story of a quarter: what was promised, what came of it, and the quarters before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from opsctl.analysis.completion import Completion, completion
from opsctl.analysis.rock import RockView, view_rock
from opsctl.analysis.standing import Standing
from opsctl.model.period import Quarter
from opsctl.model.rock import Rock, RockRef
from opsctl.model.workspace import Workspace

QUARTERS_COMPARED = 8


@dataclass(frozen=True, slots=True)
class StoryRock:
    """A Rock of the quarter, and the Rock of a later quarter that carries it on, if any."""

    view: RockView
    carried_to: RockRef | None


@dataclass(frozen=True, slots=True)
class QuarterRate:
    """How much of what a quarter promised was kept, as of the day of the story."""

    quarter: Quarter
    completion: Completion

    @property
    def meets_standard(self) -> bool | None:
        """Tell whether the rate reaches the standard of today, also while the quarter runs."""
        figures = self.completion
        return None if figures.rate is None else figures.rate >= Fraction(figures.standard)


@dataclass(frozen=True, slots=True)
class QuarterStory:
    """What a quarter promised and what came of it, as of a day.

    `running` are the Rocks without a result, `planned` those never started. `compared` holds up
    to 8 quarters that have Rocks, the oldest first and this one last.
    """

    quarter: Quarter
    as_of: date
    completion: Completion
    done: tuple[StoryRock, ...]
    missed: tuple[StoryRock, ...]
    dropped: tuple[StoryRock, ...]
    running: tuple[StoryRock, ...]
    planned: tuple[StoryRock, ...]
    compared: tuple[QuarterRate, ...]

    @property
    def promised(self) -> tuple[StoryRock, ...]:
        """Every Rock that the quarter committed to."""
        everything = (*self.done, *self.missed, *self.dropped, *self.running, *self.planned)
        return tuple(each for each in everything if each.view.is_committed)

    @property
    def carried(self) -> tuple[StoryRock, ...]:
        """Those that go on in a later quarter."""
        return tuple(each for each in (*self.missed, *self.dropped, *self.done) if each.carried_to)


def quarter_story(workspace: Workspace, quarter: Quarter, as_of: date) -> QuarterStory:
    """Tell the story of a quarter as of a day."""
    rocks = workspace.rocks_of(quarter)
    views = [view_rock(rock, workspace, as_of) for rock in rocks]
    carried = carried_rocks(workspace, quarter)
    told = [StoryRock(view, _carried_to(view.rock, carried)) for view in views]

    def standing(*standings: Standing) -> tuple[StoryRock, ...]:
        return tuple(each for each in told if each.view.standing in standings)

    before = [each for each in workspace.quarters() if each <= quarter][-QUARTERS_COMPARED:]
    return QuarterStory(
        quarter=quarter,
        as_of=as_of,
        completion=_completion(views, workspace, quarter, as_of),
        done=standing(Standing.DONE),
        missed=standing(Standing.MISSED),
        dropped=standing(Standing.DROPPED),
        running=standing(Standing.IN_DANGER, Standing.OFF_TRACK, Standing.ON_TRACK),
        planned=standing(Standing.PLANNED),
        compared=tuple(
            QuarterRate(each, quarter_completion(workspace, each, as_of)) for each in before
        ),
    )


def quarter_completion(workspace: Workspace, quarter: Quarter, as_of: date) -> Completion:
    """Compute the completion of one quarter as of a day."""
    views = [view_rock(rock, workspace, as_of) for rock in workspace.rocks_of(quarter)]
    return _completion(views, workspace, quarter, as_of)


def carried_rocks(workspace: Workspace, quarter: Quarter) -> dict[RockRef, Rock]:
    """Give the Rocks of later quarters that carry on one of a quarter, by that one's name.

    Of several, the earliest counts.
    """
    carried: dict[RockRef, Rock] = {}
    for rock in workspace.rocks:
        ref = RockRef.parse(rock.carried_from, rock.quarter) if rock.carried_from else None
        source = workspace.rocks_by_ref.get(ref) if ref else None
        if source is not None and source.quarter == quarter < rock.quarter:
            carried.setdefault(source.ref, rock)
    return carried


def _carried_to(rock: Rock, carried: dict[RockRef, Rock]) -> RockRef | None:
    follower = carried.get(rock.ref)
    return follower.ref if follower else None


def _completion(
    views: Sequence[RockView], workspace: Workspace, quarter: Quarter, as_of: date
) -> Completion:
    return completion(
        [(view.standing, view.is_committed) for view in views],
        workspace.calendar.days(quarter),
        workspace.settings.standards.rock_completion,
        as_of,
    )
