"""What has been committed to in the quarters that are not over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from opsctl.model.period import Quarter
from opsctl.model.rock import Rock, Status
from opsctl.model.settings import Bounds
from opsctl.model.workspace import Workspace


def commitments(workspace: Workspace, as_of: date) -> Mapping[Quarter, tuple[Rock, ...]]:
    """Give the Rocks of each quarter whose last day is not before a day, without dropped ones.

    A quarter all of whose Rocks were dropped is there, with none.
    """
    found: dict[Quarter, list[Rock]] = {}
    for rock in workspace.rocks:
        rocks = found.setdefault(rock.quarter, [])
        if rock.status_on(as_of) is not Status.DROPPED:
            rocks.append(rock)
    return {
        quarter: tuple(rocks)
        for quarter, rocks in found.items()
        if workspace.calendar.days(quarter).last >= as_of
    }


def counted(count: int, noun: str) -> str:
    """Write a number with its noun, as in `1 Rock` and `2 Rocks`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def shown_bounds(bounds: Bounds) -> str:
    """Write how few and how many are meant, as in `3 to 7`."""
    return str(bounds.min) if bounds.min == bounds.max else f"{bounds.min} to {bounds.max}"
