"""What changes in a procedure for the people who do the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.versions import VersionStep
from opsctl.model.section import section_name
from opsctl.model.weight import Weight
from opsctl.rendering.layout import hanging, wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, COMMAND, DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

SCHEMA = 1
_LONGEST = 160
_PHRASES = MappingProxyType(
    {
        ChangeKind.STEP_ADDED: "step added",
        ChangeKind.STEP_REMOVED: "step removed",
        ChangeKind.STEP_REORDERED: "step moved",
        ChangeKind.STEP_REWORDED: "step reworded",
        ChangeKind.ITEM_ADDED: "added",
        ChangeKind.ITEM_REMOVED: "removed",
        ChangeKind.ITEM_REWORDED: "reworded",
        ChangeKind.SECTION_ADDED: "section added",
        ChangeKind.SECTION_REMOVED: "section removed",
        ChangeKind.SECTION_RENAMED: "section renamed",
        ChangeKind.SECTION_MOVED: "section moved",
        ChangeKind.TITLE: "title",
        ChangeKind.KEY: "at its top",
    }
)
_STYLES = MappingProxyType(
    {
        Weight.MAJOR: SEVERITY_STYLES[Severity.ERROR],
        Weight.MINOR: SEVERITY_STYLES[Severity.WARNING],
        Weight.PATCH: DIM,
    }
)


@dataclass(frozen=True, eq=False)
class ComparedSop:
    """A procedure between two revisions, named as they were asked for."""

    id: str
    title: str
    base: str
    head: str
    difference: SopDifference
    version: VersionStep


def difference_lines(compared: ComparedSop, screen: Screen) -> Iterator[Text]:
    """Draw the changes, the heaviest first."""
    name = Text.assemble((one_line(compared.title), BOLD))
    name.append(f"  {one_line(compared.id)}, {one_line(compared.base)} to {compared.head}", DIM)
    yield from wrap(name, screen.width, 0)
    changes = compared.difference.changes
    if not changes:
        yield Text("Nothing changes.")
        return
    yield Text()
    for change in changes:
        yield from _change(change, screen)
    yield Text()
    for said in _verdict(compared):
        yield from wrap(Text(said), screen.width, 0)
    if compared.version.owed and not compared.version.is_taken:
        arrow = screen.signs.arrow
        command = f'{arrow} write version: "{compared.version.owed}" at its top'
        yield from wrap(Text(command, COMMAND), screen.width, 0)


def _change(change: SopChange, screen: Screen) -> Iterator[Text]:
    weight = "" if change.kind is ChangeKind.KEY else change.weight.value
    text = Text.assemble((f" {weight:<6}", _STYLES[change.weight]), f" {phrase(change)}")
    figures = ", ".join(
        f"{one_line(a)} {screen.signs.becomes} {one_line(b)}" for a, b in change.figures
    )
    if figures:
        text.append(f"  {figures}", BOLD)
    if change.line is not None:
        text.append(f"  line {change.line}", DIM)
    yield from hanging(text, screen.width, 0, 8)
    for sign, said in (("-", change.before), ("+", change.after)):
        if said is not None:
            yield from hanging(Text(f"{sign} {_short(said)}", DIM), screen.width, 8, 10)


def phrase(change: SopChange) -> str:
    """Say what happened, and where."""
    if change.kind is ChangeKind.KEY:
        return f"{change.section}"
    said = _PHRASES[change.kind]
    is_step = change.kind.value.startswith("step")
    where = "" if is_step or not change.section else f"{section_name(change.section)}: "
    return f"{where}{said}"


def _verdict(compared: ComparedSop) -> Iterator[str]:
    weight, version = compared.difference.weight, compared.version
    if weight is None:
        yield "The text says the same as before: nothing to approve or to read again."
        return
    yield f"The change is {weight.value}."
    if version.owed is not None:
        taken = "which it has" if version.is_taken else f"and it says {version.after or 'none'}"
        yield f"It owes version {version.owed} after {version.before}, {taken}."


def _short(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def difference_markdown(compared: ComparedSop) -> str:
    """Write the changes as a table for a pull request, the heaviest first."""
    lines = [f"### {escaped(compared.title)}", "", *map(escaped, _verdict(compared)), ""]
    if compared.difference.changes:
        lines += ["| Weight | What | Before | After |", "| --- | --- | --- | --- |"]
    for change in compared.difference.changes:
        figures = ", ".join(f"**{escaped(a)} → {escaped(b)}**" for a, b in change.figures)
        cells = [
            "" if change.kind is ChangeKind.KEY else change.weight.value,
            escaped(phrase(change)) + (f" {figures}" if figures else ""),
            escaped(_short(change.before or "")),
            escaped(_short(change.after or "")),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def difference_data(compared: ComparedSop) -> Mapping[str, Any]:
    """Give the changes as data, in their order."""
    version = compared.version
    return {
        "schema": SCHEMA,
        "base": compared.base,
        "head": compared.head,
        "sops": [
            {
                "id": compared.id,
                "version": {"from": version.before, "to": version.after, "owed": version.owed},
                "changes": [_change_data(each) for each in compared.difference.changes],
                "weight": compared.difference.weight,
            }
        ],
    }


def _change_data(change: SopChange) -> Mapping[str, Any]:
    return {
        "kind": change.kind,
        "section": change.section,
        "line": change.line,
        "before": change.before,
        "after": change.after,
        "weight": change.weight,
        "figures": [list(pair) for pair in change.figures],
    }
