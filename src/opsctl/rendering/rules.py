"""The manual of rules, in a terminal and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from rich.text import Text

from opsctl.model.suppression import CommentForm
from opsctl.rendering.theme import BOLD, DIM, SEVERITY_STYLES
from opsctl.text.diagnostic import Severity

SCHEMA = 1
_PATTERNS = MappingProxyType(
    {
        ("ROCK", CommentForm.YAML): "rocks/2025-*/",
        ("KPI", CommentForm.YAML): "scorecards/finance/",
        ("SOP", CommentForm.MARKDOWN): "sops/legacy/",
        ("SOP", CommentForm.NONE): "sops/legacy/",
        ("SOP", CommentForm.YAML): "approvals/legacy/",
        ("CHG", CommentForm.MARKDOWN): "sops/legacy/",
        ("CHG", CommentForm.YAML): "rocks/2025-*/",
    }
)
"""Paths for which somebody may want to switch a rule off; other families are about single files."""


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
    @property
    def comment_form(self) -> CommentForm: ...


def weight(page: Page) -> str:
    """Name the severity of a rule, and that it is off where nothing switches it on."""
    return str(page.severity) if page.on_by_default else f"{page.severity}, off by default"


def switch_off(page: Page) -> str:
    """Say how a rule is switched off, for a line, a file, or everywhere; or on, where it is off."""
    if page.on_by_default and page.keeps_files_unread:
        return (
            "Switch off: this cannot be switched off, since the file is not read as long as it is"
            "\nso. A file that is no record belongs somewhere else."
        )
    everywhere = f"everywhere, in opsctl.yaml: `rules: {{ignore: [{page.code}]}}`"
    places = [*_by_comment(page), *_by_path(page)]
    if page.on_by_default:
        return "\n- ".join(["Switch off:", *places, everywhere])
    enable = f"Switch on, in opsctl.yaml: `rules: {{enable: [{page.code}]}}`. Off again:"
    return "\n- ".join([enable, *places])


def _by_comment(page: Page) -> Iterator[str]:
    """Say which comment goes where."""
    comment = f"opsctl: ignore[{page.code}] reason"
    match page.comment_form:
        case CommentForm.YAML:
            yield f"for one line: `# {comment}` behind it, or on a line before it"
            yield "for a file: that comment ahead of its first key"
        case CommentForm.MARKDOWN:
            yield f"for a key at the top: `# {comment}` behind it"
            yield f"for one block: `<!-- {comment} -->` on a line before it"
            yield "for a page: that comment above its title"


def _by_path(page: Page) -> Iterator[str]:
    """Say how a rule is switched off for some paths, if its family is about many files."""
    family = page.code.rstrip("0123456789")
    pattern = _PATTERNS.get((family, page.comment_form))
    if pattern is not None:
        places = "some paths, of deleted files too" if family == "CHG" else "some paths"
        setting = f'rules: {{per_path: {{"{pattern}": {{ignore: [{page.code}]}}}}}}'
        yield f"for {places}, in opsctl.yaml:\n  `{setting}`"


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
