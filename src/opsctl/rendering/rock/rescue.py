"""The rescues of a Rock: what was agreed, by whom, and when somebody looks again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from opsctl.analysis.rescue import rescues_seen
from opsctl.model.rock import Rescue, Rock
from opsctl.rendering.figures import short_date
from opsctl.rendering.layout import labelled
from opsctl.rendering.screen import Screen
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

_INDENT = 9
_LABEL = 7


def rescue_lines(rock: Rock, as_of: date, screen: Screen) -> Iterator[Text]:
    """Draw every rescue up to a day, the newest first."""
    rescues = rescues_seen(rock, as_of)
    if not rescues:
        return
    yield Text()
    yield Text("Rescues, the newest first", BOLD)
    for rescue in rescues:
        day = short_date(rescue.date, as_of).rjust(6)
        by = f"  {one_line(rescue.by)}" if rescue.by else ""
        yield Text(f" {day}{by}", DIM)
        for label, value in rescue_facts(rescue, as_of):
            head = Text(" " * _INDENT + label.ljust(_LABEL), DIM)
            yield from labelled(head, Text(one_line(value)), screen.width)


def rescue_facts(rescue: Rescue, near: date) -> Iterator[tuple[str, str]]:
    """Give what is known of a rescue, each with its label, in the order of the file."""
    check = short_date(rescue.check, near) if rescue.check else None
    facts = (
        ("cause", rescue.cause),
        ("note", rescue.note),
        ("help", rescue.help),
        ("from", ", ".join(rescue.help_from)),
        ("told", ", ".join(rescue.told)),
        ("next", rescue.next),
        ("check", check),
    )
    return ((label, value) for label, value in facts if value)
