"""Which version of a procedure was in force on a day, and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.in_force import InForce, MainText
from opsctl.model.approval import Approval
from opsctl.rendering.figures import day_with_year
from opsctl.rendering.layout import wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.sight import Sight, sight_data, sight_texts
from opsctl.rendering.sop.log import approval_data, short
from opsctl.rendering.theme import BOLD, COMMAND, DIM
from opsctl.rendering.visible import one_line

SCHEMA = 1


@dataclass(frozen=True, eq=False)
class ShownInForce:
    """What was in force on a day, and the procedure that it is of.

    `id_then` is the id that it had in the commit; `approvals` are those of the text in force.
    """

    id: str
    title: str
    found: InForce
    id_then: str
    approvals: Sequence[Approval]
    sight: Sight
    as_of: date

    @property
    def command(self) -> str | None:
        """The command that shows the text in force."""
        held = self.found.held
        return f"opsctl sop show {self.id_then} --at {short(held.commit)}" if held else None

    @property
    def is_beyond_sight(self) -> bool:
        """Tell a day from before everything that could be seen."""
        return self.found.text is None and (
            self.sight.is_cut or self.sight.shallow_since is not None
        )


def in_force_lines(shown: ShownInForce, screen: Screen) -> Iterator[Text]:
    """Draw the answer in sentences."""
    name = Text.assemble((one_line(shown.title), BOLD), (f"  {one_line(shown.id)}", DIM))
    yield from wrap(name, screen.width, 0)
    yield Text()
    for sentence in _sentences(shown):
        yield from wrap(Text(one_line(sentence)), screen.width, 0)
    if shown.command:
        command = Text(f"{screen.signs.arrow} {one_line(shown.command)}", COMMAND)
        yield from wrap(command, screen.width, 0)
    for remark in sight_texts(shown.sight, shown.as_of):
        yield from wrap(Text(one_line(f"({remark})"), DIM), screen.width, 0)


def in_force_markdown(shown: ShownInForce) -> str:
    """Write the answer as a page."""
    lines = [f"# {escaped(shown.title)}", "", " ".join(map(escaped, _sentences(shown)))]
    lines += ["", escaped(shown.command)] if shown.command else []
    for remark in sight_texts(shown.sight, shown.as_of):
        lines += ["", escaped(f"({remark})")]
    return "\n".join(lines) + "\n"


def _sentences(shown: ShownInForce) -> Iterator[str]:
    found = shown.found
    held, on = found.held, day_with_year(found.day)
    if shown.is_beyond_sight:
        yield f"What was in force on {on} cannot be seen from here."
    elif held is None:
        yield f"No version {_tense(shown)} in force on {on}{_why(found)}."
    else:
        yield f"{_name(held)} {_tense(shown)} in force on {on}{_span(found)}."
        yield f"It stands in {short(held.commit)} of {day_with_year(held.arrived)}."
        yield _approved(shown.approvals)
    if found.until is not None and found.following is not None:
        yield _then(found.following)


def _tense(shown: ShownInForce) -> str:
    day = shown.found.day
    return "is" if day == shown.as_of else "was" if day < shown.as_of else "will be"


def _name(text: MainText) -> str:
    return f"Version {text.version}" if text.version else "A text without a version"


def _span(found: InForce) -> str:
    since = f", from {day_with_year(found.since)} on" if found.since else ""
    if found.until is None or found.since is None:
        return since
    return f", from {day_with_year(found.since)} to {day_with_year(found.until)}"


def _why(found: InForce) -> str:
    text = found.text
    if text is None or found.since is None:
        return ""
    how = "deleted" if text.digest is None else "retired"
    return f": it has been {how} since {day_with_year(found.since)}"


def _approved(approvals: Sequence[Approval]) -> str:
    if not approvals:
        return "No file says who approved this text."
    who = ", ".join(
        f"{each.person} ({each.as_.value}, {day_with_year(each.date)})" for each in approvals
    )
    return f"Approved by {who}."


def _then(text: MainText) -> str:
    day = day_with_year(text.begins)
    if text.ends_it:
        return f"From {day} on: {'deleted' if text.digest is None else 'retired'}."
    return f"From {day} on: {_name(text)[0].lower()}{_name(text)[1:]}, with {short(text.commit)}."


def in_force_data(shown: ShownInForce) -> Mapping[str, Any]:
    """Give the answer as data."""
    found = shown.found
    return {
        "schema": SCHEMA,
        "id": shown.id,
        "title": shown.title,
        "on": found.day,
        "in_force": _text_data(found.held) if found.held else None,
        "since": found.since,
        "until": found.until,
        "ended_by": _text_data(found.text) if found.text and not found.held else None,
        "following": _text_data(found.following) if found.following else None,
        "approvals": [approval_data(each) for each in shown.approvals],
        "command": shown.command,
        "history": sight_data(shown.sight),
    }


def _text_data(text: MainText) -> Mapping[str, Any]:
    return {
        "commit": text.commit,
        "arrived": text.arrived,
        "version": text.version,
        "status": text.status,
        "effective": text.effective,
        "digest": text.digest,
    }
