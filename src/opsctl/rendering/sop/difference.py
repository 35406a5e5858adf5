"""What changes in a procedure for the people who do the work, and what it asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.change import ChangeKind, SopChange
from opsctl.analysis.sop.revision import Revision
from opsctl.model.section import section_name
from opsctl.model.weight import Weight
from opsctl.rendering.figures import counted
from opsctl.rendering.layout import hanging, wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.asks import asks, asks_data
from opsctl.rendering.theme import BOLD, COMMAND, DIM, SEVERITY_STYLES
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Severity

_KIND = re.compile(r"[a-z][a-z0-9-]*")
_LONGEST, _SHOWN_BEFORE = 160, 60
_PHRASES = MappingProxyType(
    {
        ChangeKind.ADDED: "new procedure",
        ChangeKind.REMOVED: "procedure removed",
        ChangeKind.STEP_ADDED: "step added",
        ChangeKind.STEP_REMOVED: "step removed",
        ChangeKind.STEP_REORDERED: "step moved",
        ChangeKind.STEP_REWORDED: "step reworded",
        ChangeKind.ITEM_ADDED: "added",
        ChangeKind.ITEM_REMOVED: "removed",
        ChangeKind.ITEM_REORDERED: "moved",
        ChangeKind.ITEM_REWORDED: "reworded",
        ChangeKind.SECTION_ADDED: "section added",
        ChangeKind.SECTION_REMOVED: "section removed",
        ChangeKind.SECTION_RENAMED: "section renamed",
        ChangeKind.SECTION_MOVED: "section moved",
        ChangeKind.FORM: "written otherwise",
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


def difference_lines(revision: Revision, base: str, head: str, screen: Screen) -> Iterator[Text]:
    """Draw the changes between two revisions, the heaviest first, and what they ask of people."""
    name = Text.assemble((one_line(revision.either.title), BOLD))
    name.append(f"  {one_line(revision.id)}, {one_line(base)} to {one_line(head)}", DIM)
    yield from wrap(name, screen.width, 0)
    changes = revision.difference.changes
    if not changes:
        yield Text("Nothing changes.")
        return
    yield Text()
    for change in changes:
        yield from _change(change, screen)
    yield Text()
    for said in _verdict(revision):
        yield from wrap(Text(said), screen.width, 0)
    for label, names in asks(revision):
        asked = Text.assemble((f"{label}: ", BOLD), one_line(names))
        yield from hanging(asked, screen.width, 0, 2)
    if not revision.version.is_taken:
        command = f"{screen.signs.arrow} opsctl sop bump {one_line(revision.id)}"
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
    for sign, said in zip("-+", _excerpts(change), strict=True):
        if said is not None:
            yield from hanging(Text(f"{sign} {said}", DIM), screen.width, 8, 10)


def phrase(change: SopChange) -> str:
    """Say what happened, and where."""
    if change.kind is ChangeKind.KEY:
        return f"{change.section}"
    said = _PHRASES[change.kind]
    is_step = change.kind.value.startswith("step")
    where = "" if is_step or not change.section else f"{_place(change.section)}: "
    return f"{where}{said}"


def _place(section: str) -> str:
    """Name a kind of section, or a chapter as its heading does."""
    is_kind = _KIND.fullmatch(section) is not None
    return section_name(section) if is_kind else one_line(section).rstrip(" :：")


def _verdict(revision: Revision) -> Iterator[str]:
    weight, version = revision.difference.weight, revision.version
    if revision.before is None or revision.after is None:
        return
    if weight is None:
        yield "The text says the same as before: nothing to approve or to read again."
        return
    yield f"The change is {weight}."
    if version.owed is not None:
        after = one_line(version.after or "none")
        taken = "which it has" if version.is_taken else f"and it says {after}"
        yield f"It owes version {version.owed} after {one_line(version.before or '')}, {taken}."


def _excerpts(change: SopChange) -> tuple[str | None, str | None]:
    """Give what stood there and what does now, cut so that their first difference shows."""
    before, after = (each and one_line(each) for each in (change.before, change.after))
    start = _start(before, after) if before and after else 0
    return before and _cut(before, start), after and _cut(after, start)


def _start(before: str, after: str) -> int:
    """Say where to start showing two texts: some words before their first difference."""
    if max(len(before), len(after)) <= _LONGEST:
        return 0
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = same - _SHOWN_BEFORE
    return before.find(" ", start, same) + 1 or start if start > 0 else 0


def _cut(text: str, start: int) -> str:
    shown = f"…{text[start:]}" if start else text
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def difference_markdown(revision: Revision, level: int = 3, at_most: int | None = None) -> str:
    """Write the changes as a table for a pull request, the heaviest first, up to `at_most`."""
    lines = [f"{'#' * level} {escaped(revision.either.title)}", ""]
    lines += [f"{escaped(each)}  " for each in _verdict(revision)]
    lines += [f"**{label}:** {escaped(names)}  " for label, names in asks(revision)]
    lines += ["", "| Weight | What | Before | After |", "| --- | --- | --- | --- |"]
    changes = revision.difference.changes
    lines += [_row(each) for each in changes[:at_most]]
    if at_most is not None and len(changes) > at_most:
        left = counted(len(changes) - at_most, "change")
        lines += ["", f"… and {left} more: `opsctl sop diff` shows them."]
    return "\n".join(lines if changes else [*lines[:-3], "Nothing changes."]) + "\n"


def _row(change: SopChange) -> str:
    figures = ", ".join(f"**{escaped(a)} → {escaped(b)}**" for a, b in change.figures)
    cells = [
        "" if change.kind is ChangeKind.KEY else change.weight.value,
        escaped(phrase(change)) + (f" {figures}" if figures else ""),
        *(escaped(said or "") for said in _excerpts(change)),
    ]
    return f"| {' | '.join(cells)} |"


def revision_data(revision: Revision) -> Mapping[str, Any]:
    """Give a procedure with its changes, in their order, and what they ask of people."""
    version = revision.version
    return {
        "id": revision.id,
        "version": {"from": version.before, "to": version.after, "owed": version.owed},
        "changes": [change_data(each) for each in revision.difference.changes],
        "title": revision.either.title,
        "weight": revision.difference.weight,
        **asks_data(revision),
    }


def change_data(change: SopChange) -> Mapping[str, Any]:
    """Give one change as data."""
    return {
        "kind": change.kind,
        "section": change.section,
        "line": change.line,
        "before": change.before,
        "after": change.after,
        "weight": change.weight,
        "figures": [list(pair) for pair in change.figures],
    }
