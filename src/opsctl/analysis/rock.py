"""A quarter's Rocks as of a day: every figure that a screen of Rocks shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from opsctl.analysis.completion import Completion, completion
from opsctl.analysis.progress import Band, band, expected_progress, newest_now, progress
from opsctl.analysis.rescue import RescueView, newest_rescue
from opsctl.analysis.standing import Judgement, Reason, Standing, judge, planned_too_long
from opsctl.analysis.words import newest_word

if TYPE_CHECKING:
    from opsctl.model.period import Quarter
    from opsctl.model.rock import Rock
    from opsctl.model.unit import Value
    from opsctl.model.workspace import Workspace

A_WEEK = timedelta(days=7)
"""How far back a screen looks for who has spoken and, unless told otherwise, what has turned."""


@dataclass(frozen=True, slots=True)
class RockView:
    """One Rock as of a day. `days_left` is negative once its due day has passed.

    `rescue` is the newest one of a running Rock, `now` where its outcome is.
    """

    rock: Rock
    as_of: date
    judgement: Judgement
    progress: Fraction | None
    expected: Fraction
    band: Band | None
    due: date
    days_left: int
    is_committed: bool
    rescue: RescueView | None = None
    now: Value | None = None

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return self.judgement.standing

    @property
    def is_running(self) -> bool:
        """Tell whether it is neither planned nor ended."""
        return self.judgement.evidence is not None


@dataclass(frozen=True, slots=True)
class Turn:
    """A Rock that stands otherwise than it did, and why it stands as it does.

    `no_longer` are the reasons of that day which are gone.
    """

    rock: Rock
    before: Standing
    after: Standing
    reasons: tuple[Reason, ...]
    no_longer: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class QuarterView:
    """The Rocks of one quarter as of a day, the most urgent first; `turns` since another day.

    Counts are of the Rocks shown: `milestones_due` and `milestones_overdue` of running ones,
    `words_given` those of `words_expected` running ones with a word in the last 7 days.
    `week` is none outside the quarter.
    """

    quarter: Quarter
    as_of: date
    since: date
    week: int | None
    weeks: int
    days_left: int
    rocks: tuple[RockView, ...]
    turns: tuple[Turn, ...]
    completion: Completion
    milestones_due: int
    milestones_overdue: int
    words_given: int
    words_expected: int


def view_rock(rock: Rock, workspace: Workspace, as_of: date) -> RockView:
    """Compute everything about one Rock as of a day."""
    calendar = workspace.calendar
    judgement = judge(rock, workspace, as_of)
    now = newest_now(rock, workspace, as_of)
    share = progress(rock, workspace, as_of)
    due = rock.due_day(calendar)
    silent_after = workspace.settings.standards.silent_after
    return RockView(
        rock=rock,
        as_of=as_of,
        judgement=judgement,
        progress=share,
        expected=expected_progress(rock, calendar, as_of),
        band=band(share),
        due=due,
        days_left=(due - as_of).days,
        is_committed=judgement.standing is not Standing.PLANNED
        or planned_too_long(rock, calendar, silent_after, as_of),
        rescue=newest_rescue(rock, as_of),
        now=now,
    )


def view_quarter(
    workspace: Workspace,
    quarter: Quarter,
    as_of: date,
    chosen: Callable[[Rock], bool] = lambda rock: True,
    since: date | None = None,
) -> QuarterView:
    """Compute everything about the chosen Rocks of a quarter as of a day.

    What has turned is told `since` another day, a week before where none is given.
    """
    calendar = workspace.calendar
    before = as_of - A_WEEK if since is None else since
    days = calendar.days(quarter)
    rocks = [rock for rock in workspace.rocks_of(quarter) if chosen(rock)]
    views = sorted((view_rock(rock, workspace, as_of) for rock in rocks), key=_urgency)
    running = [view for view in views if view.is_running]
    due = [each for view in running for each in view.rock.milestones if each.due < as_of]
    return QuarterView(
        quarter=quarter,
        as_of=as_of,
        since=before,
        week=calendar.week_number(quarter, as_of),
        weeks=len(calendar.weeks(quarter)),
        days_left=(days.last - as_of).days,
        rocks=tuple(views),
        turns=_turns(views, workspace, before),
        completion=completion(
            [(view.standing, view.is_committed) for view in views],
            days,
            workspace.settings.standards.rock_completion,
            as_of,
        ),
        milestones_due=len(due),
        milestones_overdue=sum(each.is_overdue(as_of) for each in due),
        words_given=sum(_spoke_lately(view.rock, as_of) for view in running),
        words_expected=len(running),
    )


def _turns(views: Sequence[RockView], workspace: Workspace, before: date) -> tuple[Turn, ...]:
    pairs = ((view, judge(view.rock, workspace, before)) for view in views)
    return tuple(
        Turn(view.rock, was.standing, view.standing, view.judgement.reasons, _gone(was, view))
        for view, was in pairs
        if was.standing is not view.standing
    )


def _gone(was: Judgement, now: RockView) -> tuple[Reason, ...]:
    kinds = {reason.kind for reason in now.judgement.reasons}
    return tuple(reason for reason in was.reasons if reason.kind not in kinds)


def _spoke_lately(rock: Rock, as_of: date) -> bool:
    word = newest_word(rock, as_of)
    return word is not None and word.date > as_of - A_WEEK


def _urgency(view: RockView) -> tuple[int, date, str]:
    return view.standing.rank, view.due, view.rock.id
