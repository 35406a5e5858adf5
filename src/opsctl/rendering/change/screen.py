"""A change in the company's words, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from opsctl.analysis.change_story import ChangeStory
from opsctl.rendering.change.records import GROUND, told
from opsctl.rendering.layout import wrap
from opsctl.rendering.record_changes.lists import change_lines
from opsctl.rendering.screen import Screen
from opsctl.rendering.sop.difference import difference_lines
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line


def story_lines(
    story: ChangeStory, ends: tuple[str, str], unseen: Sequence[str], near: date, screen: Screen
) -> Iterator[Text]:
    """Draw what changes between the two `ends`: procedures, Rocks, numbers, check-ins."""
    base, head = ends
    if story.is_empty:
        yield Text(
            f"Nothing that opsctl knows of changes from {one_line(base)} to {one_line(head)}."
        )
    if story.ground:
        yield from wrap(
            Text(f"{GROUND}: {', '.join(map(one_line, story.ground))}"), screen.width, 0
        )
    for at, revision in enumerate(story.sops):
        yield from [Text()] if at or story.ground else []
        yield from difference_lines(revision, base, head, screen)
    between = bool(story.sops or story.ground)
    for kind, records in told(story):
        yield from [Text()] if between else []
        between = True
        yield Text(kind, BOLD)
        for each in records:
            name = Text.assemble(" ", one_line(each.title), (f"  {one_line(each.name)}", DIM))
            yield from wrap(name, screen.width, 1)
            yield from change_lines(each.changes, each.phrase, near, screen)
    for said in unseen:
        yield from wrap(Text(f"not seen: {one_line(said)}"), screen.width, 0)
