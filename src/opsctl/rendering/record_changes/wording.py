"""Parts of the sentences that say what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from opsctl.analysis.record_change import RecordChange
from opsctl.model.cadence import cadence_of, parse_period
from opsctl.model.period import Week
from opsctl.rendering.figures import short_date
from opsctl.rendering.visible import one_line

Phrase = Callable[[RecordChange, date], str]
"""Says what a change is, to be read near a day whose year goes without saying."""

_LONGEST = 120


def bare(text: str | None) -> str:
    """Show a text in one line, and of a long one its beginning."""
    shown = one_line(text or "")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def quoted(text: str | None) -> str:
    """Show a text that somebody wrote in quotes."""
    return f"“{bare(text)}”"


def day_text(text: str | None, near: date) -> str:
    """Show a day that stands as `2026-12-11` as `11 Dec`; any other text as it is."""
    try:
        return short_date(date.fromisoformat(text or ""), near)
    except ValueError:
        return bare(text)


def period_name(key: str | None, near: date) -> str:
    """Name a period in a few letters: `W46`, `2025-W46`, `11 Dec`, `2026-11`, `2026-Q4`."""
    period = parse_period(key or "")
    if isinstance(period, Week) and period.year == near.year:
        return f"W{period.number:02}"
    return short_date(period, near) if isinstance(period, date) else bare(key)


def period_noun(key: str | None) -> str:
    """Name what a period is: a day, a week, a month or a quarter."""
    period = parse_period(key or "")
    return cadence_of(period).value if period is not None else "period"


def changed(name: str, show: Callable[[str | None], str] = bare) -> Phrase:
    """Phrase a change of something that may also be new or be taken away."""

    def phrase(change: RecordChange, near: date) -> str:
        if change.before is None and change.after is None:
            return f"{name} written in another way"
        if change.before is None:
            return f"{name} added: {show(change.after)}"
        if change.after is None:
            return f"{name} taken out, was {show(change.before)}"
        return f"{name} changed from {show(change.before)} to {show(change.after)}"

    return phrase


def changed_day(name: str) -> Phrase:
    """Phrase a change of a day."""

    def phrase(change: RecordChange, near: date) -> str:
        one, two = (each and day_text(each, near) for each in (change.before, change.after))
        return changed(name)(replace(change, before=one, after=two), near)

    return phrase


def given(name: str, show: Callable[[str | None], str] = bare) -> Phrase:
    """Phrase something that is new."""
    return lambda change, near: f"{name} added: {show(change.after)}"


def gone(name: str, show: Callable[[str | None], str] = bare) -> Phrase:
    """Phrase something that is no more."""
    return lambda change, near: f"{name} removed: {show(change.before)}"


def another_order(change: RecordChange, near: date) -> str:
    """Phrase that only the order of a list is another."""
    return f"{change.field.replace('_', ' ')} in another order"
