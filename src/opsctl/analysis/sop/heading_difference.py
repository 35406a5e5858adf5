"""What changes among the headings of a procedure, and in its title."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change import ChangeKind, SopChange
from opsctl.analysis.sop.matching import LONGEST_MATCHED, Words, most_alike, normal, out_of_order
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.sections import title_heading
from opsctl.model.weight import Weight


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, or what does its work, by the kind of its section; other headings have none."""

    section: str
    title: str
    line: int


def _headings(anatomy: Anatomy) -> list[_Heading]:
    found = [_Heading(each.section, normal(each.title), each.line) for each in anatomy.sections]
    lines = {each.line for each in found} | {each.line for each in anatomy.steps}
    lines |= _title_lines(anatomy)
    found += [
        _Heading("", normal(each.title), each.line)
        for each in anatomy.parts
        if each.carrier is Carrier.HEADING and each.title and each.line not in lines
    ]
    return sorted(found, key=lambda each: (each.line, each.section))


def _title_lines(anatomy: Anatomy) -> set[int]:
    heading = title_heading(anatomy.sop.page, anatomy.words)
    return {anatomy.title_span.line} | ({heading.line} if heading else set())


def changed_headings(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    """Give the sections and chapters that were added, removed, renamed or moved."""
    old, new = _headings(before), _headings(after)
    pairs = _paired(old, new)
    moved = out_of_order([to for _, to in pairs])
    for number, (at, to) in enumerate(pairs):
        if old[at].title != new[to].title:
            yield _section(ChangeKind.SECTION_RENAMED, old[at], new[to])
        if number in moved:
            yield _section(ChangeKind.SECTION_MOVED, old[at], new[to])
    for at in set(range(len(old))) - {one for one, _ in pairs}:
        yield _section(ChangeKind.SECTION_REMOVED, old[at], None)
    for to in set(range(len(new))) - {two for _, two in pairs}:
        yield _section(ChangeKind.SECTION_ADDED, None, new[to])


def _paired(old: Sequence[_Heading], new: Sequence[_Heading]) -> list[tuple[int, int]]:
    """Pair headings: of one kind and title, then of one kind, then others that are alike."""
    found: dict[int, int] = {}
    for by_title in (True, False):
        taken = set(found.values())
        places: dict[tuple[str, str], deque[int]] = {}
        for to, each in enumerate(new):
            if to not in taken and (by_title or each.section):
                key = each.section, each.title if by_title else ""
                places.setdefault(key, deque()).append(to)
        for at, each in enumerate(old):
            there = places.get((each.section, each.title if by_title else ""))
            if there and at not in found:
                found[at] = there.popleft()
    left = [at for at, each in enumerate(old) if at not in found and not each.section]
    taken = set(found.values())
    come = [to for to, each in enumerate(new) if to not in taken and not each.section]
    alike = most_alike(
        [Words(old[at].title, "") for at in left[:LONGEST_MATCHED]],
        [Words(new[to].title, "") for to in come[:LONGEST_MATCHED]],
    )
    found |= {left[one]: come[two] for one, two in alike}
    return sorted(found.items())


def _section(kind: ChangeKind, old: _Heading | None, new: _Heading | None) -> SopChange:
    either = new or old
    assert either is not None, "a change is of something"
    before, after = old.title if old else None, new.title if new else None
    name = either.section or either.title
    return SopChange(kind, name, Weight.PATCH, before, after, new.line if new else None)


def changed_title(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    """Compare titles; where the one at the top stays, those above the text."""
    old, new = normal(before.title), normal(after.title)
    line = after.title_span.line
    if old == new:
        was = title_heading(before.sop.page, before.words)
        now = title_heading(after.sop.page, after.words)
        old, new = (normal(each.plain) if each else "" for each in (was, now))
        line = now.line if now else line
    if old != new:
        yield SopChange(ChangeKind.TITLE, "", Weight.PATCH, old or None, new or None, line)
