"""Who changed a record, as rules ask about it."""

from __future__ import annotations

from collections.abc import Iterable

from opsctl.model.change import Change
from opsctl.text.suggestion import in_backticks


def is_without(change: Change, people: Iterable[str], *paths: str) -> bool:
    """Tell whether files were changed, and by none of some people.

    Also false where that cannot be told: the commits are not there, somebody is unknown, or one of
    the people has no address by which git would know them.
    """
    touched = [each for each in change.commits if not each.paths.isdisjoint(paths)]
    if not change.knows_authors or not touched or not all(each.authors for each in touched):
        return False
    listed = tuple(people)
    if not all(_has_address(change, each) for each in listed):
        return False
    names = {name for each in listed for name in _names_of(change, each)}
    return names.isdisjoint(change.authors_of(*paths))


def without_owners(before: str, after: str) -> str:
    """Say that the owners of a record, before and now, had no hand in a change of it."""
    if before == after:
        return f"in commits without its owner {in_backticks(before)}"
    names = f"{in_backticks(before)} before and {in_backticks(after)} now"
    return f"in commits without its owners, {names}"


def _has_address(change: Change, person: str) -> bool:
    found = (each.people.find(person) for each in (change.base, change.head))
    return any(each is not None and each.email for each in found)


def _names_of(change: Change, person: str) -> frozenset[str]:
    found = frozenset([person])
    for each in (change.base.people, change.head.people):
        found |= {each.current(person)} | each.names_of(person)
    return found
