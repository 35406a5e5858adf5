"""The changes of one record: lines of a screen, a list in Markdown, and data.

A phrase is one of `rock_phrase`, `number_phrase` and `checkin_phrase`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from rich.text import Text

from opsctl.analysis.record_change import RecordChange
from opsctl.rendering.layout import hanging
from opsctl.rendering.markdown import escaped
from opsctl.rendering.record_changes.wording import Phrase
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

_INDENT = 1
_HANG = 3


def change_lines(
    changes: Iterable[RecordChange], phrase: Phrase, near: date, screen: Screen
) -> Iterator[Text]:
    """Draw changes in their order; those of what was over stand out."""
    for change in changes:
        style = SEVERITY_STYLES[Severity.WARNING] if change.is_retroactive else ""
        line = Text.assemble(f"{screen.signs.dot} ", (one_line(phrase(change, near)), style))
        if change.line is not None:
            line.append(f"  line {change.line}", DIM)
        yield from hanging(line, screen.width, _INDENT, _HANG)


def change_markdown(changes: Iterable[RecordChange], phrase: Phrase, near: date) -> Iterator[str]:
    """Write changes as the items of a list, in their order."""
    for change in changes:
        line = "" if change.line is None else f" (line {change.line})"
        yield f"- {escaped(phrase(change, near))}{line}"


def change_data(change: RecordChange) -> Mapping[str, Any]:
    """Give a change as data, with whole texts."""
    return {
        "kind": change.kind,
        "field": change.field,
        "about": change.about,
        "before": change.before,
        "after": change.after,
        "line": change.line,
        "note": change.note,
        "ease": change.ease,
        "retroactive": change.is_retroactive,
    }
