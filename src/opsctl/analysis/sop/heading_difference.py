"""What changes among the headings of a procedure, and in its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change import ChangeKind, SopChange
from opsctl.analysis.sop.matching import Words, most_alike, normal, out_of_order, pair_equals
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.sections import title_heading
from opsctl.analysis.sop.units import mark_of, text_of
from opsctl.model.markdown import Block
from opsctl.model.weight import Weight


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, or what does its work, by the kind of its section; other headings have none.

    `marked` is how a heading is written, with Markdown's own marks.
    """

    section: str
    title: str
    line: int
    marked: str = ""


def _headings(anatomy: Anatomy) -> list[_Heading]:
    marked = {each.line: _marked(each) for each in anatomy.sop.page.headings()}
    found = [
        _Heading(each.section, normal(each.title), each.line, marked.get(each.line, ""))
        for each in anatomy.sections
    ]
    lines = {each.line for each in found} | {each.line for each in anatomy.steps}
    lines |= _title_lines(anatomy)
    found += [
        _Heading("", normal(each.title), each.line, marked.get(each.line, ""))
        for each in anatomy.parts
        if each.carrier is Carrier.HEADING and each.title and each.line not in lines
    ]
    return sorted(found, key=lambda each: (each.line, each.section))


def _marked(heading: Block) -> str:
    return normal(f"{mark_of(heading)}{text_of(heading.runs)}")


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
        elif old[at].marked != new[to].marked:
            yield _rewritten(old[at], new[to])
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
        pair_equals(_keys(old, by_title=by_title), _keys(new, by_title=by_title), found)
    left = [at for at, each in enumerate(old) if at not in found and not each.section]
    taken = set(found.values())
    come = [to for to, each in enumerate(new) if to not in taken and not each.section]
    alike = most_alike([Words(old[at].title) for at in left], [Words(new[to].title) for to in come])
    found |= {left[one]: come[two] for one, two in alike}
    return sorted(found.items())


def _keys(headings: Sequence[_Heading], *, by_title: bool) -> dict[int, tuple[str, str]]:
    return {
        at: (each.section, each.title if by_title else "")
        for at, each in enumerate(headings)
        if by_title or each.section
    }


def _section(kind: ChangeKind, old: _Heading | None, new: _Heading | None) -> SopChange:
    either = new or old
    assert either is not None, "a change is of something"
    before, after = old.title if old else None, new.title if new else None
    name = either.section or either.title
    return SopChange(kind, name, Weight.PATCH, before, after, new.line if new else None)


def _rewritten(old: _Heading, new: _Heading) -> SopChange:
    """Give the change of a heading that says the same: on another level, or with another link."""
    name = new.section or new.title
    return SopChange(ChangeKind.FORM, name, Weight.PATCH, old.marked, new.marked, new.line)


def changed_title(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    """Compare titles, and the headings above the text that say them."""
    old, new = normal(before.title), normal(after.title)
    line = after.title_span.line
    was = title_heading(before.sop.page, before.words)
    now = title_heading(after.sop.page, after.words)
    if old == new and was and now:
        old, new, line = normal(was.plain), normal(now.plain), now.line
    if old != new:
        yield SopChange(ChangeKind.TITLE, "", Weight.PATCH, old or None, new or None, line)
    elif was and now and _marked(was) != _marked(now):
        yield SopChange(ChangeKind.FORM, "", Weight.PATCH, _marked(was), _marked(now), now.line)
    if (was is None) is not (now is None):
        here, there = (_marked(each) if each else None for each in (was, now))
        yield SopChange(ChangeKind.FORM, "", Weight.PATCH, here, there, now.line if now else None)
