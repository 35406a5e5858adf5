"""Numbers as other programs get them: every digit, and rounded only where they were divided."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from opsctl.analysis.scorecard.history import History
from opsctl.analysis.scorecard.readings import Reading
from opsctl.analysis.scorecard.verdict import PeriodView, Verdict
from opsctl.model.period import Days, Week
from opsctl.model.scorecard import Measurable
from opsctl.model.unit import Unit, UnitKind, Value
from opsctl.rendering.json_text import json_text
from opsctl.rendering.scorecard.export import export_data, wide_csv
from opsctl.text.span import Origin

MONDAY = date(2026, 11, 9)


def history(value: Value, unit: Unit) -> History:
    measurable = Measurable("orders", "shop", Origin(""), "Orders", "leo", unit=unit)
    days = Days(MONDAY, date(2026, 11, 15))
    view = PeriodView(Week.of(MONDAY), days, Reading(value), None, Verdict.NO_GOAL)
    return History(measurable, (view,))


@pytest.mark.parametrize(
    ("value", "cell", "data"),
    [
        (Decimal("24.10"), "24.10", "24.1"),
        (Decimal("0.1") + Decimal("0.2"), "0.3", "0.3"),
        (Decimal("-5"), "-5", "-5"),
        (Decimal("12345678901234567890.5"), "12345678901234567890.5", "12345678901234567890.5"),
        (Decimal("1e22"), "1" + "0" * 22, "1" + "0" * 22),
        (Decimal("1e99"), "1e+99", "1" + "0" * 99),
        (Fraction(1, 3), "0.333333", "0.333333"),
        (Fraction(1, 2_000_000), "0.000000", "0"),
        (Fraction(3, 2_000_000), "0.000002", "0.000002"),
    ],
)
def test_a_number_has_its_digits(value: Value, cell: str, data: str) -> None:
    told = history(value, Unit())
    assert list(csv.reader(io.StringIO(wide_csv([told]))))[1] == ["2026-W46", cell]
    assert f'"value": {data},' in json_text(export_data([told], MONDAY, ()))


@pytest.mark.parametrize(
    ("kind", "value", "cell", "data"),
    [
        (UnitKind.YES_NO, Decimal(1), "yes", "true"),
        (UnitKind.DURATION, Decimal(9000), "2 h 30 min", "9000"),
        (UnitKind.PERCENT, Decimal("24.1"), "24.1", "24.1"),
    ],
)
def test_other_units_are_written_as_in_files_and_told_as_numbers(
    kind: UnitKind, value: Value, cell: str, data: str
) -> None:
    told = history(value, Unit(kind))
    assert wide_csv([told]).endswith(f"\r\n2026-W46,{cell}\r\n")
    assert f'"value": {data},' in json_text(export_data([told], MONDAY, ()))


def test_a_computed_number_that_is_neither_yes_nor_no_is_not_called_true() -> None:
    told = history(Decimal(2), Unit(UnitKind.YES_NO))
    assert '"value": 2,' in json_text(export_data([told], MONDAY, ()))
