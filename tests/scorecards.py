"""Small scorecards for tests, read from the text that a person would write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

from opsctl.analysis.scorecard.measurable import MeasurableView, view_measurable
from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.verdict import PeriodView
from opsctl.loading.workspace import load_workspace
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.text.tree import OverlayTree

ORDERS = "scorecards/team/orders.yaml"


def load(files: Mapping[str, str], settings: str = "") -> Workspace:
    """Read a workspace of some files, their texts indented as a test has them."""
    texts = {"opsctl.yaml": f"format: 1\ncompany: Acme\n{dedent(settings)}"} | {
        path: dedent(text) for path, text in files.items()
    }
    return load_workspace(OverlayTree(None, {path: each.encode() for path, each in texts.items()}))


def orders(
    rest: str = "", others: Mapping[str, str] | None = None, settings: str = ""
) -> Workspace:
    """Read Leo's weekly orders with more keys of its file, and other files beside it."""
    text = f"title: Orders\nowner: leo\n{dedent(rest)}"
    return load({ORDERS: text} | dict(others or {}), settings)


def only(workspace: Workspace, name: str = "team/orders") -> Measurable:
    """Give one measurable, which there must be."""
    found = workspace.find_measurable(name, "")
    assert found is not None, [each.message for each in workspace.findings]
    return found


def view(
    workspace: Workspace, as_of: str, name: str = "team/orders", **asked: int
) -> MeasurableView:
    """Compute everything about one measurable as of a day."""
    readings = Readings(workspace, date.fromisoformat(as_of))
    return view_measurable(only(workspace, name), readings, **asked)


def verdicts(periods: tuple[PeriodView, ...]) -> list[str]:
    """Write a row of periods as one can compare it."""
    return [f"{each.period} {each.verdict}" for each in periods]


def weeks(first: int, *values: str) -> str:
    """Write values of the weeks of 2026 from one on; `.` leaves a week out, `x` is n/a."""
    lines = []
    for number, value in enumerate(values, start=first):
        entry = "{na: Stocktaking}" if value == "x" else value
        if value != ".":
            lines.append(f"  2026-W{number:02}: {entry}\n")
    return f"values:\n{''.join(lines)}"
