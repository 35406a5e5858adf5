"""The history of measurables for other programs: CSV that spreadsheets read, and data.

Numbers have every digit that was typed. A text that a spreadsheet would run as a formula gets a
`'` before it; control characters are shown, never sent.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from opsctl.analysis.scorecard.history import History, periods_of
from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.scorecard.verdict import PeriodView
from opsctl.model.sheet import defused
from opsctl.model.unit import Unit, UnitKind
from opsctl.rendering.figures import rate
from opsctl.rendering.scorecard.data import value_data
from opsctl.rendering.visible import visible

LONG_HEADER = (
    *("period", "measurable", "title", "owner", "unit"),
    *("value", "goal", "verdict", "note"),
)
_PLAIN = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def long_csv(history: Sequence[History]) -> str:
    """Write a row for each period of each measurable."""
    return _csv([LONG_HEADER, *(row for each in history for row in _long_rows(each))])


def wide_csv(history: Sequence[History]) -> str:
    """Write a row for each period, and a column for each measurable."""
    header = ["period", *(str(each.measurable.ref) for each in history)]
    columns = [{view.period: view for view in each.periods} for each in history]
    columns_of = list(zip(history, columns, strict=True))
    rows = [
        [str(period), *(_wide_cell(each, column.get(period)) for each, column in columns_of)]
        for period in periods_of(history)
    ]
    return _csv([header, *rows])


def export_data(
    history: Iterable[History], as_of: date, unread: Sequence[str]
) -> Mapping[str, Any]:
    """Give the whole history as data."""
    return {
        "schema": 1,
        "as_of": as_of,
        "measurables": [
            {
                "id": str(each.measurable.ref),
                "title": each.measurable.title,
                "owner": each.measurable.owner,
                "unit": str(each.measurable.unit),
                "every": each.measurable.cadence.value,
                "periods": [_period(view, each.measurable.unit) for view in each.periods],
            }
            for each in history
        ],
        "unread": list(unread),
    }


def _period(view: PeriodView, unit: Unit) -> Mapping[str, Any]:
    return {
        "period": str(view.period),
        "value": value_data(view.reading.value, unit.kind),
        "na": view.reading.na,
        "goal": view.goal.words if view.goal else None,
        "verdict": view.verdict.value,
        "note": view.reading.note,
    }


def _long_rows(history: History) -> Iterator[list[str]]:
    measurable = history.measurable
    named = [str(measurable.ref), measurable.title, measurable.owner, str(measurable.unit)]
    for view in history.periods:
        goal = view.goal.words if view.goal else ""
        note = view.reading.note or view.reading.problem or ""
        yield [
            str(view.period),
            *map(_text, named),
            _value(view.reading, measurable.unit),
            _text(goal),
            view.verdict.value,
            _text(note),
        ]


def _wide_cell(history: History, view: PeriodView | None) -> str:
    return "" if view is None else _value(view.reading, history.measurable.unit)


def _value(reading: Reading, unit: Unit) -> str:
    """Write a number, or `n/a` with its reason; nothing where there is neither."""
    if reading.na is not None:
        return _text(f"n/a: {reading.na}")
    if reading.value is None:
        return ""
    value = reading.value
    known = rate(value) if isinstance(value, Fraction) else value
    assert known is not None
    written = unit.written(known)
    if unit.kind in (UnitKind.DURATION, UnitKind.YES_NO) or _PLAIN.fullmatch(written):
        return written
    return format(known, "e")


def _text(text: str) -> str:
    return defused("\n".join(map(visible, text.split("\n"))))


def _csv(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as RFC 4180 has them: CRLF at the end of each, quotes only where needed."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue()
