"""Moments of git as days of the company."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_of(seconds: int, timezone: str) -> date:
    """Give the day that a moment falls on in a time zone.

    `seconds` count from 1970. A moment that no calendar holds falls on the nearest day it does.
    """
    try:
        return datetime.fromtimestamp(seconds, ZoneInfo(timezone)).date()
    except (OverflowError, OSError, ValueError):
        return date.max if seconds > 0 else date.min


def last_second_of(day: date, timezone: str) -> int:
    """Give the last second of a day in a time zone, counted from 1970."""
    following = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(timezone))
    return int(following.timestamp()) - 1
