"""Which things of two lists are one and the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def same_by(
    old: Sequence[T], new: Sequence[T], pairs: Mapping[int, int], key: Callable[[T], Hashable]
) -> dict[int, int]:
    """Pair the places of things with one key, each once and in order, beside what is paired."""
    taken = set(pairs.values())
    free: dict[Hashable, list[int]] = {}
    for to in range(len(new)):
        if to not in taken:
            free.setdefault(key(new[to]), []).append(to)
    found = dict(pairs)
    for at in range(len(old)):
        there = None if at in found else free.get(key(old[at]))
        if there:
            found[at] = there.pop(0)
    return found
