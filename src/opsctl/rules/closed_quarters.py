"""Quarters that are over, and Rocks that ended, as the rules of changes ask about them."""

from __future__ import annotations

from opsctl.analysis.record_change import RockChangeKind as K
from opsctl.model.change import Change
from opsctl.model.period import Quarter
from opsctl.model.rock import Rock, Status

JUDGED_AS_RESULTS = frozenset([K.DONE, K.MISSED, K.DROPPED, K.REPLANNED, K.REOPENED, K.RESULT])
"""What happens to the status and the result of a Rock that ended; these have rules of their own."""


def is_over(quarter: Quarter, change: Change) -> bool:
    """Tell whether a quarter ended before the day of the head."""
    return change.calendar.days(quarter).last < change.head_day


def has_ended(rock: Rock) -> bool:
    """Tell whether a Rock is done, missed or dropped."""
    return rock.status not in (None, Status.PLANNED)
