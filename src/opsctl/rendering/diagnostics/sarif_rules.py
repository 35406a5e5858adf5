"""The manual of rules as SARIF has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from opsctl.rendering.rules import Page, switch_off
from opsctl.text.diagnostic import Severity

_PROBLEMS = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}
)
_LONGEST = 1024
"""How many characters GitHub takes of a description."""


def sarif_rules(pages: Sequence[Page]) -> list[Mapping[str, Any]]:
    """Describe every rule, so that its page stands beside what breaks it."""
    return [_rule(each) for each in pages]


def _rule(page: Page) -> Mapping[str, Any]:
    manual = f"{page.page.strip()}\n\n{switch_off(page)}"
    return {
        "id": page.code,
        "name": "".join(part.capitalize() for part in page.name.split("-")),
        "shortDescription": {"text": page.summary[:_LONGEST]},
        "fullDescription": {"text": _opening(page)[:_LONGEST]},
        "help": {"text": manual, "markdown": manual},
        "defaultConfiguration": {"level": page.severity, "enabled": page.on_by_default},
        "properties": {
            "tags": [page.code.rstrip("0123456789").lower()],
            "precision": "high" if page.on_by_default else "medium",
            "problem.severity": _PROBLEMS[page.severity],
        },
    }


def _opening(page: Page) -> str:
    """Give the page up to its example: what must hold, and why."""
    paragraphs = page.page.strip().split("\n\n")[:2]
    return " ".join(" ".join(paragraphs).split())
