"""Whether a procedure is as it was but for a new version and one more entry in its change log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change_log import change_log_of
from opsctl.analysis.sop.log_entries import has_entry
from opsctl.model.markdown import Block
from opsctl.model.section import SectionKind


def has_just_the_version(before: Anatomy, after: Anatomy, version: str) -> bool:
    """Tell whether the keys at the top are as they were but for the version."""
    said = after.sop.metadata.version
    wanted = replace(before.sop.metadata, version=said)
    foreign = [(each.name, each.text) for each in before.sop.foreign]
    return (
        said is not None
        and said.text == version
        and after.sop.metadata == wanted
        and [(each.name, each.text) for each in after.sop.foreign] == foreign
    )


def added_text(before: Anatomy, after: Anatomy) -> str | None:
    """Give the text of what stands in a page in one place more, blanks left out.

    None where something else is not as it was: a block, a section but the change log, a step.
    """
    old, new = _blocks(before.sop.page.blocks), _blocks(after.sop.page.blocks)
    more = len(new) - len(old)
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    if more < 0 or new[start + more :] != old[start:] or _others(before) != _others(after):
        return None
    return "".join("".join(text for text, *_ in runs) for *_, runs in new[start : start + more])


def entries_added(before: Anatomy, after: Anatomy, version: str) -> int | None:
    """Count the entries that the change log has more; none where the new one is not at its end.

    Which end that is, the log before says.
    """
    old, new = change_log_of(before), change_log_of(after)
    if new is None:
        return None
    was = [each.text for each in old.entries] if old else []
    entries = new.entries
    first = old is None or old.newest_first
    rest, added = (entries[1:], entries[:1]) if first else (entries[:-1], entries[-1:])
    if [each.text for each in entries] == was:
        return 0
    is_one_more = [each.text for each in rest] == was and has_entry(added, version)
    return 1 if is_one_more else None


def _blocks(blocks: Sequence[Block]) -> list[tuple[Any, ...]]:
    """Give all blocks in the order of the page as what they are and say, wherever they stand."""
    found: list[tuple[Any, ...]] = []
    waiting = [(0, block) for block in reversed(blocks)]
    while waiting:
        depth, block = waiting.pop()
        found.append((depth, *_said(block)))
        waiting += [(depth + 1, each) for each in reversed(block.children)]
    return found


def _said(block: Block) -> tuple[Any, ...]:
    runs = tuple(
        (
            "".join(run.text.split()),
            *(run.strong, run.code, run.html, run.image, run.target),
        )
        for run in block.runs
    )
    shape = (block.kind, block.level, block.ordered, block.checked, block.closed, block.underlined)
    return (*shape, block.info, block.text.replace("\r\n", "\n"), runs)


def _others(anatomy: Anatomy) -> tuple[Any, ...]:
    """Give the sections of other kinds, the steps, and how many links there are."""
    sections = [
        (each.section, each.title, each.matched, each.empty)
        for each in anatomy.sections
        if each.section != SectionKind.CHANGE_LOG
    ]
    steps = [(each.number, each.text, each.depth) for each in anatomy.steps]
    return sections, steps, len(anatomy.sop.page.links), anatomy.title
