"""Numbers that are taken and look wrong: a share, where its neighbours are percents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from opsctl.analysis.scorecard.goals import goals_of
from opsctl.analysis.scorecard_sheet.plan import Doubtful, Number
from opsctl.analysis.scorecard_sheet.table import Series
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.unit import UnitKind

_LARGEST_SHARE = 1
_TIMES = 20


def doubtful(
    numbers: Iterable[Number], series: Series, measurable: Measurable, as_of: date
) -> Iterator[Doubtful]:
    """Name the percents up to 1 without a sign that stand beside others far larger, or with one."""
    if measurable.unit.kind is not UnitKind.PERCENT:
        return
    texts = {each.name: each.text for each in series.cells}
    bare = [each for each in numbers if "%" not in texts.get(each.cell, "")]
    signed = any("%" in each for each in texts.values())
    usual = _usual(measurable, as_of)
    for number in bare:
        value = _value(number.entry, measurable)
        if value is None or not 0 < abs(value) <= _LARGEST_SHARE:
            continue
        if signed or (usual is not None and usual >= _TIMES * abs(value)):
            yield Doubtful(
                number,
                series.heading,
                f"`{value:f}` is {value:f} %, and {_why(signed, usual)}",
                f"write {_percent(value)} if that is what is meant",
            )


def _why(signed: bool, usual: Decimal | None) -> str:
    return "others beside it carry the sign" if signed else f"numbers here are about {usual:f}"


def _percent(value: Decimal) -> str:
    return f"{value.scaleb(2):f}"


def _usual(measurable: Measurable, as_of: date) -> Decimal | None:
    """Give the middle one of the numbers that are there; without any, the goal that is lowest."""
    there = (_value(each, measurable) for each in measurable.values.values())
    sizes = sorted(abs(each) for each in there if each is not None)
    return sizes[len(sizes) // 2] if sizes else min(_goals(measurable, as_of), default=None)


def _goals(measurable: Measurable, as_of: date) -> Iterator[Decimal]:
    for goal in goals_of(measurable, as_of):
        bounds = (goal.condition.low, goal.condition.high)
        yield from (each for each in bounds if each is not None and each > 0)


def _value(entry: ValueEntry, measurable: Measurable) -> Decimal | None:
    if entry.value is None:
        return None
    try:
        return measurable.unit.read(entry.value)
    except Unreadable:
        return None
