"""The periods that people type."""

from __future__ import annotations

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import why_not_typed
from opsctl.model.cadence import (
    Cadence,
    Period,
    cadence_of,
    days_of,
    last_closed,
    parse_period,
    period_of,
)
from opsctl.model.period import Calendar
from opsctl.model.scalar import Scalar, Unreadable, read_period
from opsctl.model.scorecard import Measurable
from opsctl.text.errors import UsageProblem

EXAMPLES = {
    Cadence.DAY: "2026-11-20",
    Cadence.WEEK: "2026-W46",
    Cadence.MONTH: "2026-11",
    Cadence.QUARTER: "2026-Q4",
}


def any_period(text: str, option: str) -> Period:
    """Read a period of whatever length."""
    try:
        period = parse_period(read_period(Scalar(text.strip())))
    except Unreadable as error:
        raise UsageProblem(f"{option}: {error.message}", error.hint) from None
    assert period is not None  # what is none was refused
    return period


def period_of_measurable(measurable: Measurable, text: str | None, readings: Readings) -> Period:
    """Read a period that a measurable has numbers for; the last closed one where none is named.

    Raises:
        UsageProblem: it is of another length, still to come, or not within the measurable's life.
    """
    calendar = readings.workspace.calendar
    if text is None:
        period = last_closed(readings.as_of, measurable.cadence, calendar)
    else:
        period = any_period(text, "--period")
    if cadence_of(period) is not measurable.cadence:
        raise _another_length(measurable, period, calendar)
    why = why_not_typed(measurable, period, readings)
    if why is not None:
        raise UsageProblem(f"{measurable.ref} takes no number for this: {why}", _HINT)
    return period


_HINT = "--period names another one"


def _another_length(measurable: Measurable, period: Period, calendar: Calendar) -> UsageProblem:
    cadence = measurable.cadence
    message = (
        f"{measurable.ref} has a number for every {cadence}, and {period} is a {cadence_of(period)}"
    )
    if cadence_of(period).rank < cadence.rank:
        holder = period_of(days_of(period, calendar).first, cadence, calendar)
        begins = "lies" if cadence_of(period) is Cadence.DAY else "begins"
        return UsageProblem(message, f"it {begins} in {holder}")
    return UsageProblem(message, f"write one such as {EXAMPLES[cadence]}")
