"""Sheets planned as an import would, without a file or a process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard_sheet.creating import Creating
from opsctl.analysis.scorecard_sheet.plan import NumbersPlan
from opsctl.analysis.scorecard_sheet.planning import Reading, plan_numbers
from opsctl.analysis.scorecard_sheet.table import read_number_table
from opsctl.loading.sheet import read_sheet
from opsctl.loading.workspace import load_workspace
from opsctl.model.scorecard import ValueEntry
from opsctl.text.tree import OverlayTree

DAY = date(2026, 11, 20)


def measurable(title: str = "Orders", unit: str = "number", more: str = "") -> str:
    return f'title: "{title}"\nowner: maya\nunit: {unit}\n{more}'


WORKSPACE = {
    "orders": measurable(),
    "revenue": measurable("Revenue", "currency EUR"),
    "repeat-rate": measurable("Repeat purchase rate", "percent"),
}


def planned(
    content: str | bytes,
    records: Mapping[str, str] = WORKSPACE,
    reading: Reading | None = None,
    *,
    new: bool = False,
    year: int | None = None,
    checkins: Mapping[str, str] | None = None,
) -> NumbersPlan:
    """Plan the import of a sheet into measurables of one scorecard, `shop`."""
    files = {f"scorecards/shop/{name}.yaml": text for name, text in records.items()}
    files |= {f"checkins/{name}.yaml": text for name, text in (checkins or {}).items()}
    files["opsctl.yaml"] = "format: 1\ncompany: Acme\n"
    files["scorecards/shop/scorecard.yaml"] = "title: Shop\n"
    tree = OverlayTree(None, {path: text.encode() for path, text in files.items()})
    workspace = load_workspace(tree)
    assert not workspace.unread, workspace.findings
    data = content if isinstance(content, bytes) else content.encode()
    sheet = read_sheet("n.csv", data)
    commas = any(each.value == "comma" for each in sheet.guesses)
    creating = Creating(workspace.scorecards[0], "maya", "scorecards/shop/") if new else None
    return plan_numbers(
        read_number_table(sheet, year=year),
        Readings(workspace, DAY),
        workspace.measurables,
        reading or Reading(commas_part_cells=commas),
        creating,
    )


def numbers(plan: NumbersPlan) -> dict[str, dict[str, str]]:
    """Give the new numbers by measurable and period, as text."""
    return {
        each.measurable.id: {str(one.period): shown(one.entry) for one in each.new}
        for each in plan.taken
        if each.new
    }


def shown(entry: ValueEntry) -> str:
    return entry.value.text if entry.value else f"n/a: {entry.na}"


def refused(plan: NumbersPlan) -> dict[str, str]:
    """Give what is said about each cell that is not taken, headings included."""
    cells = {each.cell: each.message for each in plan.refused}
    return cells | {each.name: each.why for each in plan.left}
