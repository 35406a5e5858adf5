"""Which records of two revisions are one and the same, also where a file moved."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from opsctl.model.checkin import Checkin
from opsctl.model.rock import Rock, RockRef
from opsctl.model.scorecard import Measurable, MeasurableRef

T = TypeVar("T")
Names = Callable[[T], Iterable[Hashable]]
"""What a record may be known by."""

Pairs = tuple[tuple[T | None, T | None], ...]
"""Records as they were and as they are: first all that are there, in their order, then the gone."""


def paired_rocks(before: Iterable[Rock], after: Iterable[Rock]) -> Pairs[Rock]:
    """Pair Rocks by quarter and id, by a former id, by id elsewhere, then by title and owner.

    One that was carried into a later quarter is a Rock of its own.
    """
    ways: tuple[tuple[Names[Rock], Names[Rock]], ...] = (
        (_rock_name, _rock_name),
        (_rock_name, lambda each: [RockRef(each.quarter, old) for old in each.formerly]),
        (
            lambda each: [each.id],
            lambda each: () if each.carried_from else [each.id, *each.formerly],
        ),
        (_rock_title, lambda each: () if each.carried_from else _rock_title(each)),
    )
    return _paired(tuple(before), tuple(after), ways)


def paired_measurables(
    before: Iterable[Measurable], after: Iterable[Measurable]
) -> Pairs[Measurable]:
    """Pair numbers by name, by a former one, by id elsewhere, then by title and owner."""
    ways: tuple[tuple[Names[Measurable], Names[Measurable]], ...] = (
        (lambda each: [each.ref], lambda each: [each.ref]),
        (lambda each: [each.ref], _former_names),
        (lambda each: [each.id], lambda each: [each.id, *each.formerly]),
        (_measurable_title, _measurable_title),
    )
    return _paired(tuple(before), tuple(after), ways)


def paired_checkins(before: Iterable[Checkin], after: Iterable[Checkin]) -> Pairs[Checkin]:
    """Pair check-ins by week and person."""

    def name(checkin: Checkin) -> Sequence[Hashable]:
        return [(checkin.week, checkin.person)]

    return _paired(tuple(before), tuple(after), ((name, name),))


def _paired(
    before: Sequence[T], after: Sequence[T], ways: Iterable[tuple[Names[T], Names[T]]]
) -> Pairs[T]:
    found: dict[int, int] = {}
    for of_old, of_new in ways:
        free = _by_name(before, set(found.values()), of_old)
        for to, new in enumerate(after):
            names = () if to in found else of_new(new)
            at = next((free.pop(name) for name in names if name in free), None)
            if at is not None:
                found[to] = at
    return tuple(_in_order(before, after, found))


def _by_name(before: Sequence[T], taken: set[int], of_old: Names[T]) -> dict[Hashable, int]:
    """Give what is not paired yet by its names; of several with one name, the newest."""
    left = (at for at in range(len(before)) if at not in taken)
    return {name: at for at in left for name in of_old(before[at])}


def _in_order(
    before: Sequence[T], after: Sequence[T], found: dict[int, int]
) -> Iterator[tuple[T | None, T | None]]:
    for to, new in enumerate(after):
        yield (before[found[to]] if to in found else None), new
    kept = set(found.values())
    yield from ((old, None) for at, old in enumerate(before) if at not in kept)


def _rock_name(rock: Rock) -> Sequence[Hashable]:
    return [rock.ref]


def _rock_title(rock: Rock) -> Sequence[Hashable]:
    return [(rock.title, rock.owner)]


def _former_names(measurable: Measurable) -> Sequence[Hashable]:
    return [MeasurableRef(measurable.scorecard, old) for old in measurable.formerly]


def _measurable_title(measurable: Measurable) -> Sequence[Hashable]:
    return [(measurable.title, measurable.owner)]
