"""Figures as people and programs read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from opsctl.model.scalar import MONTHS

_SIX_PLACES = 6


def percent(share: Fraction | Decimal) -> str:
    """Show a share in [0, 1] as a percentage, rounded down, so that 100 % means all of it."""
    return f"{int(share * 100)} %"


def rate(share: Fraction | Decimal | None) -> Decimal | None:
    """Give a share as programs read it: six places, half to even."""
    return None if share is None else rounded(share, _SIX_PLACES)


def rounded(number: Fraction | Decimal, places: int) -> Decimal:
    """Round a number of any length to so many decimal places, half to even."""
    exact = Fraction(number)
    scaled, rest = divmod(exact.numerator * 10**places, exact.denominator)
    twice = 2 * rest - exact.denominator
    scaled += twice > 0 or (twice == 0 and scaled % 2 == 1)
    return Decimal(f"{scaled}e-{places}")


def short_date(day: date, near: date) -> str:
    """Show a day as `30 Nov`, with its year where that is not the year of `near`."""
    month = MONTHS[day.month - 1][:3].capitalize()
    year = "" if day.year == near.year else f" {day.year}"
    return f"{day.day} {month}{year}"


def day_with_year(day: date) -> str:
    """Show a day as `31 Oct 2026`."""
    return f"{day.day} {MONTHS[day.month - 1][:3].capitalize()} {day.year}"


def long_date(day: date) -> str:
    """Show a day as `20 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def counted(count: int, noun: str) -> str:
    """Count things: `1 Rock`, `2 Rocks`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def days_left(days: int) -> str:
    """Phrase the days until a day: `41 days left`, `the last day`, `over for 3 days`."""
    if days == 0:
        return "the last day"
    return f"{counted(days, 'day')} left" if days > 0 else f"over for {counted(-days, 'day')}"


def plain_number(number: Decimal | Fraction) -> str:
    """Show a number as it was typed, without an exponent; one from a division to six places."""
    if isinstance(number, Fraction):
        return format(rate(number) or Decimal(0), "f").rstrip("0").rstrip(".")
    return format(number, "f")
