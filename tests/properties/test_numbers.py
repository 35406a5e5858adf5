"""A table of numbers comes back as it was; any bytes end in a plan or in a word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsctl.analysis.scorecard.history import History, histories
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard_sheet.creating import Creating
from opsctl.analysis.scorecard_sheet.plan import NumbersPlan
from opsctl.analysis.scorecard_sheet.planning import Reading, plan_numbers
from opsctl.analysis.scorecard_sheet.table import read_number_table
from opsctl.editing.yaml_text import record_lines
from opsctl.loading.scorecards import measurable_path
from opsctl.loading.sheet import read_sheet
from opsctl.loading.workspace import load_workspace
from opsctl.model.cadence import Cadence, period_of, periods_back
from opsctl.model.period import Calendar
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.model.unit import Unit, UnitKind
from opsctl.model.workspace import Workspace
from opsctl.rendering.json_text import json_text
from opsctl.rendering.scorecard.export import long_csv, wide_csv
from opsctl.rendering.scorecard.import_data import numbers_data
from opsctl.rendering.scorecard.import_screen import numbers_lines
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import UNICODE
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin
from opsctl.text.tree import OverlayTree

DAY = date(2027, 1, 4)
SETTINGS = b"format: 1\ncompany: Acme\n"
UNITS = (
    *(Unit(kind) for kind in UnitKind if kind is not UnitKind.CURRENCY),
    Unit(UnitKind.CURRENCY, "EUR"),
)
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
texts = (
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=("C", "Zl", "Zp"), exclude_characters="\x85"
        ),
        max_size=12,
    )
    | st.sampled_from(
        ["=1+1", "'=1", "+", "-x", "@a", "\tb", "a,b", 'say "x"', "two\nlines", "n/a"]
    )
).map(str.strip)


def values(unit: Unit) -> st.SearchStrategy[Scalar]:
    """Give values of a unit as they are typed."""
    if unit.kind is UnitKind.YES_NO:
        return st.sampled_from(["yes", "no"]).map(Scalar)
    if unit.kind is UnitKind.DURATION:
        return st.integers(0, 10**6).map(lambda each: Scalar(unit.written(Decimal(each))))
    digits = st.integers(-(10**9), 10**9)
    return st.builds(_number, digits, st.integers(0, 12)).map(Scalar)


def _number(digits: int, places: int) -> str:
    return format(Decimal(digits).scaleb(-places), "f")


@st.composite
def entries(draw: st.DrawFn, unit: Unit) -> ValueEntry:
    note = draw(st.none() | texts.filter(bool))
    if draw(st.integers(0, 5)) == 0:
        return ValueEntry(na=draw(texts.filter(bool)), note=note)
    return ValueEntry(value=draw(values(unit)), note=note)


@st.composite
def measurables(draw: st.DrawFn, name: str) -> Measurable:
    unit, cadence = draw(st.sampled_from(UNITS)), draw(st.sampled_from(Cadence))
    periods = periods_back(period_of(DAY, cadence, Calendar()), 8)
    chosen = draw(st.lists(st.sampled_from(periods), unique=True, max_size=6))
    return Measurable(
        id=name,
        scorecard="shop",
        origin=Origin(f"scorecards/shop/{name}.yaml"),
        title=draw(texts.filter(bool)),
        owner="maya",
        unit=unit,
        every=cadence,
        cadence=cadence,
        values={str(each): draw(entries(unit)) for each in sorted(chosen, key=str)},
    )


tables = st.lists(st.sampled_from(["a", "b-c", "d"]), unique=True, min_size=1).flatmap(
    lambda names: st.tuples(*map(measurables, names))
)


def workspace_of(records: Sequence[Measurable]) -> Workspace:
    files = {
        measurable_path(each.ref): "".join(f"{line}\n" for line in record_lines(each)).encode()
        for each in records
    }
    files["opsctl.yaml"] = SETTINGS
    workspace = load_workspace(OverlayTree(None, files))
    assert not workspace.unread, workspace.findings
    return workspace


def exported(records: Sequence[Measurable], write: Callable[[Sequence[History]], str]) -> str:
    workspace = workspace_of(records)
    return write(histories(workspace.measurables, Readings(workspace, DAY)))


def imported(text: str, records: Sequence[Measurable]) -> NumbersPlan:
    """Plan the import into the same measurables, that have no numbers yet."""
    workspace = workspace_of([replace(each, values={}) for each in records])
    table = read_number_table(read_sheet("n.csv", text.encode()))
    readings = Readings(workspace, DAY)
    return plan_numbers(table, readings, workspace.measurables, Reading(commas_part_cells=True))


def typed(
    values: Mapping[str, ValueEntry], *, notes: bool
) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {
        key: (each.value.text if each.value else None, each.na, each.note if notes else None)
        for key, each in values.items()
    }


@pytest.mark.parametrize("write", [long_csv, wide_csv])
@unhurried
@given(records=tables)
def test_what_was_exported_comes_back_as_it_was(
    write: Callable[[Sequence[History]], str], records: tuple[Measurable, ...]
) -> None:
    records = tuple(each for each in records if each.values)
    if not records:
        return
    plan = imported(exported(records, write), records)
    assert (plan.refused, plan.left) == ((), ())
    came = {
        each.measurable.id: {str(one.period): one.entry for one in each.new} for each in plan.taken
    }
    notes = write is long_csv
    assert {name: typed(each, notes=notes) for name, each in came.items()} == {
        each.id: typed(each.values, notes=notes) for each in records
    }


CELLS = [
    *["", "Week", "KPI", "Value", "Note", "Orders", "a", "b-c", "shop/d", "2026-W46", "W53 2026"],
    *["Nov 2026", "16/11/2026", "11/12/2026", "Q4 2026", "2026-11-16", "1,234", "1.234,5", "24%"],
    *["€ 5", "(5)", "2:30", "yes", "n/a", "n/a: x", "-", "#REF!", "=1+1", "'=1", "1e99", "٣", "²"],
    *["\x1b[2J", "\u202e", "\ufeff", "\x85", "a\r\nb", '"', "x" * 70, "9" * 40, "0,000", ",", "."],
]
sheets = st.lists(st.lists(st.sampled_from(CELLS), max_size=6), max_size=6).map(
    lambda rows: "\n".join(
        ";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows
    ).encode()
)
KNOWN = tuple(
    Measurable(name, "shop", Origin(""), title, "maya", unit=unit)
    for name, title, unit in zip(("a", "b-c", "d"), ("Orders", "B", "D"), UNITS[:3], strict=True)
)


@unhurried
@given(content=sheets | st.binary(max_size=80))
def test_any_bytes_end_in_a_plan_that_can_be_shown_and_written_or_in_a_word(
    content: bytes,
) -> None:
    workspace = workspace_of(KNOWN)
    try:
        table = read_number_table(read_sheet("n.csv", content))
    except UsageProblem:
        return
    card = workspace.scorecards[0]
    creating = Creating(card, "maya", "scorecards/shop/", {"a", "b-c", "d"})
    readings = Readings(workspace, DAY)
    plan = plan_numbers(table, readings, workspace.measurables, Reading(), creating)
    assert json_text(numbers_data(plan, replace=False, written=False)).isascii()
    lines = list(numbers_lines(plan, Screen(80, UNICODE), replace=True))
    assert all("\x1b" not in each.plain for each in lines)
    made = [each.measurable for each in plan.taken if each.created]
    seen = {each.ref: each for each in workspace_of((*KNOWN, *made)).measurables}
    assert all(seen[each.ref] == each for each in made)
