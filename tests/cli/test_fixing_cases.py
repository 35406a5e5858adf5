"""Every fix of a rule, on the cases of the rules: it mends what it is for and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from opsctl.cli.fixing import Fixed, FixesAsked, Ground, plan_fixes
from opsctl.loading.workspace import load_workspace
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.tree import OverlayTree
from tests.conftest import ROOT
from tests.rules.test_cases import PLAIN_SETTINGS, cases_of_workspaces, content_of

DAY = date(2026, 11, 20)
Files = Mapping[str, bytes]

SAFE = frozenset(
    """
    CFG001 CFG002 CFG004 CFG005 CFG007 FILE004 FILE007 FILE017 FILE019 FILE022 FILE023 KPI001
    KPI002 KPI003 KPI005 KPI028 ROCK003 ROCK010 ROCK014 ROCK017 SOP006 SOP008 SOP024 SOP026
    SOP027 SOP028 SOP030 SOP031 SOP038 SOP039 SOP040
    """.split()  # noqa: SIM905  # a list of one word a line would hide the test
)
"""Rules with a case whose fix has exactly one right answer."""


def files_of(case: dict[str, Any]) -> Files:
    files = {path: content_of(value) for path, value in case["files"].items()}
    return {"opsctl.yaml": PLAIN_SETTINGS} | files


def fixed(files: Files, day: date = DAY, *, unsafe: bool = False) -> tuple[Files, Fixed]:
    """Plan the fixes of files; give the files afterwards too."""
    ground = Ground(OverlayTree(None, files), load_workspace, lambda _workspace: day)
    done = plan_fixes(
        ground, FixesAsked(lambda _workspace, found: found, unsafe=unsafe, use_baseline=True)
    )
    return {**files, **{each.path: each.after for each in done.writes}}, done


def cases() -> list[Any]:
    """Give the cases that live in memory, and can be read at all."""
    on_disk = {"links", "folders", "pipes"}
    return [each for each in cases_of_workspaces() if not each.values[1].keys() & on_disk]


def with_a_fix(*, safe_only: bool) -> list[Any]:
    """Give the cases in which something can be fixed."""
    found = []
    for each in cases():
        case = each.values[1]
        diagnostics = run_rules(
            load_workspace(OverlayTree(None, files_of(case))), RULES, case.get("as_of", DAY)
        )
        fixes = [one.finding.fix for one in diagnostics if one.finding.fix is not None]
        if any(fix.safe or not safe_only for fix in fixes):
            found.append(each)
    return found


@pytest.mark.parametrize(("code", "case"), with_a_fix(safe_only=False))
@pytest.mark.parametrize("unsafe", [False, True])
def test_what_is_fixed_is_gone_and_twice_is_once(
    code: str, case: dict[str, Any], unsafe: bool
) -> None:
    before, day = files_of(case), case.get("as_of", DAY)
    after, done = fixed(before, day, unsafe=unsafe)
    gone = Counter((each.finding.code, each.finding.location.path) for each in done.done)
    old, new = (count(each, day) for each in (before, after))
    for key, number in gone.items():
        assert new[key] <= max(old[key] - number, new[key] if hidden(before, key[1]) else 0)
    again, nothing = fixed(after, day, unsafe=unsafe)
    assert (again, nothing.done) == (after, ())


def count(files: Files, day: date) -> Counter[tuple[str, str]]:
    found = run_rules(load_workspace(OverlayTree(None, files)), RULES, day)
    return Counter((each.finding.code, each.finding.location.path) for each in found)


def hidden(files: Files, path: str) -> bool:
    """Tell whether a file was not read whole, so that more may come to light in it."""
    return path in {e.location.path for e in load_workspace(OverlayTree(None, files)).findings}


def test_the_rules_that_should_have_a_safe_fix_have_one() -> None:
    found = {
        one.finding.code
        for each in cases()
        for one in fixed(files_of(each.values[1]), each.values[1].get("as_of", DAY))[1].done
    }
    assert found >= SAFE, sorted(SAFE - found)


def test_the_page_on_fixing_says_how_sure_each_fix_is() -> None:
    """Every fix that a case has must stand on the page, with its kind."""
    page = (ROOT / "docs" / "fixing.md").read_text(encoding="utf-8")
    told = dict(
        re.findall(r"^\| \[(\w+) [^|]* \| (safe|guess|safe or guess) \|", page, re.MULTILINE)
    )
    for each in cases():
        workspace = load_workspace(OverlayTree(None, files_of(each.values[1])))
        for one in run_rules(workspace, RULES, each.values[1].get("as_of", DAY)):
            if one.finding.fix is not None:
                kind = "safe" if one.finding.fix.safe else "guess"
                assert kind in told.get(one.finding.code, ""), one.finding
