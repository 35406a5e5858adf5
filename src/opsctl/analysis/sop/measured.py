"""Procedures and the numbers that tell whether they work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.slipping import Slip, slip_of
from opsctl.model.scorecard import Measurable, MeasurableRef
from opsctl.model.workspace import Workspace


def measurables_of_sops(workspace: Workspace) -> Mapping[str, tuple[Measurable, ...]]:
    """Give the numbers of each procedure by its path: those it names, and those that name it.

    Each once, ordered by name; names that lead nowhere are left out.
    """
    found: dict[str, dict[MeasurableRef, Measurable]] = {}
    for sop in workspace.sops:
        for name in sop.metadata.measurables:
            measurable = workspace.find_measurable(name, "")
            if measurable is not None:
                found.setdefault(sop.path, {})[measurable.ref] = measurable
    for measurable in workspace.measurables:
        for name in measurable.sops:
            if name in workspace.sops_by_id:
                path = workspace.sops_by_id[name].path
                found.setdefault(path, {})[measurable.ref] = measurable
    return {path: tuple(each[ref] for ref in sorted(each, key=str)) for path, each in found.items()}


def slips_of_sops(workspace: Workspace, as_of: date) -> Mapping[str, tuple[Slip, ...]]:
    """Give the numbers of procedures that slip, by path; a path without any is left out."""
    readings = Readings(workspace, as_of)
    known: dict[MeasurableRef, Slip | None] = {}
    found: dict[str, tuple[Slip, ...]] = {}
    for path, measurables in measurables_of_sops(workspace).items():
        for each in measurables:
            if each.ref not in known:
                known[each.ref] = slip_of(each, readings)
        slips = tuple(slip for each in measurables if (slip := known[each.ref]) is not None)
        if slips:
            found[path] = slips
    return found
