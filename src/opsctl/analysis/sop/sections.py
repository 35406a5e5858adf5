"""The sections of a procedure, found by what their headings mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from opsctl.analysis.sop.content import is_placeholder, runs_say_something, says_something
from opsctl.analysis.sop.parts import Carrier, Part
from opsctl.analysis.sop.words.vocabulary import Vocabulary, folded
from opsctl.model.markdown import Block, BlockKind, Page
from opsctl.model.section import Matched, SectionKind
from opsctl.model.sop import Sop
from opsctl.text.making import maker
from opsctl.text.span import Span

_CARRIED = MappingProxyType({Carrier.LABEL: Matched.LABEL, Carrier.ROW: Matched.TABLE})
_MOST = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that does the work of a section.

    `section` is the kind, `title` what the author wrote. `empty` is one that only holds the
    place: it counts as not there.
    """

    section: str
    title: str
    span: Span
    end_line: int
    matched: Matched
    empty: bool
    level: int = 0

    @property
    def line(self) -> int:
        """The line that it begins in."""
        return self.span.line

    def holds(self, line: int) -> bool:
        """Tell whether a line of the page lies in it."""
        return self.line <= line <= self.end_line


make_section = maker(Section, __name__, "make_section")


def sections_of(
    sop: Sop, parts: Sequence[Part], title: Block | None, words: Vocabulary
) -> tuple[Section, ...]:
    """Find the sections of a procedure, in the order of the page, by precision before recall.

    Headings go first; an alias counts where the heading above it, if any, is a section itself or
    the title: below any other, it may be that chapter's own. A label or a row of a table counts
    before the second heading of the page, where no heading is of its kind. A key at the top counts
    by the section's own name only.
    """
    found = list(_without_local(_by_heading(parts, title, words), parts))
    found += _by_label(parts, found, words)
    found += _by_key(sop, found, words)
    return tuple(sorted(found, key=lambda each: (each.line, each.section)))


def covered_lines(sections: Iterable[Section]) -> tuple[tuple[int, int], ...]:
    """Join the lines of sections to stretches that do not overlap, in their order."""
    joined: list[tuple[int, int]] = []
    for each in sorted(sections, key=lambda one: one.line):
        if joined and each.line <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], each.end_line))
        else:
            joined.append((each.line, each.end_line))
    return tuple(joined)


def is_covered(line: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a line lies in one of the stretches."""
    at = bisect_right(stretches, line, key=lambda each: each[0]) - 1
    return at >= 0 and line <= stretches[at][1]


def missing_sections(sections: Iterable[Section], required: Iterable[str]) -> tuple[str, ...]:
    """Name the required sections that are not there, or say nothing, in the given order."""
    there = {each.section for each in sections if not each.empty}
    return tuple(each for each in required if each not in there)


def title_heading(page: Page, words: Vocabulary) -> Block | None:
    """Give the heading that is the title of a page: its only one of the first level, and first.

    One that is called as a section is by name is that section.
    """
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    if not headings or headings[0].level != 1:
        return None
    if words.names_a_section(headings[0].plain):
        return None
    return headings[0] if sum(each.level == 1 for each in headings) == 1 else None


def _by_heading(parts: Sequence[Part], title: Block | None, words: Vocabulary) -> Iterator[Section]:
    open_sections: list[Section] = []
    open_others: list[Part] = []
    for part in parts:
        if part.carrier is not Carrier.HEADING or (title is not None and part.span == title.span):
            continue
        open_sections = [each for each in open_sections if each.holds(part.line)]
        open_others = [each for each in open_others if each.end_line >= part.line]
        named = False
        for meaning in words.meanings(part.title):
            inside = any(each.section == meaning.kind for each in open_sections)
            local = meaning.matched is Matched.ALIAS and bool(open_others)
            if inside or local or _is_further_reading(part, meaning.kind, parts, words):
                continue
            empty = not (says_something(part.blocks, words) or _lists_steps(part, meaning.kind))
            section = make_section(
                *(meaning.kind, part.title, part.span, part.end_line, meaning.matched, empty),
                level=part.level,
            )
            named = True
            open_sections.append(section)
            yield section
        if not named and not open_sections:
            open_others.append(part)


def _lists_steps(part: Part, kind: str) -> bool:
    """Tell a procedure whose steps are headings with nothing below them yet."""
    titles = [each for each in part.blocks if each.kind is BlockKind.HEADING and each.plain]
    return kind == SectionKind.PROCEDURE and len(titles) > 1


def _is_further_reading(part: Part, kind: str, parts: Sequence[Part], words: Vocabulary) -> bool:
    """Tell a closing list of links, called "Resources", from what is needed to begin.

    A change log may follow it.
    """
    if kind != SectionKind.RESOURCES or "resources" not in folded(part.title):
        return False
    is_last = not any(
        meaning.kind != SectionKind.CHANGE_LOG
        for each in parts
        if each.line > part.line and each.carrier is Carrier.HEADING
        for meaning in words.meanings(each.title)
    )
    return is_last and _lists_links(part.blocks)


def _lists_links(blocks: Sequence[Block]) -> bool:
    """Tell whether most texts lead elsewhere."""
    texts = [each for block in blocks for each in block.walk() if each.runs]
    leading = sum(any(run.target or "://" in run.text for run in each.runs) for each in texts)
    return bool(texts) and leading >= _MOST * len(texts)


def _without_local(sections: Iterable[Section], parts: Sequence[Part]) -> Iterator[Section]:
    """Leave out what is repeated below several headings, as an "Overview" in each chapter.

    Such sections are their chapters' own. A procedure may well come in several parts.
    """
    listed = list(sections)
    repeated: dict[tuple[str, str], list[Section]] = {}
    for each in listed:
        repeated.setdefault((each.section, folded(each.title)), []).append(each)
    top = {name: min(each.level for each in same) for name, same in repeated.items()}
    local = {name for name, same in repeated.items() if _is_in_chapters(same, top[name], parts)}
    for each in listed:
        name = each.section, folded(each.title)
        is_own = each.level > top[name] or name in local
        if each.section == SectionKind.PROCEDURE or not is_own:
            yield each


def _is_in_chapters(same: Sequence[Section], level: int, parts: Sequence[Part]) -> bool:
    """Tell whether sections of one title and level stand below different headings."""
    lines = [each.line for each in same if each.level == level]
    if len(lines) < 2:
        return False
    return any(
        part.carrier is Carrier.HEADING and part.level < level and lines[0] < part.line < lines[-1]
        for part in parts
    )


def _by_label(
    parts: Sequence[Part], headings: Sequence[Section], words: Vocabulary
) -> Iterator[Section]:
    there = {each.section for each in headings}
    covered = covered_lines(headings)
    for part in parts:
        within = is_covered(part.line, covered)
        if part.carrier is Carrier.HEADING or within or part.first > 1:
            continue
        for meaning in words.meanings(part.title):
            if meaning.kind not in there:
                there.add(meaning.kind)
                yield _labelled(part, meaning.kind, words)


def _labelled(part: Part, kind: str, words: Vocabulary) -> Section:
    says = runs_say_something(part.runs, words) or says_something(part.blocks, words)
    matched = _CARRIED[part.carrier]
    return make_section(kind, part.title, part.span, part.end_line, matched, empty=not says)


def _by_key(sop: Sop, found: Sequence[Section], words: Vocabulary) -> Iterator[Section]:
    there = {each.section for each in found}
    for key in sop.foreign:
        kind = words.names.get(folded(key.name.replace("_", " ")))
        if kind is not None and kind not in there and not is_placeholder(key.text, words):
            span = Span(0, 0, key.line, 1, key.line, 1)
            yield make_section(kind, key.name, span, key.line, Matched.FRONT_MATTER, empty=False)
