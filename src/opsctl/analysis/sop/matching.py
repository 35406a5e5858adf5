"""Which parts of two texts are the same, have moved, or are most alike."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Hashable, Mapping, Sequence
from difflib import SequenceMatcher

_ALIKE = 0.5
_ALIKE_BY_LETTERS = 0.8
_FEW_WORDS = 4
_FEW_LETTERS = 200
_WORD = re.compile(r"\w+")
_LONGEST_MATCHED = 300
_MOST_PAIRS = 5_000
"""Up to how many pairs the order of words is compared, which takes ten times as long."""


def pair_equals(
    old: Mapping[int, Hashable], new: Mapping[int, Hashable], found: dict[int, int]
) -> None:
    """Add pairs of equal keys to those that were found, each thing once, the first with the first.

    What has no key is out of the question.
    """
    taken = set(found.values())
    places: dict[Hashable, deque[int]] = {}
    for to, key in new.items():
        if to not in taken:
            places.setdefault(key, deque()).append(to)
    for at, key in old.items():
        there = None if at in found else places.get(key)
        if there:
            found[at] = there.popleft()


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


class Words:
    """A text by its words, to be compared with another; `lead` is what it begins with."""

    def __init__(self, text: str, lead: str = "") -> None:
        self.text = text.casefold()
        self.words = _WORD.findall(self.text) or self.text.split()
        self.counts = Counter(self.words)
        folded = lead.casefold()
        self.lead = None if folded in ("", self.text) else Words(lead)

    @property
    def is_short(self) -> bool:
        """Tell a text of so few words that its letters have to be compared."""
        return len(self.words) <= _FEW_WORDS and len(self.text) <= _FEW_LETTERS

    def likeness(self, other: Words, *, in_order: bool = True) -> float:
        """Tell how alike two texts are, from 0 to 1: as a whole, or by what they begin with.

        It is the same whichever comes first. Without `in_order`, words are only counted.
        """
        one, two = (self, other) if self.text <= other.text else (other, self)
        whole = _likeness(one, two, in_order=in_order)
        if whole >= _ALIKE or (self.lead is None and other.lead is None):
            return whole
        return (self.lead or self).likeness(other.lead or other, in_order=in_order)


def _likeness(one: Words, two: Words, *, in_order: bool) -> float:
    """Compare by words, and few words by letters too."""
    both = len(one.words) + len(two.words)
    common = sum(min(count, two.counts[word]) for word, count in one.counts.items())
    by_words = 2 * common / both if both else 1.0
    if by_words >= _ALIKE and in_order:
        by_words = SequenceMatcher(None, one.words, two.words, False).ratio()
    if by_words >= _ALIKE:
        return by_words
    if one.is_short and two.is_short:
        by_letters = SequenceMatcher(None, one.text, two.text, False).ratio()
        return by_letters if by_letters >= _ALIKE_BY_LETTERS else 0.0
    return 0.0


def most_alike(old: Sequence[Words], new: Sequence[Words]) -> list[tuple[int, int]]:
    """Pair the most alike, each once, the nearest of equals first; what is unlike stays alone.

    Where there are many, the order of words is left out; of very many, only the first are looked
    at.
    """
    old, new = old[:_LONGEST_MATCHED], new[:_LONGEST_MATCHED]
    in_order = len(old) * len(new) <= _MOST_PAIRS
    candidates = []
    for at, one in enumerate(old):
        for to, two in enumerate(new):
            likeness = one.likeness(two, in_order=in_order)
            if likeness >= _ALIKE:
                candidates.append((likeness, -abs(at - to), -(at + to), at, to))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for *_, at, to in sorted(candidates, reverse=True):
        if at not in taken_old and to not in taken_new:
            taken_old.add(at)
            taken_new.add(to)
            pairs.append((at, to))
    return pairs


def normal(text: str) -> str:
    """Bring a text into Unicode's composed form."""
    return unicodedata.normalize("NFC", text)
