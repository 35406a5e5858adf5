"""Days that must lie in a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.period import Calendar, Quarter
from opsctl.text.diagnostic import Finding
from opsctl.text.span import Location


def outside_quarter(
    code: str, fact: str, day: date, quarter: Quarter, calendar: Calendar, place: Location
) -> Iterator[Finding]:
    """Report a day that is not one of a quarter's; `fact` says what the day is."""
    days = calendar.days(quarter)
    if day not in days:
        hint = f"write a day of {quarter}, which runs from {days.first} to {days.last}"
        yield Finding(code, place, f"{fact}, outside {quarter}", hint)
