"""How a page says that its rule is switched off, tried on what the page shows as wrong."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from opsctl.loading.workspace import load_workspace
from opsctl.model.suppression import CommentForm
from opsctl.rendering.rules import switch_off
from opsctl.rules.base import Rule
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from tests.history.repositories import Work
from tests.rules.changes import SETTINGS, Step, branched, changed, commit, findings
from tests.rules.laid import Files
from tests.rules.manual import WRONG, Example
from tests.rules.test_manual import files_of, shown, told, tree_of

ABOUT_SETTINGS = ("CFG002", "CFG003", "CFG004", "FILE")
"""What would be found if a comment or a setting were wrong itself."""


def says(rule: Rule, start: str) -> bool:
    return f"`{start}" in switch_off(rule)


def cases(*starts: str) -> list[Any]:
    """Give the rules about a workspace whose pages name one of these, with what they show."""
    return [
        pytest.param(rule, next(each for each in shown(rule, WRONG) if each.blocks), id=rule.code)
        for rule in RULES
        if rule.check_change is None and any(says(rule, each) for each in starts)
    ]


def of_each_kind(start: str) -> list[Any]:
    """Give one rule of each family and each form of comments: a setting is the same for all."""
    kinds: dict[tuple[str, CommentForm], Any] = {}
    for case in cases(start):
        rule = case.values[0]
        kinds.setdefault((rule.family, rule.comment_form), case)
    return list(kinds.values())


def found_in(files: Files, day: date) -> tuple[Diagnostic, ...]:
    return run_rules(load_workspace(tree_of(files, Path())), RULES, day)


@cache
def where(rule: Rule, example: Example) -> list[tuple[str, int]]:
    """Give the path and the line of what is found, each once, the last ones first."""
    found = found_in(files_of(rule, example), example.day)
    places = [each.finding.location for each in found if each.finding.code == rule.code]
    assert places
    return sorted({(each.path, each.span.line) for each in places}, reverse=True)


def in_page(rule: Rule, start: str) -> str:
    """Give what a page of the manual has between backticks, by how that starts."""
    found = re.search(rf"`({re.escape(start)}[^`]*)`", switch_off(rule))
    assert found, switch_off(rule)
    return found[1]


def is_key_at_the_top(lines: list[str], line: int) -> bool:
    return lines[0] == "---" and 1 < line <= lines.index("---", 1)


def with_comment(rule: Rule, text: str, line: int, *, behind: bool) -> str:
    """Put the comment that the page names behind a line, or on a line before what it begins."""
    lines = text.split("\n")
    if rule.comment_form is CommentForm.YAML or is_key_at_the_top(lines, line):
        comment, at = in_page(rule, "# opsctl"), line - 1
        indent = re.match(r" *", lines[at])
        assert indent is not None
        if behind:
            lines[at] += f" {comment}"
        else:
            lines.insert(at, f"{indent[0]}{comment}")
        return "\n".join(lines)
    begins = next(at for at in range(line - 1, -1, -1) if at == 0 or not lines[at - 1].strip())
    lines.insert(begins, in_page(rule, "<!--"))
    return "\n".join(lines)


def set_rules(files: Files, **said: Any) -> None:
    """Put settings of rules beside those that are there."""
    settings = yaml.safe_load(files.texts["opsctl.yaml"])
    settings["rules"] = {**settings.get("rules", {}), **said}
    files.texts["opsctl.yaml"] = yaml.safe_dump(settings)


def of(rule: Rule, found: tuple[Diagnostic, ...]) -> list[str]:
    """Give what is found of a rule, and of those that judge the comments and the settings."""
    return [each for each in told(found) if each.startswith((rule.code, *ABOUT_SETTINGS))]


@pytest.mark.parametrize("behind", [True, False], ids=["behind", "before"])
@pytest.mark.parametrize(("rule", "example"), cases("# opsctl", "<!--"))
def test_the_comment_that_a_page_names_hides_a_finding(
    rule: Rule, example: Example, behind: bool
) -> None:
    files = files_of(rule, example)
    for path, line in where(rule, example):
        files.texts[path] = with_comment(rule, files.texts[path], line, behind=behind)
    found = found_in(files, example.day)
    assert of(rule, found) == []


@pytest.mark.parametrize(("rule", "example"), of_each_kind("rules: {per_path"))
def test_the_setting_for_some_paths_hides_what_is_found_there(rule: Rule, example: Example) -> None:
    said = yaml.safe_load(in_page(rule, "rules: {per_path"))["rules"]["per_path"]
    files = files_of(rule, example)
    paths = {path for path, _ in where(rule, example)}
    (ignored,) = said.values()
    set_rules(files, per_path={path: deepcopy(ignored) for path in paths})
    assert of(rule, found_in(files, example.day)) == []


@pytest.mark.parametrize(("rule", "example"), of_each_kind("rules: {ignore"))
def test_the_setting_for_everywhere_hides_it_all(rule: Rule, example: Example) -> None:
    files = files_of(rule, example)
    set_rules(files, **yaml.safe_load(in_page(rule, "rules: {ignore"))["rules"])
    assert of(rule, found_in(files, example.day)) == []


def test_the_setting_for_some_paths_holds_for_a_file_that_is_gone(tmp_path: Path) -> None:
    rule = next(each for each in RULES if each.name == "rock-dropped-not-deleted")
    rock = {"rocks/2025-Q4/germany.yaml": "title: Open a shop\nowner: maya\n"}
    branched(tmp_path, Step(rock), [Step(deleted=list(rock))])
    assert len(findings(changed(tmp_path), rule.code)) == 1
    setting = in_page(rule, "rules: {per_path")
    work = Work(tmp_path)
    commit(work, Step({"opsctl.yaml": f"{SETTINGS}{setting}\n"}))
    assert findings(changed(tmp_path), rule.code) == []
