"""The manual of rules, in a terminal and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from rich.text import Text

from opsctl.rendering.theme import BOLD, DIM, SEVERITY_STYLES
from opsctl.text.diagnostic import Severity

SCHEMA = 1


class Page(Protocol):
    """What the manual says of a rule."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def page(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def keeps_files_unread(self) -> bool: ...
    @property
    def on_by_default(self) -> bool: ...


def weight(page: Page) -> str:
    """Name the severity of a rule, and that it is off where nothing switches it on."""
    return str(page.severity) if page.on_by_default else f"{page.severity}, off by default"


def switch_off(page: Page) -> str:
    """Say how a rule is switched off, for a line, a file, or everywhere; or on, where it is off."""
    if not page.on_by_default:
        return (
            f"Switch on: with `rules: {{enable: [{page.code}]}}` in opsctl.yaml. Off again for a\n"
            f"line with `# opsctl: ignore[{page.code}] reason` behind it or on a line before it;\n"
            "for a file with that comment at its top."
        )
    if page.keeps_files_unread:
        return (
            "Switch off: this cannot be switched off, since the file is not read as long as it is"
            "\nso. A file that is no record belongs somewhere else."
        )
    return (
        f"Switch off: for one line with `# opsctl: ignore[{page.code}] reason` behind it or on a"
        f"\nline before it; for a file with that comment at its top; everywhere with\n"
        f"`rules: {{ignore: [{page.code}]}}` in opsctl.yaml."
    )


def rule_lines(page: Page) -> Iterator[Text]:
    """Draw a manual page."""
    heading = Text.assemble((f"{page.code} {page.name}", BOLD))
    heading.append(f"  {weight(page)}", SEVERITY_STYLES[page.severity])
    yield heading
    yield Text()
    for line in page.page.strip().splitlines():
        yield Text(line, DIM if line.startswith("    ") else "")
    yield Text()
    for line in switch_off(page).splitlines():
        yield Text(line)


def rule_list_lines(pages: Sequence[Page]) -> Iterator[Text]:
    """Draw the list of all rules."""
    name_width = max(len(page.name) for page in pages)
    for page in pages:
        text = Text(f"{page.code:8}")
        weighs = str(page.severity) if page.on_by_default else "off"
        text.append(f"{weighs:9}", SEVERITY_STYLES[page.severity] if page.on_by_default else DIM)
        text.append(page.name.ljust(name_width + 2))
        text.append(page.summary, DIM)
        yield text


def rule_data(page: Page) -> Mapping[str, Any]:
    """Give the shape of `rule CODE`."""
    return {"schema": SCHEMA, **_data(page), "page": page.page.strip()}


def rule_list_data(pages: Sequence[Page]) -> Mapping[str, Any]:
    """Give the shape of `rule`."""
    return {"schema": SCHEMA, "rules": [_data(page) for page in pages]}


def _data(page: Page) -> dict[str, Any]:
    return {
        "code": page.code,
        "name": page.name,
        "severity": page.severity,
        "on_by_default": page.on_by_default,
        "summary": page.summary,
    }
