"""Rescues of Rocks in danger: the newest, whether it is followed up, and who still lacks one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from opsctl.analysis.standing import Standing, judge

if TYPE_CHECKING:
    from opsctl.model.rock import Rescue, Rock
    from opsctl.model.workspace import Workspace

DAYS_TO_RESCUE = 7
"""How long a Rock may stand in danger before it is asked for a rescue."""
_DAY = timedelta(days=1)
_IN_TROUBLE = (Standing.OFF_TRACK, Standing.IN_DANGER)


@dataclass(frozen=True, slots=True)
class RescueView:
    """A rescue as of a day. `check_days_late` is above 0 once the day of its check has passed."""

    rescue: Rescue
    check_days_late: int


def rescues_seen(rock: Rock, as_of: date) -> tuple[Rescue, ...]:
    """Give the rescues up to a day, the newest first; of one day's, the later in the file first."""
    seen = [(each.date, index) for index, each in enumerate(rock.rescues) if each.date <= as_of]
    return tuple(rock.rescues[index] for _, index in sorted(seen, reverse=True))


def newest_rescue(rock: Rock, as_of: date) -> RescueView | None:
    """Give the newest rescue of a running Rock as of a day; none for one that is not running."""
    seen = rescues_seen(rock, as_of)
    if not seen or rock.status_on(as_of) is not None:
        return None
    check = seen[0].check
    return RescueView(seen[0], max((as_of - check).days, 0) if check else 0)


def lacks_rescue(rock: Rock, workspace: Workspace, as_of: date) -> bool:
    """Tell whether a Rock has stood in danger for a week and was not rescued in this trouble.

    A rescue counts when it is dated since the Rock was last seen on track in its quarter. Rocks
    of a quarter that is over lack a result, and no rescue.
    """
    if as_of > workspace.calendar.days(rock.quarter).last:
        return False
    week = (as_of - _DAY * each for each in range(DAYS_TO_RESCUE + 1))
    if any(judge(rock, workspace, day).standing is not Standing.IN_DANGER for day in week):
        return False
    seen = rescues_seen(rock, as_of)
    return not seen or seen[0].date < _trouble_since(rock, workspace, as_of)


def _trouble_since(rock: Rock, workspace: Workspace, as_of: date) -> date:
    """Give the first day of the days without a break on which a Rock was not on track."""
    first = workspace.calendar.days(rock.quarter).first
    day = as_of
    while day > first and judge(rock, workspace, day - _DAY).standing in _IN_TROUBLE:
        day -= _DAY
    return day
