"""A change in the company's words, as Markdown made for a pull request.

It is short, begins with what is asked of people, and stays within the size that git hosts take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from opsctl.analysis.change_story import ChangeStory
from opsctl.analysis.sop.revision import Revision
from opsctl.rendering.change.records import GROUND, Told, told
from opsctl.rendering.figures import counted
from opsctl.rendering.markdown import escaped
from opsctl.rendering.record_changes.lists import change_markdown
from opsctl.rendering.sop.asks import asks
from opsctl.rendering.sop.difference import difference_markdown

LONGEST = 60_000
"""Characters at most: a comment of GitHub takes 65,536, and an e-mail of it should be readable."""

_CHANGES_AT_MOST = 20
_ASKING_AT_MOST = 40
_ROOM_FOR_THE_REST = 500


def story_markdown(
    story: ChangeStory, ends: tuple[str, str], unseen: Sequence[str], near: date
) -> str:
    """Write what changes between the two `ends`: what is asked, then each record."""
    base, head = (escaped(each) for each in ends)
    parts = [f"## What changes, {base} to {head}\n"]
    if story.is_empty:
        parts.append("Nothing that opsctl knows of changes.\n")
    if story.ground:
        parts.append(f"**{GROUND}:** {', '.join(map(escaped, story.ground))}\n")
    if len(story.sops) > 1 and any(_asks(each) for each in story.sops):
        parts.append("\n".join(_asked(story.sops)) + "\n")
    if unseen:
        parts.append("\n".join(f"- *Not seen:* {escaped(each)}" for each in unseen) + "\n")
    parts += [difference_markdown(each, at_most=_CHANGES_AT_MOST) for each in story.sops]
    for kind, records in told(story):
        parts.append(f"### {kind}\n")
        parts += ["\n".join(_record(each, near)) + "\n" for each in records]
    return "\n".join(_that_fit(parts))


def _asked(sops: Sequence[Revision]) -> Iterator[str]:
    """Write one row for each procedure that asks something of somebody."""
    asking = [each for each in sops if _asks(each)]
    yield "| Procedure | What it asks |"
    yield "| --- | --- |"
    for revision in asking[:_ASKING_AT_MOST]:
        said = [f"**{label}:** {escaped(names)}" for label, names in _asks(revision)]
        yield f"| {escaped(revision.either.title)} | {'<br>'.join(said)} |"
    if len(asking) > _ASKING_AT_MOST:
        left = counted(len(asking) - _ASKING_AT_MOST, "procedure")
        yield f"| … and {left} more |  |"


def _asks(revision: Revision) -> list[tuple[str, str]]:
    """Give what is asked, and the version where it is still owed."""
    owed = revision.version.owed if not revision.version.is_taken else None
    return [*([("Owes version", owed)] if owed else []), *asks(revision)]


def _record(each: Told, near: date) -> Iterator[str]:
    yield f"**{escaped(each.title)}** ({escaped(each.name)})"
    yield ""
    yield from change_markdown(each.changes[:_CHANGES_AT_MOST], each.phrase, near)
    if len(each.changes) > _CHANGES_AT_MOST:
        left = counted(len(each.changes) - _CHANGES_AT_MOST, "change")
        yield f"- … and {left} more"


def _that_fit(parts: Sequence[str]) -> Iterator[str]:
    """Give the parts that fit, and say how many do not; the first always stands."""
    size = 0
    for at, part in enumerate(parts):
        size += len(part) + 1
        if at and size > LONGEST - _ROOM_FOR_THE_REST:
            left = counted(len(parts) - at, "part")
            yield f"… and {left} more, which would be too long here: `opsctl diff` shows them.\n"
            return
        yield part
