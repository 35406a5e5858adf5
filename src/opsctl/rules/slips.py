"""Words that are surely another one, written in another way or with a slip."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_BETWEEN_WORDS = re.compile(r"[-_ .]+|(?<=[a-z])(?=[A-Z])")
_LONGEST = 80
_NEARLY = 0.8


def slip_of(word: str, known: Iterable[str], likeness: float) -> str | None:
    """Give the known word that somebody meant: as alike as `likeness`, from 0 to 1, or more.

    Hyphens, underscores, spaces and letter case do not count, nor does the order of the letters.
    A word more or less makes another name: `reviewed_by` is not `reviewed`.
    """
    alike = {each: _likeness(word[:_LONGEST], each) for each in known}
    best = max(alike, key=lambda each: alike[each], default=None)
    return best if best is not None and alike[best] >= likeness else None


def nearly(name: str, known: Iterable[str]) -> str | None:
    """Give the known name that shares four of five letters with this one, or more."""
    matches = difflib.get_close_matches(name[:_LONGEST], sorted(known), n=1, cutoff=_NEARLY)
    return matches[0] if matches else None


def _likeness(word: str, other: str) -> float:
    mine, its = _letters(word), _letters(other)
    if mine == its:
        return 1.0
    if not mine or mine[0] != its[0] or _words(word) != _words(other):
        return 0.0
    if sorted(mine) == sorted(its):
        return 1.0
    return difflib.SequenceMatcher(None, mine, its, autojunk=False).ratio()


def _letters(word: str) -> str:
    return re.sub(r"[-_ ]", "", word).casefold()


def _words(word: str) -> int:
    return sum(bool(each) for each in _BETWEEN_WORDS.split(word))
