"""One report in which every rule is broken in every way that its cases know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from opsctl.loading.source import read_source
from opsctl.loading.workspace import load_workspace
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.source import Source
from opsctl.text.tree import FolderTree, Tree
from tests.rules.test_cases import cases, change_of, tree_of


@dataclass(frozen=True)
class Report:
    """Findings of many workspaces, each in a folder of its own, with the files they are about."""

    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, Source]

    @property
    def paths(self) -> list[str]:
        return sorted({each.finding.location.path for each in self.diagnostics})


def broken_everywhere(folder: Path) -> Report:
    """Run the rules over every case in which something is found."""
    diagnostics: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    for number, parameters in enumerate(cases()):
        code, case = parameters.values
        if not case["findings"]:
            continue
        tree, found = _checked(case, folder / str(number))
        for each in found:
            moved = _moved(each, f"{code}/{number}")
            diagnostics.append(moved)
            entry = tree.entry(each.finding.location.path)
            source = read_source(tree, entry)[0] if entry else None
            sources |= {moved.finding.location.path: source} if source else {}
    return Report(tuple(diagnostics), sources)


def _checked(case: dict[str, Any], folder: Path) -> tuple[Tree, tuple[Diagnostic, ...]]:
    as_of = case.get("as_of", date(2026, 11, 20))
    if "base" in case:
        change = change_of(case, folder)
        return FolderTree(folder), run_rules(change.head, RULES, as_of, change)
    tree = tree_of(case, folder)
    return tree, run_rules(load_workspace(tree), RULES, as_of)


def _moved(diagnostic: Diagnostic, folder: str) -> Diagnostic:
    finding = diagnostic.finding
    location = replace(finding.location, path=f"{folder}/{finding.location.path}")
    return replace(diagnostic, finding=replace(finding, location=location))


def codes_of(report: Report) -> Iterator[str]:
    return (each.finding.code for each in report.diagnostics)
