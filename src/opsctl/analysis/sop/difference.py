"""What changes between two texts of a procedure for the people who do the work.

Things are matched by what they say and not by their number or line: what is the same stays the
same wherever it stands, what moved against the others is reordered, and of what is left the most
alike are one thing that was reworded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.digest import content_digest
from opsctl.analysis.sop.heading_difference import changed_headings, changed_title
from opsctl.analysis.sop.matching import alike_units, out_of_order, same_units
from opsctl.analysis.sop.units import Unit, units_of
from opsctl.model.section import SectionKind as S
from opsctl.model.sop import Metadata
from opsctl.model.weight import Weight

_NUMBER = re.compile(r"\W*\d")
_RULED = frozenset([S.RESPONSIBILITIES.value, S.SCOPE.value])
_WORK = frozenset([S.RESOURCES.value, S.QUALITY.value, S.OUTCOMES.value, S.PROCEDURE.value])
KEYS = (
    *("owner", "status", "version", "effective", "reviewed", "review_every", "profile"),
    *("audience", "measurables", "lang", "translation_of", "supersedes", "superseded_by"),
)

_REWORDED = (ChangeKind.ITEM_REWORDED, ChangeKind.STEP_REWORDED)
_REMOVED = (ChangeKind.ITEM_REMOVED, ChangeKind.STEP_REMOVED)
_ADDED = (ChangeKind.ITEM_ADDED, ChangeKind.STEP_ADDED)


def difference(before: Anatomy, after: Anatomy) -> SopDifference:
    """Compare two texts of one procedure."""
    keys = list(_keys(before.sop.metadata, after.sop.metadata))
    if digest_of(before) == digest_of(after):
        return SopDifference(tuple(keys), None)
    found = [
        *_units(before, after),
        *changed_headings(before, after),
        *changed_title(before, after),
    ]
    ordered = sorted(found, key=lambda each: (each.weight.rank, each.line or 0))
    weight = ordered[0].weight if ordered else Weight.PATCH
    return SopDifference((*ordered, *keys), weight)


def digest_of(anatomy: Anatomy) -> str:
    """Give the content digest of a procedure."""
    return content_digest(anatomy.sop)


def _units(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    old, new = units_of(before), units_of(after)
    for is_step in (True, False):
        gone = [each for each in old if each.is_step is is_step]
        come = [each for each in new if each.is_step is is_step]
        yield from _compared(gone, come)


def _compared(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[SopChange]:
    same = same_units(old, new)
    left = [at for at in range(len(old)) if at not in same]
    come = sorted(set(range(len(new))) - set(same.values()))
    reworded = {left[one]: come[two] for one, two in alike_units(old, new, left, come)}
    pairs = sorted({**same, **reworded}.items())
    moved = out_of_order([to for _, to in pairs])
    for number, (at, to) in enumerate(pairs):
        if new[to].is_step and (number in moved or old[at].depth != new[to].depth):
            yield _change(ChangeKind.STEP_REORDERED, None, new[to])
        if at in reworded:
            yield _change(_REWORDED[new[to].is_step], old[at], new[to])
    for at in left:
        if at not in reworded:
            yield _change(_REMOVED[old[at].is_step], old[at], None)
    for to in set(come) - set(reworded.values()):
        yield _change(_ADDED[new[to].is_step], None, new[to])


def _change(kind: ChangeKind, old: Unit | None, new: Unit | None) -> SopChange:
    unit = new or old
    assert unit is not None, "a change is of something"
    before, after = old.shown if old else None, new.shown if new else None
    if old and new and before == after:
        before, after = old.text, new.text
    figures = _figures(old.said, new.said) if old and new else ()
    line = new.line if new else None
    return SopChange(kind, unit.section, _weight(kind, unit), before, after, line, figures)


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
            pairs = zip(_numbers(old, a, b), _numbers(new, c, d), strict=False)
            found += [(one, two) for one, two in pairs if one != two]
    return tuple(found)


def _numbers(words: Sequence[str], start: int, end: int) -> list[str]:
    """Give the numbers of a stretch of words, each with the word behind it."""
    return [_with_unit(words, at) for at in range(start, end) if _NUMBER.match(words[at])]


def _with_unit(words: Sequence[str], at: int) -> str:
    following = words[at + 1] if at + 1 < len(words) else ""
    ends = words[at].endswith((".", ",", ";", ":", ")"))
    unit = "" if ends or not following[:1].isalpha() else following.strip(".,;:)")
    return f"{words[at].strip('.,;:()')} {unit}".strip()


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
