"""Guess what somebody meant to write."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

LONGEST_SHOWN = 80
SHORTEST_KEY, SHORTEST_NAME = 4, 6
"""How many letters a word has at least for a slip in it to leave no doubt: a key, a name."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word nearest to `word`, or none where nothing is near; case is ignored."""
    folded: dict[str, str] = {}
    for each in sorted(known, reverse=True):
        folded[each.casefold()] = each
    matches = difflib.get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def surely_meant(word: str, known: Iterable[str], shortest: int | None = None) -> str | None:
    """Give the one known word that can have been meant, or none where there is any doubt.

    It is the same but for letter case, hyphens, underscores and spaces. From `shortest` letters
    on, one slip is forgiven as well: a letter too many, too few, another, or two that changed
    places. Digits are never a slip, and two words that could be meant are none.
    """
    bare, names = _bare(word[:LONGEST_SHOWN]), {each: _bare(each) for each in known}
    found = [each for each, other in names.items() if other == bare]
    if not found and shortest is not None:
        found = [
            each
            for each, other in names.items()
            if len(other) >= shortest and _is_one_slip(bare, other)
        ]
    return found[0] if len(found) == 1 else None


def _bare(word: str) -> str:
    return re.sub(r"[-_ ]", "", word).casefold()


def _is_one_slip(one: str, other: str) -> bool:
    if re.sub(r"[^0-9]", "", one) != re.sub(r"[^0-9]", "", other):
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, its = one[start:], other[start:]
    swapped = rest[:2] == its[1::-1] and len(its) > 1
    tails = ((rest[1:], its), (rest, its[1:]), (rest[1:], its[1:]))
    return any(left == right for left, right in tails) or (swapped and rest[2:] == its[2:])


def in_backticks(text: str) -> str:
    """Show what somebody wrote within a message; the end of a long text is left out."""
    return f"`{text}`" if len(text) <= LONGEST_SHOWN else f"`{text[: LONGEST_SHOWN - 1]}…`"


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Phrase the nearest known word as a hint."""
    near = closest(word, known)
    return f"did you mean `{near}`?" if near else None
