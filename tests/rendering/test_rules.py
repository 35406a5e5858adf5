"""The manual of rules: what it says of those that are off by default."""

from __future__ import annotations

from opsctl.rendering.rules import rule_data, rule_lines, rule_list_data, rule_list_lines
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
    assert "Switch on: with `rules: {enable: [KPI002]}` in opsctl.yaml. Off again for a" in lines
    assert not any(line.startswith("Switch off") for line in lines)


def test_the_page_of_a_rule_that_is_on_says_how_to_switch_it_off() -> None:
    lines = [line.plain for line in rule_lines(ON)]
    assert lines[0] == "KPI001 looks-ahead  warning"
    assert any(line.startswith("Switch off") for line in lines)
    assert not any(line.startswith("Switch on") for line in lines)


def test_data_tells_them_apart() -> None:
    assert [each["on_by_default"] for each in rule_list_data((ON, OFF))["rules"]] == [True, False]
    assert rule_data(OFF)["on_by_default"] is False
