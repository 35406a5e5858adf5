"""Every page of the manual: what it shows as wrong is found, and what it shows as right is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from opsctl.loading.workspace import load_workspace
from opsctl.rules.base import Rule
from opsctl.rules.engine import run_rules
from opsctl.rules.registry import RULES
from opsctl.text.diagnostic import Diagnostic
from opsctl.text.tree import FolderTree, OverlayTree, Tree
from tests.rules.branches import change_of
from tests.rules.laid import Files, company, laid, names_in
from tests.rules.manual import DAY, RIGHT, WRONG, Example, content_of, examples


def shown(rule: Rule, *kinds: str) -> list[Example]:
    return [each for each in examples(rule.page, rule.family) if each.kind in kinds]


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{number}")
        for rule in RULES
        for number, example in enumerate(shown(rule, kind), 1)
        if example.blocks
    ]


def tree_of(files: Files, folder: Path) -> Tree:
    """Give files as a tree: in memory, or on disk where there is a link."""
    contents = {path: content_of(text) for path, text in files.texts.items()}
    if not files.links:
        return OverlayTree(None, contents)
    for path, content in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for path, target in files.links.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(target)
    return FolderTree(folder)


def company_of(rule: Rule) -> Files:
    """Give the company; a rule that is off by default is on in it."""
    files = company()
    if not rule.on_by_default:
        files.texts["opsctl.yaml"] += f"rules:\n  enable: [{rule.code}]\n"
    return files


def files_of(rule: Rule, example: Example) -> Files:
    """Give the company with an example laid over it."""
    named = names_in(piece for each in shown(rule, WRONG, RIGHT) for piece in each.pieces)
    return laid(company_of(rule), example.pieces, named)


def found_in(rule: Rule, example: Example, folder: Path) -> tuple[Diagnostic, ...]:
    if rule.check_change is not None:
        change = change_of(company_of(rule), examples(rule.page, rule.family), example, folder)
        return run_rules(change.head, RULES, example.day, change)
    tree = tree_of(files_of(rule, example), folder / "company")
    return run_rules(load_workspace(tree), RULES, example.day)


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{each.finding.code} {each.finding.location.path}:{each.finding.location.span.line}"
        f" {each.finding.message}"
        for each in found
    ]


def places(example: Example) -> set[str]:
    """Give the files of an example, and those that its words name."""
    moved = {piece.sign("moved to") or piece.path for piece in example.pieces}
    return moved | {piece.path for piece in example.pieces} | set(_in_backticks(example.words))


def _in_backticks(words: str) -> list[str]:
    return re.findall(r"`([^`]+)`", words)


@pytest.mark.parametrize(("rule", "example"), cases(WRONG))
def test_what_a_page_shows_as_wrong_is_found(rule: Rule, example: Example, tmp_path: Path) -> None:
    found = found_in(rule, example, tmp_path)
    here = [each.finding.location.path for each in found if each.finding.code == rule.code]
    assert set(here) & places(example), told(found)


@pytest.mark.parametrize(("rule", "example"), cases(RIGHT))
def test_nothing_is_found_in_what_a_page_shows_as_right(
    rule: Rule, example: Example, tmp_path: Path
) -> None:
    assert told(found_in(rule, example, tmp_path)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_shows_something_wrong_and_something_right(rule: Rule) -> None:
    assert any(each.blocks for each in shown(rule, WRONG))
    assert any(each.blocks for each in shown(rule, RIGHT))


def test_the_company_has_no_findings_without_an_example(tmp_path: Path) -> None:
    found = run_rules(load_workspace(tree_of(company(), tmp_path)), RULES, DAY)
    assert told(found) == []
