"""How old a period is to somebody who changes what is said of it."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from opsctl.model.cadence import cadence_of, days_of, last_closed, parse_period

if TYPE_CHECKING:
    from opsctl.model.period import Calendar


class Age(Enum):
    """Whether a period runs or is still to come, is the newest that is over, or an older one."""

    OPEN = "open"
    NEWEST = "newest"
    OLDER = "older"

    @property
    def is_over(self) -> bool:
        """Tell whether the period ended before the day."""
        return self is not Age.OPEN


def age_of(key: str, as_of: date, calendar: Calendar) -> Age:
    """Tell how old a period is on a day by its name; what is no period counts as open."""
    period = parse_period(key)
    if period is None or days_of(period, calendar).last >= as_of:
        return Age.OPEN
    return Age.NEWEST if period == last_closed(as_of, cadence_of(period), calendar) else Age.OLDER


def first_day(key: str, calendar: Calendar) -> date | None:
    """Give the first day of a period by its name; none for what is no period."""
    period = parse_period(key)
    return days_of(period, calendar).first if period is not None else None
