"""Every rule, against its file of cases."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from opsctl.loading.workspace import load_workspace
from opsctl.model.change import Change
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.tree import FolderTree, OverlayTree, Tree
from tests.rules.changes import Step, branched, changed

CASES = Path(__file__).parent / "cases"
PLAIN_SETTINGS = b"format: 1\ncompany: Acme\n"


def content_of(value: Any) -> bytes:
    """Give the bytes of a file in a case: text, or `{hex: …}`, or `{repeat: [text, times]}`."""
    if isinstance(value, str):
        return value.encode("utf-8")
    if "hex" in value:
        return bytes.fromhex(value["hex"])
    text, times = value["repeat"]
    return str(text).encode("utf-8") * int(times)


def tree_of(case: dict[str, Any], folder: Path) -> Tree:
    """Give the files of a case: in memory, or on disk where a case has what only a disk has.

    `links` names their targets, relative to where they lie; `folders` and `pipes` are paths.
    """
    files = {path: content_of(value) for path, value in case["files"].items()}
    files = {"opsctl.yaml": PLAIN_SETTINGS} | files
    if not case.keys() & {"links", "folders", "pipes"}:
        return OverlayTree(None, files)
    root = folder / "workspace"
    for path in case.get("folders", ()):
        (root / path).mkdir(parents=True)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    for path, target in case.get("links", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)
    for path in case.get("pipes", ()):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / path)
    return FolderTree(root)


def change_of(case: dict[str, Any], folder: Path) -> Change:
    """Make the change of a case: `base`, `steps` of a branch, and `tip`, what `main` did since."""
    steps = [step_of(each, "2026-11-19") for each in case["steps"]]
    tip = step_of(case["tip"], "2026-11-18") if "tip" in case else None
    branched(folder, step_of(case["base"], "2026-10-01"), steps, tip)
    return changed(folder, verify=case.get("verify_signatures", False))


def step_of(said: dict[str, Any], day: str) -> Step:
    files = {path: content_of(value) for path, value in said.get("files", {}).items()}
    who = said.get("by", Step().by)
    return Step(files, said.get("deleted", ()), who, str(said.get("on", day)))


def shown(diagnostic: Diagnostic) -> dict[str, Any]:
    finding = diagnostic.finding
    span = finding.location.span
    place = f"{finding.location.path}:{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return {
        "at": place,
        "severity": diagnostic.severity.value,
        "message": finding.message,
        **({"hint": finding.hint} if finding.hint else {}),
    }


def cases() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['case']}")
        for path in sorted(CASES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def cases_of_workspaces() -> list[Any]:
    """Give the cases of rules that are asked about a workspace as it is, not about a change."""
    return [each for each in cases() if "base" not in each.values[1]]


@pytest.mark.parametrize(("code", "case"), cases())
def test_a_rule_finds_exactly_what_its_case_says(
    code: str, case: dict[str, Any], tmp_path: Path
) -> None:
    as_of = case.get("as_of", date(2026, 11, 20))
    if "base" in case:
        change = change_of(case, tmp_path / "repository")
        found = run_rules(change.head, RULES, as_of, change)
    else:
        found = run_rules(load_workspace(tree_of(case, tmp_path)), RULES, as_of)
    assert [shown(each) for each in found if each.finding.code == code] == case["findings"]


def test_every_rule_has_cases_that_pass_and_cases_that_do_not() -> None:
    for rule in RULES:
        listed = yaml.safe_load((CASES / f"{rule.code}.yaml").read_text(encoding="utf-8"))
        assert any(case["findings"] for case in listed), f"{rule.code} is never broken"
        assert any(not case["findings"] for case in listed), f"{rule.code} never holds"
