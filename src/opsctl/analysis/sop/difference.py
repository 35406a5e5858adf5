"""What changes between two texts of a procedure for the people who do the work.

Things are matched by what they say and not by their number or line: what is the same stays the
same wherever it stands, what moved against the others is reordered, and of what is left the most
alike are one thing that was reworded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.digest import content_digest
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.units import Unit, units_of
from opsctl.model.section import SectionKind as S
from opsctl.model.sop import Metadata

_ALIKE = 0.5
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*(?:\s?%)?")
_LONGEST_MATCHED = 400
_RULED = frozenset([S.RESPONSIBILITIES.value, S.SCOPE.value])
_WORK = frozenset([S.RESOURCES.value, S.QUALITY.value, S.OUTCOMES.value, S.PROCEDURE.value])
KEYS = (
    *("owner", "status", "version", "effective", "reviewed", "review_every", "profile"),
    *("audience", "measurables", "lang", "translation_of", "supersedes"),
)


class Weight(StrEnum):
    """How much a change weighs: which part of the version it moves."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"

    @property
    def rank(self) -> int:
        """The order of weights, the heaviest first."""
        return list(Weight).index(self)


class ChangeKind(StrEnum):
    """What happened."""

    STEP_ADDED = "step-added"
    STEP_REMOVED = "step-removed"
    STEP_REORDERED = "step-reordered"
    STEP_REWORDED = "step-reworded"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    ITEM_REWORDED = "item-reworded"
    SECTION_ADDED = "section-added"
    SECTION_REMOVED = "section-removed"
    SECTION_RENAMED = "section-renamed"
    SECTION_MOVED = "section-moved"
    TITLE = "title"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class SopChange:
    """One change, with what stood there and what does now; `line` is of the new text if it has one.

    `figures` are pairs of numbers that took each other's place in a reworded text.
    """

    kind: ChangeKind
    section: str
    weight: Weight
    before: str | None = None
    after: str | None = None
    line: int | None = None
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SopDifference:
    """All that changes, the heaviest first; `weight` is none where the content is the same."""

    changes: tuple[SopChange, ...]
    weight: Weight | None


def difference(before: Anatomy, after: Anatomy) -> SopDifference:
    """Compare two texts of one procedure."""
    keys = list(_keys(before.sop.metadata, after.sop.metadata))
    if digest_of(before) == digest_of(after):
        return SopDifference(tuple(keys), None)
    found = [*_units(before, after), *_sections(before, after), *_title(before, after)]
    ordered = sorted(found, key=lambda each: (each.weight.rank, each.line or 0))
    weight = ordered[0].weight if ordered else Weight.PATCH
    return SopDifference((*ordered, *keys), weight)


def digest_of(anatomy: Anatomy) -> str:
    """Give the content digest of a procedure."""
    return content_digest(anatomy.sop, anatomy.title, anatomy.title_from)


def _units(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    old, new = units_of(before), units_of(after)
    for is_step in (True, False):
        gone = [each for each in old if each.is_step is is_step]
        come = [each for each in new if each.is_step is is_step]
        yield from _compared(gone, come)


def _compared(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[SopChange]:
    same = _same(old, new)
    moved = _out_of_order([at for _, at in same])
    for number, (_, at) in enumerate(same):
        if number in moved and new[at].is_step:
            yield _change(ChangeKind.STEP_REORDERED, None, new[at])
    left = [each for at, each in enumerate(old) if at not in {one for one, _ in same}]
    come = [each for at, each in enumerate(new) if at not in {two for _, two in same}]
    pairs = _alike(left, come)
    for one, two in pairs:
        kind = ChangeKind.STEP_REWORDED if two.is_step else ChangeKind.ITEM_REWORDED
        yield _change(kind, one, two)
    for each in (each for each in left if all(each is not one for one, _ in pairs)):
        yield _change(
            ChangeKind.STEP_REMOVED if each.is_step else ChangeKind.ITEM_REMOVED, each, None
        )
    for each in (each for each in come if all(each is not two for _, two in pairs)):
        yield _change(ChangeKind.STEP_ADDED if each.is_step else ChangeKind.ITEM_ADDED, None, each)


def _same(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Pair what says the same in the same kind of section, in the order of the old text."""
    places: dict[tuple[str, str, int], list[int]] = {}
    for at, each in enumerate(new):
        places.setdefault((each.section, each.text, each.depth), []).append(at)
    pairs = []
    for at, each in enumerate(old):
        there = places.get((each.section, each.text, each.depth))
        if there:
            pairs.append((at, there.pop(0)))
    return pairs


def _out_of_order(places: Sequence[int]) -> frozenset[int]:
    """Name the fewest that have to move so that the rest keep their order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else None)
        tails[length:] = [place, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return frozenset(range(len(places))) - kept


def _alike(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[Unit, Unit]]:
    """Pair the most alike of what is left, within one kind of section, each once."""
    candidates = sorted(
        (
            (_likeness(one, two), -abs(at - to), at, to)
            for at, one in enumerate(old[:_LONGEST_MATCHED])
            for to, two in enumerate(new[:_LONGEST_MATCHED])
            if one.section == two.section
        ),
        reverse=True,
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for likeness, _, at, to in candidates:
        if likeness >= _ALIKE and at not in taken_old and to not in taken_new:
            taken_old.add(at)
            taken_new.add(to)
            pairs.append((old[at], new[to]))
    return pairs


def _likeness(one: Unit, two: Unit) -> float:
    """Tell how alike two texts are, by their words, from 0 to 1."""
    matcher = SequenceMatcher(None, one.text.casefold().split(), two.text.casefold().split(), False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _change(kind: ChangeKind, old: Unit | None, new: Unit | None) -> SopChange:
    unit = new or old
    assert unit is not None, "a change is of something"
    figures = _figures(old.text, new.text) if old and new else ()
    return SopChange(
        kind,
        unit.section,
        _weight(kind, unit),
        old.shown if old else None,
        new.shown if new else None,
        new.line if new else None,
        figures,
    )


def _weight(kind: ChangeKind, unit: Unit) -> Weight:
    if kind in (ChangeKind.STEP_ADDED, ChangeKind.STEP_REMOVED, ChangeKind.STEP_REORDERED):
        return Weight.MAJOR
    added = kind in (ChangeKind.ITEM_ADDED, ChangeKind.ITEM_REMOVED)
    if unit.known and unit.section in _RULED:
        return Weight.MAJOR if added else Weight.MINOR
    if unit.is_step or (unit.known and unit.section in _WORK):
        return Weight.MINOR
    return Weight.PATCH


def _figures(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Give numbers that took each other's place, each with the word behind it."""
    old, new = before.split(), after.split()
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "replace":
            for one, two in zip_longest(range(a, b), range(c, d)):
                if one is not None and two is not None:
                    pair = _with_unit(old, one), _with_unit(new, two)
                    if all(pair) and pair[0] != pair[1]:
                        found.append(pair)
    return tuple(found)


def _with_unit(words: Sequence[str], at: int) -> str:
    """Give a number with the word behind it; nothing where there is no number."""
    if not _NUMBER.search(words[at]):
        return ""
    following = words[at + 1] if at + 1 < len(words) else ""
    ends = words[at].endswith((".", ",", ";", ":", ")"))
    unit = "" if ends or not following[:1].isalpha() else following.strip(".,;:)")
    return f"{words[at].strip('.,;:()')} {unit}".strip()


def _sections(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    old = {each.section: each for each in before.sections}
    new = {each.section: each for each in after.sections}
    for kind, section in new.items():
        was = old.get(kind)
        if was is None:
            yield _section(ChangeKind.SECTION_ADDED, None, section)
        elif was.title != section.title:
            yield _section(ChangeKind.SECTION_RENAMED, was, section)
    yield from (
        _section(ChangeKind.SECTION_REMOVED, each, None)
        for kind, each in old.items()
        if kind not in new
    )
    both = [kind for kind in old if kind in new]
    order = list(new)
    for number in sorted(_out_of_order([order.index(kind) for kind in both])):
        section = new[both[number]]
        yield _section(ChangeKind.SECTION_MOVED, old[both[number]], section)


def _section(kind: ChangeKind, old: Section | None, new: Section | None) -> SopChange:
    either = new or old
    assert either is not None, "a change is of something"
    return SopChange(
        kind,
        either.section,
        Weight.PATCH,
        old.title if old else None,
        new.title if new else None,
        new.line if new else None,
    )


def _title(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    if before.title != after.title:
        yield SopChange(
            ChangeKind.TITLE, "", Weight.PATCH, before.title, after.title, after.title_span.line
        )


def _keys(before: Metadata, after: Metadata) -> Iterator[SopChange]:
    """Compare what stands at the top; it is no part of the content."""
    for key in KEYS:
        old, new = _shown(getattr(before, key)), _shown(getattr(after, key))
        if old != new:
            line = after.origin.key(key).span.line if after.origin.has(key) else None
            yield SopChange(ChangeKind.KEY, key, Weight.PATCH, old, new, line)


def _shown(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return ", ".join(value)
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else str(value)
