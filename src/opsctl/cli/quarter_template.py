"""A file of answers to fill in: every open Rock of a quarter, with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from opsctl.analysis.closing import looks_done, open_milestones, open_rocks
from opsctl.analysis.rock import view_rock
from opsctl.cli.quarter_closing import Closing
from opsctl.editing.yaml_text import scalar_text
from opsctl.model.rock import Rock
from opsctl.rendering.figures import percent
from opsctl.rendering.theme import STANDING_WORDS
from opsctl.rendering.visible import one_line


def template(closing: Closing) -> str:
    """Write the file; what is to be answered is empty, and `carry` is a comment."""
    lines = [
        f"# How the Rocks of {closing.quarter} end: done, missed or dropped.",
        "# Missed and dropped say why. Then: opsctl quarter close --from THIS_FILE",
    ]
    for rock in open_rocks(closing.workspace, closing.quarter):
        lines += _answer(closing, rock)
    return "\n".join(lines) + "\n"


def _answer(closing: Closing, rock: Rock) -> Iterator[str]:
    view = view_rock(rock, closing.workspace, closing.as_of)
    far = "" if view.progress is None else f", {percent(view.progress)}"
    yield ""
    yield f"# {one_line(rock.title)} ({one_line(rock.owner)}): {STANDING_WORDS[view.standing]}{far}"
    yield f"{rock.id}:"
    yield "  status: done" if looks_done(rock, closing.workspace, closing.as_of) else "  status:"
    yield from ("  why:", "  learned:", "  impact:")
    yield f"  # if it goes on in {closing.into}, with new dates (or `leave: [title]`):"
    yield from ("  # carry:", "  #   due:")
    milestones = open_milestones(rock)
    if milestones:
        yield "  #   milestones:"
        yield from (f"  #     {_key(each.title)}:" for each in milestones)


def _key(title: str) -> str:
    return scalar_text(title)
