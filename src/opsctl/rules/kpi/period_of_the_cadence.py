"""A period exists, and has the length in which the number is due.

Why: a number for a month says nothing about a week of it. A key that is no period of the
measurable, such as `2026-W54`, is read by nothing: the number would be missing where it was meant.

Wrong:

    # scorecards/fulfilment/unit-cost.yaml
    title: What it costs to send a parcel
    owner: omar
    every: month
    values:
      2026-13: 4.10
      2026-W44: 4.25

Right:

    # scorecards/fulfilment/unit-cost.yaml
    title: What it costs to send a parcel
    owner: omar
    every: month
    values:
      2026-09: 4.10
      2026-10: 4.25

Fix: write a day as 2026-11-20, a week as 2026-W46, a month as 2026-11, a quarter as 2026-Q4: the
one of these that `every` names, in the measurable or else in its `scorecard.yaml`. This is asked
of the keys under `values`, `goal` and `exceptions`, and of `since`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from opsctl.model.cadence import (
    Cadence,
    Period,
    belongs_to,
    cadence_of,
    parse_period,
    periods_within,
)
from opsctl.model.field import ALWAYS
from opsctl.model.period import FIRST_YEAR, LAST_YEAR, Calendar
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import worded
from opsctl.text.span import FieldPath
from opsctl.text.suggestion import in_backticks

_EXAMPLES = MappingProxyType(
    {
        Cadence.DAY: "2026-11-20",
        Cadence.WEEK: "2026-W46",
        Cadence.MONTH: "2026-11",
        Cadence.QUARTER: "2026-Q4",
    }
)
_SINCE: FieldPath = ("since",)
_NUMBERS = re.compile(r"([0-9]{4})[^0-9]*?([0-9]{1,2})")


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        for key, where in _keys(measurable):
            period = parse_period(key)
            if period is not None and cadence_of(period) is measurable.cadence:
                continue
            origin = measurable.origin
            place = origin.value(*where) if where == _SINCE else origin.key(*where)
            if period is None:
                message = f"{in_backticks(key)} is not a {measurable.cadence}"
                meant = _meant(key, measurable.cadence)
                hint = f"write {meant}" if meant else _known(key, measurable.cadence)
                fix = worded(place, meant, safe=_is_sure(key, meant)) if meant else None
                yield Finding("KPI005", place, message, hint, fix)
            else:
                message = f"`{key}` is a {cadence_of(period)}, and this is due every"
                hint = _fitting(period, measurable.cadence, workspace.calendar)
                yield Finding("KPI005", place, f"{message} {measurable.cadence}", hint)


def _keys(measurable: Measurable) -> Iterator[tuple[str, FieldPath]]:
    groups = {
        "values": measurable.values,
        "goal": measurable.goal,
        "exceptions": measurable.exceptions,
    }
    for name, group in groups.items():
        yield from ((key, (name, key)) for key in group if key != ALWAYS)
    if measurable.since is not None:
        yield measurable.since, _SINCE


def _meant(key: str, cadence: Cadence) -> str | None:
    """Give the period that a key with a year and a number in it stands for."""
    numbers = _NUMBERS.fullmatch(key.strip())
    if numbers is None or cadence is Cadence.DAY:
        return None
    meant = _written(numbers[1], int(numbers[2]), cadence)
    return meant if parse_period(meant) is not None else None


def _is_sure(key: str, meant: str) -> bool:
    """Tell whether a key is the period in other letters: `2026-w46`, `2026W9`, `2026_q4`."""
    bare, its = (re.sub(r"[-_/ ]", "", each).casefold() for each in (key, meant))
    return its in (bare, f"{bare[:5]}0{bare[5:]}", f"{bare[:4]}0{bare[4:]}")


def _known(key: str, cadence: Cadence) -> str:
    """Say how a key that is no period is written, or which there are."""
    numbers = _NUMBERS.fullmatch(key.strip())
    known = numbers is not None and FIRST_YEAR < int(numbers[1]) < LAST_YEAR
    if numbers is not None and known and cadence is not Cadence.DAY:
        return (
            f"{numbers[1]} has {_written(numbers[1], 1, cadence)} to {_last(numbers[1], cadence)}"
        )
    return f"write it as in {_EXAMPLES[cadence]}"


def _written(year: str, number: int, cadence: Cadence) -> str:
    if cadence is Cadence.QUARTER:
        return f"{year}-Q{number}"
    return f"{year}-{'W' if cadence is Cadence.WEEK else ''}{number:02}"


def _last(year: str, cadence: Cadence) -> str:
    """Name the last period of a year; the 28th of December lies in its last week."""
    if cadence is Cadence.WEEK:
        return _written(year, date(int(year), 12, 28).isocalendar().week, cadence)
    return _written(year, 4 if cadence is Cadence.QUARTER else 12, cadence)


def _fitting(period: Period, cadence: Cadence, calendar: Calendar) -> str:
    """Name the longer period that one lies in, or the shorter ones that lie in it."""
    if cadence.rank > cadence_of(period).rank:
        return (
            f"write the {cadence}: {belongs_to(period, cadence, calendar)} for this {_name(period)}"
        )
    within = periods_within(period, cadence, calendar)
    if not within:
        return f"write it as in {_EXAMPLES[cadence]}"
    return f"write one of its {cadence}s, {within[0]} to {within[-1]}"


def _name(period: Period) -> str:
    return cadence_of(period).value


RULE = Rule("KPI005", "period-of-the-cadence", Severity.ERROR, __doc__, check)
