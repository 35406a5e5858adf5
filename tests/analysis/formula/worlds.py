"""Small workspaces with formulas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from opsctl.analysis.scorecard.readings import Reading, Readings
from opsctl.loading.workspace import load_workspace
from opsctl.model.cadence import Period, parse_period
from opsctl.model.workspace import Workspace
from opsctl.text.tree import OverlayTree

AS_OF = date(2026, 11, 20)
W46 = "2026-W46"


def world(measurables: Mapping[str, str]) -> Workspace:
    """Read measurables by name, each given as the lines of its file after title and owner."""
    files = {"opsctl.yaml": b"format: 1\ncompany: Acme\n"}
    for name, text in measurables.items():
        folder, _, id = name.rpartition("/")
        content = f"title: {id.capitalize()}\nowner: leo\n{text}\n"
        files[f"scorecards/{folder or 'shop'}/{id}.yaml"] = content.encode("utf-8")
    return load_workspace(OverlayTree(None, files))


def typed(*values: object, unit: str = "number") -> str:
    """Write a weekly measurable with these values, the last of them for 2026-W46."""
    first = 46 - len(values) + 1
    lines = [f"  2026-W{first + at}: {value}" for at, value in enumerate(values) if value != ""]
    return "\n".join([f"unit: {unit}", "values:", *lines])


def period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def readings(measurables: Mapping[str, str]) -> Readings:
    return Readings(world(measurables), AS_OF)


def reading(measurables: Mapping[str, str], when: str = W46, name: str = "x") -> Reading:
    """Read what `x` comes to."""
    found = readings(measurables)
    measurable = found.workspace.find_measurable(name, "shop")
    assert measurable is not None
    return found.at(measurable, period(when))
