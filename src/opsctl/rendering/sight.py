"""How much of the history of a file could be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from opsctl.rendering.figures import counted, short_date


@dataclass(frozen=True, slots=True)
class Sight:
    """How much of a file's history could be seen.

    `why_not` says why there is none. `shallow_since` is the first day of a shallow clone that does
    not reach back to the file's beginning.
    """

    why_not: str | None = None
    versions: int = 0
    unreadable: int = 0
    is_cut: bool = False
    shallow_since: date | None = None
    is_uncommitted: bool = False


def sight_texts(sight: Sight, near: date) -> Iterator[str]:
    """Say what of the history could not be seen."""
    if sight.why_not:
        yield f"no history to see: {sight.why_not}"
        return
    if sight.is_uncommitted:
        yield "the file has changes that are not committed"
    if sight.unreadable:
        yield f"{counted(sight.unreadable, 'version')} could not be read"
    if sight.is_cut:
        yield f"only the newest {sight.versions} versions were read"
    if sight.shallow_since:
        since = short_date(sight.shallow_since, near)
        yield f"this clone is shallow: nothing before {since} can be seen (git fetch --unshallow)"


def sight_data(sight: Sight) -> Mapping[str, Any] | None:
    """Give the key `history`; null where there is none."""
    if sight.why_not and not sight.is_uncommitted:
        return None
    return {
        "versions": sight.versions,
        "unreadable": sight.unreadable,
        "cut": sight.is_cut,
        "shallow_since": sight.shallow_since,
        "uncommitted": sight.is_uncommitted,
    }
