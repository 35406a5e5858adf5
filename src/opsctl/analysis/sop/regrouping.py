"""Paragraphs that were split or joined, and say what they said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from opsctl.analysis.sop.units import Unit
from opsctl.model.markdown import BlockKind


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Paragraphs of two pages that say the same in another number, by their places."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def regrouped(
    old: Sequence[Unit], new: Sequence[Unit], found: Mapping[int, int]
) -> Iterator[Regrouped]:
    """Give each paragraph that became several that follow each other, and the other way round."""
    left = _paragraphs(old, found.keys())
    come = _paragraphs(new, set(found.values()))
    for at, parts in _splits(old, left, new, come):
        yield Regrouped((at,), parts)
    for to, parts in _splits(new, come, old, left):
        yield Regrouped(parts, (to,))


def _paragraphs(units: Sequence[Unit], taken: Set[int]) -> list[int]:
    return [
        at
        for at, each in enumerate(units)
        if each.kind is BlockKind.PARAGRAPH and each.text and at not in taken and not each.is_step
    ]


def _splits(
    whole: Sequence[Unit], wholes: list[int], parts: Sequence[Unit], among: list[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Find paragraphs that are several of the other page, and take both off the lists."""
    for at in tuple(wholes):
        for start in among:
            run = _run_of(whole[at].text, parts, start, among)
            if run:
                wholes.remove(at)
                among[:] = [each for each in among if each not in run]
                yield at, run
                break


def _run_of(text: str, parts: Sequence[Unit], start: int, among: Sequence[int]) -> tuple[int, ...]:
    """Give the paragraphs from one on that together say a text; none where they do not."""
    at, said = start, ""
    while at in among and text.startswith(said) and len(said) < len(text):
        said = f"{said} {parts[at].text}".strip()
        at += 1
    return tuple(range(start, at)) if said == text and at > start + 1 else ()
