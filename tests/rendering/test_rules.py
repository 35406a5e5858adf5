"""The manual of rules: what it says of those that are off by default."""

from __future__ import annotations

from opsctl.model.suppression import CommentForm
from opsctl.rendering.rules import (
    rule_data,
    rule_lines,
    rule_list_data,
    rule_list_lines,
    switch_off,
)
from opsctl.rules.base import Rule, found_by_the_engine
from opsctl.text.diagnostic import Severity

PAGE = "A scorecard looks ahead.\n\nWhy: it is late otherwise.\n"
ON = Rule("KPI001", "looks-ahead", Severity.WARNING, PAGE, found_by_the_engine)
OFF = Rule("KPI002", "looks-back", Severity.WARNING, PAGE, found_by_the_engine, on_by_default=False)


def test_the_list_marks_a_rule_that_is_off() -> None:
    on, off = (line.plain.split() for line in rule_list_lines((ON, OFF)))
    assert on[:3] == ["KPI001", "warning", "looks-ahead"]
    assert off[:3] == ["KPI002", "off", "looks-back"]


def test_the_page_of_a_rule_that_is_off_says_so_and_how_to_switch_it_on() -> None:
    lines = [line.plain for line in rule_lines(OFF)]
    assert lines[0] == "KPI002 looks-back  warning, off by default"
    assert "Switch on, in opsctl.yaml: `rules: {enable: [KPI002]}`. Off again:" in lines
    assert not any(line.startswith("Switch off") for line in lines)


def test_the_page_of_a_rule_that_is_on_says_how_to_switch_it_off() -> None:
    lines = [line.plain for line in rule_lines(ON)]
    assert lines[0] == "KPI001 looks-ahead  warning"
    assert any(line.startswith("Switch off") for line in lines)
    assert not any(line.startswith("Switch on") for line in lines)


def test_data_tells_them_apart() -> None:
    assert [each["on_by_default"] for each in rule_list_data((ON, OFF))["rules"]] == [True, False]
    assert rule_data(OFF)["on_by_default"] is False


def switched_off(code: str, comments: CommentForm | None = None) -> list[str]:
    rule = Rule(code, "a-name", Severity.ERROR, PAGE, found_by_the_engine, comments=comments)
    return switch_off(rule).splitlines()


def test_a_rule_about_records_takes_comments_of_yaml() -> None:
    assert switched_off("KPI001") == [
        "Switch off:",
        "- for one line: `# opsctl: ignore[KPI001] reason` behind it, or on a line before it",
        "- for a file: that comment ahead of its first key",
        "- for some paths, in opsctl.yaml:",
        '  `rules: {per_path: {"scorecards/finance/": {ignore: [KPI001]}}}`',
        "- everywhere, in opsctl.yaml: `rules: {ignore: [KPI001]}`",
    ]


def test_a_rule_about_pages_takes_comments_of_markdown_and_at_a_key_those_of_yaml() -> None:
    assert switched_off("SOP001")[1:4] == [
        "- for a key at the top: `# opsctl: ignore[SOP001] reason` behind it",
        "- for one block: `<!-- opsctl: ignore[SOP001] reason -->` on a line before it",
        "- for a page: that comment above its title",
    ]


def test_a_rule_that_no_comment_reaches_names_none() -> None:
    assert switched_off("CFG001", CommentForm.NONE) == [
        "Switch off:",
        "- everywhere, in opsctl.yaml: `rules: {ignore: [CFG001]}`",
    ]


def test_a_rule_about_a_change_says_what_to_do_about_files_that_are_gone() -> None:
    assert "- for some paths, of deleted files too, in opsctl.yaml:" in switched_off("CHG001")
