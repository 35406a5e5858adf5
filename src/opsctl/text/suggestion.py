"""Guess what somebody meant to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST_SHOWN = 80


def closest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word nearest to `word`, or none where nothing is near; case is ignored."""
    folded: dict[str, str] = {}
    for each in sorted(known, reverse=True):
        folded[each.casefold()] = each
    matches = difflib.get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def in_backticks(text: str) -> str:
    """Show what somebody wrote within a message; the end of a long text is left out."""
    return f"`{text}`" if len(text) <= LONGEST_SHOWN else f"`{text[: LONGEST_SHOWN - 1]}…`"


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Phrase the nearest known word as a hint."""
    near = closest(word, known)
    return f"did you mean `{near}`?" if near else None
