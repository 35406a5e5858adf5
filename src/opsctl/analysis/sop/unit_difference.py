"""What changes of what a page says: its steps, items, rows, texts and code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.change import ChangeKind, SopChange
from opsctl.analysis.sop.figures import changed_figures
from opsctl.analysis.sop.matching import out_of_order
from opsctl.analysis.sop.pairing import paired
from opsctl.analysis.sop.units import Unit, chapters_of, units_of
from opsctl.model.section import SectionKind as S
from opsctl.model.weight import Weight

_RULED = frozenset([S.RESPONSIBILITIES.value, S.SCOPE.value])
_WORK = frozenset([S.RESOURCES.value, S.QUALITY.value, S.OUTCOMES.value, S.PROCEDURE.value])
_TYPED = str.maketrans(
    dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"…": "..."}
)
_REORDERED = (ChangeKind.ITEM_REORDERED, ChangeKind.STEP_REORDERED)
_REWORDED = (ChangeKind.ITEM_REWORDED, ChangeKind.STEP_REWORDED)
_REMOVED = (ChangeKind.ITEM_REMOVED, ChangeKind.STEP_REMOVED)
_ADDED = (ChangeKind.ITEM_ADDED, ChangeKind.STEP_ADDED)


def changed_units(before: Anatomy, after: Anatomy) -> Iterator[SopChange]:
    """Give what changes of steps, items, rows, texts and code."""
    old, new = units_of(before), units_of(after)
    pairing = paired(old, new)
    moved = _moved(old, new, pairing.pairs, chapters_of(before) & chapters_of(after))
    for at, to in pairing.pairs.items():
        if at in moved:
            yield _change(_REORDERED[new[to].is_step], None, new[to])
        yield from _changed(old[at], new[to])
    for group in pairing.regrouped:
        yield _regrouped([old[at] for at in group.old], [new[to] for to in group.new])
    for at in pairing.removed:
        yield _change(_REMOVED[old[at].is_step], old[at], None)
    for to in pairing.added:
        yield _change(_ADDED[new[to].is_step], None, new[to])


def _changed(old: Unit, new: Unit) -> Iterator[SopChange]:
    if old.text != new.text:
        yield _change(_REWORDED[old.is_step or new.is_step], old, new)
        return
    is_nested_otherwise = old.is_step and new.is_step and old.depth != new.depth
    if not is_nested_otherwise and (old.marked, old.code) != (new.marked, new.code):
        yield _rewritten(old, new)


def _moved(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Mapping[int, int], there: Set[str]
) -> set[int]:
    """Name the steps and items that moved against the others of their kind, or elsewhere.

    The order of steps is that of the page; other things are ordered within a chapter. `there` are
    the chapters that both pages have: what stands in another one of them has moved.
    """
    groups: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    moved: set[int] = set()
    for at, to in sorted(pairs.items()):
        was, now = old[at], new[to]
        if was.is_step is not now.is_step:
            continue
        chapters = (was.chapter, now.chapter)
        elsewhere = was.chapter != now.chapter and there >= set(chapters)
        if elsewhere or was.depth != now.depth:
            moved.add(at)
        else:
            groups.setdefault(() if was.is_step else chapters, []).append((at, to))
    for group in groups.values():
        moved |= {group[number][0] for number in out_of_order([to for _, to in group])}
    return moved


def _change(kind: ChangeKind, old: Unit | None, new: Unit | None) -> SopChange:
    unit = new or old
    assert unit is not None, "a change is of something"
    before, after = old.shown if old else None, new.shown if new else None
    if old and new and before == after:
        before, after = old.text, new.text
    figures = changed_figures(old.said, new.said) if old and new else ()
    weight = _weight(kind, unit)
    if old and new and old.code == new.code and _typed(old.text) == _typed(new.text):
        weight = Weight.PATCH
    line = new.line if new else None
    return SopChange(kind, unit.section, weight, before, after, line, figures)


def _rewritten(old: Unit, new: Unit) -> SopChange:
    """Give the change of what says the same in another form; a step less or more is no trifle."""
    weight = Weight.PATCH if old.is_step is new.is_step else Weight.MINOR
    is_seen = old.marked != new.marked
    before, after = (old.marked, new.marked) if is_seen else (None, None)
    return SopChange(ChangeKind.FORM, new.section, weight, before, after, new.line)


def _regrouped(old: Sequence[Unit], new: Sequence[Unit]) -> SopChange:
    """Give the change of paragraphs that were split or joined."""
    before, after = (" ¶ ".join(each.shown for each in units) for units in (old, new))
    where = new[0].section
    return SopChange(ChangeKind.FORM, where, Weight.PATCH, before, after, new[0].line)


def _weight(kind: ChangeKind, unit: Unit) -> Weight:
    if kind in (ChangeKind.STEP_ADDED, ChangeKind.STEP_REMOVED, ChangeKind.STEP_REORDERED):
        return Weight.MAJOR
    added = kind in (ChangeKind.ITEM_ADDED, ChangeKind.ITEM_REMOVED)
    if unit.is_header and added:
        return Weight.PATCH
    section = unit.section if unit.known else ""
    if kind is ChangeKind.ITEM_REORDERED and section != S.PROCEDURE.value:
        return Weight.PATCH
    if section in _RULED:
        return Weight.MAJOR if added else Weight.MINOR
    is_work = kind is ChangeKind.STEP_REWORDED or section in _WORK
    return Weight.MINOR if is_work else Weight.PATCH


def _typed(text: str) -> str:
    """Give a text as a plain keyboard types it: quotes, dashes and dots alike."""
    return text.translate(_TYPED)
