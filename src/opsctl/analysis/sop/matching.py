"""Which parts of two texts are the same, have moved, or are most alike."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Sequence
from difflib import SequenceMatcher

from opsctl.analysis.sop.units import Unit

_ALIKE = 0.5
_ALIKE_BY_LETTERS = 0.8
_FEW_WORDS = 4
_FEW_LETTERS = 200
LONGEST_MATCHED = 400
_AROUND = ((-1, 1), (-1,), (1,), ())
"""Which neighbours have to be the same too, from the surest match to the last."""


def same_units(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Pair what says the same in the same kind of section, by place.

    What is said more than once goes by what stands around it.
    """
    found: dict[int, int] = {}
    for around in _AROUND:
        taken = set(found.values())
        places: dict[tuple[str, ...], deque[int]] = {}
        for at in range(len(new)):
            if at not in taken:
                places.setdefault(_key(new, at, around), deque()).append(at)
        for at in range(len(old)):
            there = None if at in found else places.get(_key(old, at, around))
            if there:
                found[at] = there.popleft()
    return found


def _key(units: Sequence[Unit], at: int, around: Sequence[int]) -> tuple[str, ...]:
    near = (at + by for by in around)
    texts = (units[each].text if 0 <= each < len(units) else "" for each in near)
    return (_place(units[at]), units[at].text, *texts)


def _place(unit: Unit) -> str:
    """Name the section that a thing may not leave; all that are no known ones are one."""
    return unit.section if unit.known else ""


def out_of_order(places: Sequence[int]) -> frozenset[int]:
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


def alike_units(
    old: Sequence[Unit], new: Sequence[Unit], left: Sequence[int], come: Sequence[int]
) -> list[tuple[int, int]]:
    """Pair the most alike of what is left, within one kind of section, each once."""
    gone = [Words(old[at].text, _place(old[at])) for at in left[:LONGEST_MATCHED]]
    there = [Words(new[at].text, _place(new[at])) for at in come[:LONGEST_MATCHED]]
    return most_alike(gone, there)


class Words:
    """A text by its words, to be compared with those of one place."""

    def __init__(self, text: str, place: str) -> None:
        self.text = text.casefold()
        self.place = place
        self.words = self.text.split()
        self.counts = Counter(self.words)

    @property
    def is_short(self) -> bool:
        """Tell a text of so few words that its letters have to be compared."""
        return len(self.words) <= _FEW_WORDS and len(self.text) <= _FEW_LETTERS

    def likeness(self, other: Words) -> float:
        """Tell how alike two texts are, from 0 to 1: by words, and few words by letters too."""
        if self.place != other.place:
            return 0.0
        both = len(self.words) + len(other.words)
        at_most = 2 * (self.counts & other.counts).total() / both if both else 1.0
        if at_most >= _ALIKE:
            by_words = SequenceMatcher(None, self.words, other.words, False).ratio()
            if by_words >= _ALIKE:
                return by_words
        if self.is_short and other.is_short:
            by_letters = SequenceMatcher(None, self.text, other.text, False).ratio()
            return by_letters if by_letters >= _ALIKE_BY_LETTERS else 0.0
        return 0.0


def most_alike(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    """Pair the most alike, each once, the nearest of equals first; what is unlike stays alone."""
    candidates = [
        (one.likeness(two), -abs(at - to), -at, to)
        for at, one in enumerate(old)
        for to, two in enumerate(new)
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for likeness, _, minus_at, to in sorted(candidates, reverse=True):
        if likeness >= _ALIKE and -minus_at not in taken_old and to not in taken_new:
            taken_old.add(-minus_at)
            taken_new.add(to)
            pairs.append((-minus_at, to))
    return pairs


def normal(text: str) -> str:
    """Bring a text into Unicode's composed form."""
    return unicodedata.normalize("NFC", text)
