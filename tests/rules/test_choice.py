"""Choosing rules for one run: what is asked, and what is told of it."""

from __future__ import annotations

import pytest

from opsctl.model.settings import RuleSettings
from opsctl.rules.base import Rule, found_by_the_engine
from opsctl.rules.choice import EVERY_RULE, RuleChoice, chosen
from opsctl.rules.engine import is_on
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.span import Location


def rule(code: str, name: str, *, on: bool = True) -> Rule:
    return Rule(code, name, Severity.ERROR, "Must hold.", found_by_the_engine, on_by_default=on)


ONE, OFF, FILE = rule("ROCK001", "one"), rule("ROCK002", "two", on=False), rule("FILE007", "yaml")
RULES = (ONE, OFF, FILE)


def found(rule: Rule, path: str = "a.yaml") -> Diagnostic:
    return Diagnostic(Finding(rule.code, Location(path), "x"), rule.name, rule.severity)


@pytest.mark.parametrize(
    ("choice", "settings", "on"),
    [
        (EVERY_RULE, RuleSettings(), (True, False)),
        (RuleChoice(select=("ROCK002",)), RuleSettings(), (True, True)),
        (RuleChoice(select=("two",)), RuleSettings(), (True, True)),
        (RuleChoice(select=("ROCK",)), RuleSettings(), (True, False)),
        (RuleChoice(select=("ROCK",)), RuleSettings(enable=("two",)), (True, True)),
        (RuleChoice(select=("ROCK",)), RuleSettings(ignore=("one",)), (False, False)),
        (RuleChoice(select=("one",)), RuleSettings(ignore=("ROCK",)), (True, False)),
    ],
)
def test_a_rule_is_on_by_the_settings_or_by_its_own_name(
    choice: RuleChoice, settings: RuleSettings, on: tuple[bool, bool]
) -> None:
    assert (is_on(ONE, settings, choice), is_on(OFF, settings, choice)) == on


@pytest.mark.parametrize(
    ("select", "ignore", "told"),
    [
        ((), (), [ONE, OFF, FILE]),
        (("ROCK",), (), [ONE, OFF]),
        (("one",), (), [ONE]),
        ((), ("ROCK001",), [OFF, FILE]),
        (("ROCK",), ("ROCK001",), [OFF]),
        (("ROCK001",), ("ROCK",), []),
    ],
)
def test_what_is_told_is_selected_and_not_ignored(
    select: tuple[str, ...], ignore: tuple[str, ...], told: list[Rule]
) -> None:
    every = [found(each) for each in RULES]
    kept = chosen(every, RuleChoice(select, ignore), RULES, frozenset())
    assert kept == [found(each) for each in told]


def test_what_keeps_a_file_unread_is_told_and_the_same_in_a_file_that_is_read_is_not() -> None:
    every = [found(FILE, "a.yaml"), found(FILE, "b.yaml"), found(ONE, "a.yaml")]
    kept = chosen(every, RuleChoice(ignore=("FILE", "ROCK")), RULES, frozenset(["a.yaml"]))
    assert kept == [found(FILE, "a.yaml")]
