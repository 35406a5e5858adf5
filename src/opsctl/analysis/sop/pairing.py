"""Which step, item or text of one page is which of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from opsctl.analysis.sop.matching import Words, most_alike, pair_equals
from opsctl.analysis.sop.regrouping import Regrouped, regrouped
from opsctl.analysis.sop.units import Unit
from opsctl.model.markdown import BlockKind
from opsctl.model.section import SectionKind

_AROUND = ((-1, 1), (-1,), (1,), ())
"""Which neighbours have to be the same too, from the surest match to the last."""

_Units = Sequence[Unit]
_Place = Callable[[Unit], Hashable | None]
"""Names what a thing may not leave; none for what is not looked at."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which things of two pages are the same, by their numbers, and what has no other."""

    pairs: Mapping[int, int]
    regrouped: tuple[Regrouped, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def paired(old: _Units, new: _Units) -> Pairing:
    """Pair what is the same in two pages.

    What says the same is the same, then a step whose own line stays whatever its points say, then
    what is most alike. What is said more than once goes by the chapter that it stands in and by
    what stands around it. Steps are paired with steps, and other things with other things. Of
    what is left, a step and an item that is none are the same where they stay in their chapter:
    one of a list that was numbered, say.
    """
    found = _same(old, new)
    groups = tuple(regrouped(old, new, found))
    left = set(range(len(old))) - found.keys() - {at for each in groups for at in each.old}
    come = set(range(len(new))) - set(found.values()) - {to for each in groups for to in each.new}
    for place in (_place, _item_of_chapter):
        alike = _alike(_by_place(old, left, place), _by_place(new, come, place), (old, new))
        found |= alike
        left -= alike.keys()
        come -= set(alike.values())
    return Pairing(found, groups, tuple(sorted(left)), tuple(sorted(come)))


def _same(old: _Units, new: _Units) -> dict[int, int]:
    """Pair what says the same, or begins so."""
    found: dict[int, int] = {}
    for in_chapter in (True, False):
        for around in _AROUND:
            here = _keys(old, around, in_chapter=in_chapter)
            pair_equals(here, _keys(new, around, in_chapter=in_chapter), found)
    for place in (_step_of_chapter, _step, _item_of_chapter, _item_of_procedure):
        pair_equals(_leads(old, place), _leads(new, place), found)
    return found


def _keys(units: _Units, around: Iterable[int], *, in_chapter: bool) -> dict[int, Hashable]:
    """Say of each thing what has to be equal: its place, its text, its chapter, what is around."""
    keys: dict[int, Hashable] = {}
    for is_step in (True, False):
        places = [at for at, each in enumerate(units) if each.is_step is is_step]
        for number, at in enumerate(places):
            near = [number + by for by in around]
            texts = [units[places[by]].text if 0 <= by < len(places) else "" for by in near]
            chapter = units[at].chapter if in_chapter else ""
            keys[at] = (_place(units[at]), units[at].text, chapter, *texts)
    return keys


def _leads(units: _Units, place: _Place) -> dict[int, Hashable]:
    """Say of each thing of a place what it begins with."""
    return {
        at: (place(each), each.lead)
        for at, each in enumerate(units)
        if each.lead and place(each) is not None
    }


def _place(unit: Unit) -> Hashable | None:
    """Name the section that a thing may not leave; all that are no known ones are one."""
    return unit.is_step, unit.is_header, unit.section if unit.known else ""


def _step(unit: Unit) -> Hashable | None:
    return "" if unit.is_step else None


def _step_of_chapter(unit: Unit) -> Hashable | None:
    return unit.chapter if unit.is_step else None


def _item_of_chapter(unit: Unit) -> Hashable | None:
    return unit.chapter if unit.kind is BlockKind.ITEM else None


def _item_of_procedure(unit: Unit) -> Hashable | None:
    is_there = unit.known and unit.section == SectionKind.PROCEDURE.value
    return unit.section if is_there and unit.kind is BlockKind.ITEM else None


def _by_place(units: _Units, among: Iterable[int], place: _Place) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for at in sorted(among):
        name = place(units[at])
        if name is not None:
            places.setdefault(name, []).append(at)
    return places


def _alike(
    left: dict[Hashable, list[int]],
    come: dict[Hashable, list[int]],
    units: tuple[_Units, _Units],
) -> dict[int, int]:
    """Pair what is most alike in one place, each thing once."""
    found: dict[int, int] = {}
    for name in left.keys() & come.keys():
        here, there = left[name], come[name]
        words = [_words(units[0][at]) for at in here], [_words(units[1][to]) for to in there]
        found |= {here[one]: there[two] for one, two in most_alike(*words)}
    return found


def _words(unit: Unit) -> Words:
    return Words(unit.said or unit.text, unit.lead)
