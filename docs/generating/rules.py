"""docs/rules.md, from the registry of rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generating.markdown import GENERATED, finished, table
from opsctl.rendering.rules import switch_off, weight
from opsctl.rules.base import Rule
from opsctl.rules.engine import FAMILIES
from opsctl.rules.registry import RULES

_INTRODUCTION = """\
# Rules

What `opsctl check` looks at. A rule is named by its code (`ROCK003`), its name (`owner-known`)
or its family (`ROCK`). Codes and names never change their meaning and are never used again for
another rule. `opsctl rule ROCK003` shows a page of this manual in the terminal.

An **error** means that something contradicts itself or cannot be read: `opsctl check` exits
with 1. A **warning** is a matter of good practice, a **note** is worth a look. Whatever depends
on today's date is at most a warning, so that nothing turns red because a day has passed. A rule
that does not suit most companies is **off by default**. [How to switch rules off, on, or weigh
them otherwise](suppressing.md).

Every example below is tested. It shows the lines that matter; a line such as `# people.yaml` says
which file they are in. What nobody can see is spelled out: `⟨TAB⟩`, `⟨U+001B⟩`, `⟨65 times [⟩`.
"""


def page() -> str:
    """Write the page."""
    return finished(_lines())


def _lines() -> Iterator[str]:
    yield from (GENERATED, "", _INTRODUCTION)
    families = [(family, about, _members(family)) for family, about in FAMILIES.items()]
    for family, about, members in families:
        if members:
            yield from (f"## {family}: {about}", "")
            rows = [(_link(each), weight(each), each.summary) for each in members]
            yield from table(("Rule", "Severity", "What must hold"), rows)
    for _, _, members in families:
        for rule in members:
            yield from _manual_page(rule)


def _members(family: str) -> Sequence[Rule]:
    return [rule for rule in RULES if rule.family == family]


def _link(rule: Rule) -> str:
    return f"[{rule.code} {rule.name}](#{rule.code.lower()}-{rule.name})"


def _manual_page(rule: Rule) -> Iterator[str]:
    yield from (f"## {rule.code} {rule.name}", "")
    yield from (f"Severity: {weight(rule)}", "")
    yield from (rule.page.strip(), "")
    yield from (switch_off(rule), "")
