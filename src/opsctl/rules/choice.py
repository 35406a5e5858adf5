"""Which rules somebody wants to hear of in one run, beyond what the settings say."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """Rules by code, name or family: those that are told, all where none is, but for `ignore`.

    The settings are extended, not replaced: a family has the rules of it that are on. A rule that
    `select` names by itself is on, whatever the settings say of it everywhere.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def ignores(self, rule: Rule) -> bool:
        """Tell whether a rule is not asked in this run."""
        return any(names(each, rule) for each in self.ignore)

    def switches_on(self, rule: Rule) -> bool:
        """Tell whether a rule is asked even where the settings would not."""
        return rule.code in self.select or rule.name in self.select

    def tells(self, rule: Rule) -> bool:
        """Tell whether the findings of a rule are wanted."""
        is_selected = not self.select or any(names(each, rule) for each in self.select)
        return is_selected and not self.ignores(rule)


EVERY_RULE = RuleChoice()
"""Where nothing was chosen: the settings alone decide."""


def names(selector: str, rule: Rule) -> bool:
    """Tell whether a selector names a rule: by its code, its name, or its family."""
    return selector in (rule.code, rule.name, rule.family)


def chosen(
    diagnostics: Iterable[Diagnostic],
    choice: RuleChoice,
    rules: Iterable[Rule],
    unread: Container[str],
) -> list[Diagnostic]:
    """Keep the findings that are wanted, and those that keep an `unread` file from being read.

    All rules were asked before, so that a comment is called unused only where it is.
    """
    told = {each.code for each in rules if choice.tells(each)}
    serious = {each.code for each in rules if each.keeps_files_unread}
    return [
        each
        for each in diagnostics
        if each.finding.code in told
        or (each.finding.code in serious and each.finding.location.path in unread)
    ]
