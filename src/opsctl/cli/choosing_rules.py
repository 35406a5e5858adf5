"""Choosing rules by code, name or family, as `opsctl check` lets one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from opsctl.rules.base import Rule
from opsctl.rules.choice import RuleChoice, names
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean, in_backticks

SelectOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES",
        help="Tell only of these: codes, names or families, with commas or given repeatedly.",
    ),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="RULES", help="Tell nothing of these, beside what opsctl.yaml switches off."
    ),
]


def rule_choice(
    select: Sequence[str], ignore: Sequence[str], *, is_of_a_change: bool
) -> RuleChoice:
    """Read which rules are wanted; `is_of_a_change` where those about a change are asked too.

    Raises:
        UsageProblem: something names no rule, or no rule is left.
    """
    from opsctl.rules.registry import RULES  # every rule, where one is named

    choice = RuleChoice(
        _selectors("--select", select, RULES), _selectors("--ignore", ignore, RULES)
    )
    if not is_of_a_change:
        _refuse_without_base(choice, RULES)
    if not any(map(choice.tells, RULES)):
        raise UsageProblem("--ignore leaves no rule to tell of", "leave something out of it")
    return choice


def _selectors(option: str, given: Sequence[str], rules: Sequence[Rule]) -> tuple[str, ...]:
    """Give what was named as it is spelt, each once."""
    families = dict.fromkeys(each.family for each in rules)
    known = [*families, *(name for each in rules for name in (each.code, each.name))]
    found: dict[str, None] = {}
    for listed in given:
        words = [word for each in listed.split(",") if (word := each.strip())]
        if not words:
            raise UsageProblem(f"{option} names no rule", f"{option} ROCK003,owner-known,SOP")
        found |= dict.fromkeys(_spelt(option, each, known) for each in words)
    return tuple(found)


def _spelt(option: str, word: str, known: Sequence[str]) -> str:
    """Find what was named; letter case does not matter."""
    folded = word.casefold()
    found = next((each for each in known if each.casefold() == folded), None)
    if found is None:
        hint = did_you_mean(word, known) or "opsctl rule lists them all"
        raise UsageProblem(f"{option}: there is no rule {in_backticks(word)}", hint)
    return found


def _refuse_without_base(choice: RuleChoice, rules: Sequence[Rule]) -> None:
    """Refuse to ask for rules about a change alone where nothing is compared."""
    for each in choice.select:
        if all(rule.check_change is not None for rule in rules if names(each, rule)):
            raise UsageProblem(f"{each} is about a change, and needs its base", "add --base main")
