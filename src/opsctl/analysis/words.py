"""What has been said about a Rock, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opsctl.model.period import Calendar
    from opsctl.model.rock import LogEntry, Rock


def newest_word(rock: Rock, as_of: date) -> LogEntry | None:
    """Give the newest word as of a day; of one day's, the owner's, then the later in the file."""
    said = rock.words
    words = [
        (entry.date, rock.is_owned_by(entry.by), index)
        for index, entry in enumerate(said)
        if entry.say is not None and entry.date <= as_of
    ]
    return said[max(words)[2]] if words else None


def days_silent(rock: Rock, calendar: Calendar, as_of: date) -> int:
    """Count the days since the newest word or, if that is later, since the quarter's first day."""
    first = calendar.days(rock.quarter).first
    word = newest_word(rock, as_of)
    return (as_of - (max(first, word.date) if word else first)).days
