"""How far a Rock is, and how far it would be if all went by its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from opsctl.model.rock import Milestone, Rock, Status

if TYPE_CHECKING:
    from opsctl.model.period import Calendar
    from opsctl.model.unit import Value
    from opsctl.model.workspace import Workspace

_WORKING_DAYS = 5


class Band(StrEnum):
    """Progress in words."""

    FULLY = "fully"
    SUBSTANTIALLY = "substantially"
    PARTIALLY = "partially"
    STARTED = "started"
    NOT_STARTED = "not-started"


_BANDS = (
    (Fraction(1), Band.FULLY),
    (Fraction(3, 4), Band.SUBSTANTIALLY),
    (Fraction(1, 2), Band.PARTIALLY),
)


def progress(rock: Rock, workspace: Workspace, as_of: date) -> Fraction | None:
    """Compute how far a Rock is, in [0, 1]; none where nothing tells.

    1 when it is done; else the weighted share of its milestones done; else its outcome.
    """
    if rock.status_on(as_of) is Status.DONE:
        return Fraction(1)
    if rock.milestones:
        done = (each for each in rock.milestones if each.is_done(as_of))
        return _weight(done) / _weight(rock.milestones)
    return _outcome_progress(rock, workspace, as_of) if rock.outcome else None


def expected_progress(rock: Rock, calendar: Calendar, as_of: date) -> Fraction:
    """Compute how far a Rock would be by its dates, in [0, 1].

    With milestones, the weight of those due before `as_of`, of all weight. Without, the share of
    the working days of its time that are over; where it has none, 1 after its due day, else 0.
    """
    if rock.milestones:
        due = (each for each in rock.milestones if each.due < as_of)
        return _weight(due) / _weight(rock.milestones)
    first, due_day = calendar.days(rock.quarter).first, rock.due_day(calendar)
    whole = working_days(first, due_day)
    if whole == 0:
        return Fraction(1 if as_of > due_day else 0)
    over = working_days(first, as_of - timedelta(days=1))
    return min(Fraction(over, whole), Fraction(1))


def band(share: Fraction | None) -> Band | None:
    """Name the band that a progress falls into; an unknown progress has none."""
    if share is None:
        return None
    for least, name in _BANDS:
        if share >= least:
            return name
    return Band.STARTED if share > 0 else Band.NOT_STARTED


def working_days(first: date, last: date) -> int:
    """Count Mondays to Fridays from one day to another, both included; 0 where last is earlier."""
    days = (last - first).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    start = first.weekday()
    return weeks * _WORKING_DAYS + sum((start + each) % 7 < _WORKING_DAYS for each in range(rest))


def _outcome_progress(rock: Rock, workspace: Workspace, as_of: date) -> Fraction | None:
    outcome = rock.outcome
    now = newest_now(rock, workspace, as_of)
    if outcome is None or now is None or outcome.from_ == outcome.to:
        return None
    start, end = Fraction(outcome.from_), Fraction(outcome.to)
    return min(max((Fraction(now) - start) / (end - start), Fraction(0)), Fraction(1))


def is_measurable(rock: Rock) -> bool:
    """Tell whether a Rock says how anybody can tell that it is reached."""
    if rock.outcome or rock.milestones:
        return True
    return names_a_figure(rock.title, rock.done_means)


def names_a_figure(*texts: str | None) -> bool:
    """Tell whether any of a few texts holds a digit, so that one can tell when it is reached."""
    return any(sign.isdecimal() for text in texts for sign in text or "")


def newest_now(rock: Rock, workspace: Workspace, as_of: date) -> Value | None:
    """Give the outcome's newest value as of a day; of one day's, the later in the file.

    The value of an outcome that names a measurable is that number's newest closed one, whatever
    is said about the Rock; none where there is no such number.
    """
    if rock.outcome is None:
        return None
    if rock.outcome.measurable is not None:
        return _newest_measured(rock.outcome.measurable, workspace, as_of)
    seen = [entry for entry in rock.words if entry.now is not None and entry.date <= as_of]
    if not seen:
        return None
    return max(enumerate(seen), key=lambda each: (each[1].date, each[0]))[1].now


def _newest_measured(name: str, workspace: Workspace, as_of: date) -> Value | None:
    """Give the newest closed value of a number; none where it has none, or is not there."""
    from opsctl.analysis.scorecard.measurable import newest_value  # where a Rock hangs on a number
    from opsctl.analysis.scorecard.readings import Readings

    measurable = workspace.find_measurable(name, "")
    return newest_value(measurable, Readings(workspace, as_of)) if measurable else None


def _weight(milestones: Iterable[Milestone]) -> Fraction:
    return sum((Fraction(each.weight) for each in milestones), Fraction(0))
