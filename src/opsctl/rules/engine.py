"""Run rules over a workspace, and apply what its settings and comments say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType

from opsctl.model.change import Change
from opsctl.model.patterns import matcher
from opsctl.model.settings import RuleSettings
from opsctl.model.suppression import Suppression
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.choice import EVERY_RULE, RuleChoice, names
from opsctl.text.diagnostic import Diagnostic, Finding, Severity
from opsctl.text.fix import Fix, Removal, worded
from opsctl.text.span import Location
from opsctl.text.suggestion import SHORTEST_NAME, did_you_mean, surely_meant
from opsctl.text.tree import WORKSPACE_FILE as SETTINGS

FAMILIES = MappingProxyType(
    {
        "FILE": "files: bytes, YAML, places, names",
        "CFG": "settings and suppressions",
        "ORG": "people, teams, vision",
        "ROCK": "Rocks",
        "KPI": "scorecards, measurables, check-ins",
        "SOP": "standard operating procedures",
        "CHG": "what a change must satisfy against its base",
    }
)
"""The letters that codes start with, and what they are about."""

UNKNOWN_RULE, UNUSED_SUPPRESSION = "CFG002", "CFG004"


def run_rules(
    workspace: Workspace,
    rules: Sequence[Rule],
    as_of: date,
    change: Change | None = None,
    choice: RuleChoice = EVERY_RULE,
) -> tuple[Diagnostic, ...]:
    """Check a workspace, and how it came about; diagnostics come by path, line, column, code.

    What keeps a file from being read is always reported: a file that counts for nothing must not
    look sound. What `choice` names is switched on; `chosen` keeps what is wanted of the result.
    """
    settings = workspace.settings.rules
    every = {rule.code: rule for rule in rules}
    active = [
        rule
        for rule in rules
        if is_on(rule, settings, choice) and (change is not None or rule.check_change is None)
    ]
    by_code = {rule.code: rule for rule in active}
    found = [finding for rule in active for finding in rule.check(workspace, as_of)]
    found += _found_in(change, active) if change is not None else ()
    found += _unknown_rules(workspace, rules)
    kept, unused = _suppressed(_outside_ignored_paths(found, settings, by_code), workspace, by_code)
    judging = {rule.code: rule for rule in active if not choice.ignores(rule)}
    without_effect = _unused_suppressions(unused, judging, frozenset(workspace.unread))
    kept += _outside_ignored_paths(without_effect, settings, by_code)
    shown = [finding for finding in kept if finding.code in by_code]
    shown += _that_keep_files_unread(workspace, every)
    diagnostics = {
        Diagnostic(finding, every[finding.code].name, _severity(every[finding.code], settings))
        for finding in shown
    }
    return tuple(sorted(diagnostics, key=_order))


def _found_in(change: Change, rules: Iterable[Rule]) -> Iterator[Finding]:
    for rule in rules:
        if rule.check_change is not None:
            yield from rule.check_change(change)


def new_errors(
    before: Workspace, after: Workspace, rules: Sequence[Rule], as_of: date
) -> list[Diagnostic]:
    """Give the errors that a change brings, in the order of `run_rules`.

    An error is known if its file had it before, at whatever line.
    """
    known = {_identity(each) for each in run_rules(before, rules, as_of)}
    return [
        each
        for each in run_rules(after, rules, as_of)
        if each.severity is Severity.ERROR and _identity(each) not in known
    ]


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
    finding = diagnostic.finding
    return finding.code, finding.location.path, finding.message


def _that_keep_files_unread(workspace: Workspace, rules: dict[str, Rule]) -> list[Finding]:
    unread = frozenset(workspace.unread)
    return [
        finding
        for finding in workspace.findings
        if finding.location.path in unread
        and finding.code in rules
        and rules[finding.code].keeps_files_unread
    ]


def is_on(rule: Rule, settings: RuleSettings, choice: RuleChoice = EVERY_RULE) -> bool:
    """Tell whether a rule is asked at all; `ignore` goes before `enable`, a choice before both."""
    if choice.switches_on(rule):
        return True
    if any(names(each, rule) for each in settings.ignore):
        return False
    return rule.on_by_default or any(names(each, rule) for each in settings.enable)


def find_rule(selector: str, rules: Iterable[Rule]) -> Rule | None:
    """Find a rule by code or name; letter case does not matter."""
    folded = selector.casefold()
    return next((each for each in rules if folded in (each.code.casefold(), each.name)), None)


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    finding = diagnostic.finding
    span = finding.location.span
    return finding.location.path, span.line, span.column, finding.code, finding.message


def _severity(rule: Rule, settings: RuleSettings) -> Severity:
    """Give the severity that the settings name for a rule; its code goes before its family."""
    for selector in (rule.code, rule.name, rule.family):
        if selector in settings.severity:
            return Severity(settings.severity[selector].value)
    return rule.severity


def _outside_ignored_paths(
    findings: Iterable[Finding], settings: RuleSettings, rules: dict[str, Rule]
) -> list[Finding]:
    ignored = [(matcher((pattern,)), each.ignore) for pattern, each in settings.per_path.items()]

    def is_ignored(finding: Finding) -> bool:
        rule = rules.get(finding.code)
        return rule is not None and any(
            any(names(each, rule) for each in selectors) and spec.match_file(finding.location.path)
            for spec, selectors in ignored
        )

    return [finding for finding in findings if not is_ignored(finding)]


def _suppressed(
    findings: Iterable[Finding], workspace: Workspace, rules: dict[str, Rule]
) -> tuple[list[Finding], list[Suppression]]:
    """Split off what comments suppress; give what is left, and the comments without effect."""
    used: set[Suppression] = set()
    kept: list[Finding] = []
    by_path: dict[str, list[Suppression]] = {}
    for each in workspace.suppressions:
        by_path.setdefault(each.location.path, []).append(each)
    for finding in findings:
        path, line = finding.location.path, finding.location.span.line
        covering = [
            each
            for each in by_path.get(path, ())
            if each.covers(line)
            and finding.code in rules
            and any(names(selector, rules[finding.code]) for selector in each.rules)
        ]
        used |= set(covering)
        if not covering:
            kept.append(finding)
    return kept, [each for each in workspace.suppressions if each not in used]


def _unused_suppressions(
    unused: Iterable[Suppression], active: dict[str, Rule], unread: frozenset[str]
) -> list[Finding]:
    """Report comments that suppress nothing, unless what they name is unknown or switched off.

    What stands in a file that could not be read may well be needed once it can.
    """
    return [
        Finding(
            UNUSED_SUPPRESSION,
            each.location,
            f"there is nothing here for {', '.join(each.rules) or 'this comment'} to suppress",
            "remove the comment",
            Fix((Removal(each.location),), safe=not _waits_for_a_day(each, active.values())),
        )
        for each in unused
        if each.location.path not in unread
        and all(any(names(name, rule) for rule in active.values()) for name in each.rules)
    ]


def _waits_for_a_day(suppression: Suppression, active: Iterable[Rule]) -> bool:
    """Tell whether a comment may be for what only a later day brings."""
    return any(
        rule.by_calendar and any(names(each, rule) for each in suppression.rules) for rule in active
    )


def _unknown_rules(workspace: Workspace, rules: Sequence[Rule]) -> Iterator[Finding]:
    known = [*FAMILIES, *(rule.code for rule in rules), *(rule.name for rule in rules)]
    for name, place in _named_rules(workspace):
        if name not in known:
            sure = _surely_meant(name, known)
            hint = f"did you mean `{sure}`?" if sure else did_you_mean(name, known)
            fix = worded(place, sure, safe=True) if sure and place.path == SETTINGS else None
            message = f"there is no rule `{name}`"
            yield Finding(UNKNOWN_RULE, place, message, hint or "opsctl rule lists them all", fix)


def _surely_meant(name: str, known: Sequence[str]) -> str | None:
    """Give the rule of a code with too few or too many zeros, or of a name with one slip."""
    code = re.fullmatch(r"([A-Za-z]+)([0-9]{1,4})", name)
    padded = f"{code[1].upper()}{int(code[2]):03}" if code else name
    return padded if padded in known else surely_meant(name, known, SHORTEST_NAME)


def _named_rules(workspace: Workspace) -> Iterator[tuple[str, Location]]:
    """Give every place where a rule is named, in settings and in comments."""
    settings, origin = workspace.settings.rules, workspace.settings.origin
    for index, name in enumerate(settings.ignore):
        yield name, origin.value("rules", "ignore", index)
    for index, name in enumerate(settings.enable):
        yield name, origin.value("rules", "enable", index)
    for name in settings.severity:
        yield name, origin.key("rules", "severity", name)
    for pattern, each in settings.per_path.items():
        for index, name in enumerate(each.ignore):
            yield name, origin.value("rules", "per_path", pattern, "ignore", index)
    for suppression in workspace.suppressions:
        for name in suppression.rules:
            yield name, suppression.location
