"""Milestones stand in the order of their days, and none is due after its Rock.

Why: the list is read from top to bottom, as the way to the end. A step that comes after the day
on which the Rock is due cannot be a step towards it.

Wrong:

    # rocks/2026-Q4/ship-in-24-hours.yaml
    due: 2026-12-11
    milestones:
      - title: 95 of 100 in time, two weeks in a row
        due: 2026-12-18
      - title: Second packing line
        due: 2026-12-04

Right:

    # rocks/2026-Q4/ship-in-24-hours.yaml
    due: 2026-12-11
    milestones:
      - title: Second packing line
        due: 2026-12-04
      - title: 95 of 100 in time, two weeks in a row
        due: 2026-12-11

Fix: sort the milestones by `due`, earliest first; those of one day may stand in any order. Bring
a milestone forward to the day on which the Rock is due, or let the Rock be due later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from opsctl.model.period import Days
from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.in_order import items_by_day
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        yield from _after_the_end(rock, workspace.calendar.days(rock.quarter))
        yield from _out_of_order(rock)


def _after_the_end(rock: Rock, days: Days) -> Iterator[Finding]:
    """Report what is due after the Rock; a day outside the quarter is a matter of its own."""
    for index, each in enumerate(rock.milestones):
        if rock.due is not None and each.due > rock.due and each.due in days:
            yield Finding(
                "ROCK010",
                rock.origin.value("milestones", index, "due"),
                f"milestone “{each.title}” is due on `{each.due}`, after the Rock itself",
                f"bring it forward to {rock.due}, or let the Rock be due later",
            )


def _out_of_order(rock: Rock) -> Iterator[Finding]:
    for index, (one, below) in enumerate(pairwise(rock.milestones)):
        if below.due < one.due:
            yield Finding(
                "ROCK010",
                rock.origin.value("milestones", index, "due"),
                f"milestone “{one.title}” is due on `{one.due}`,"
                f" and the one below it earlier, on {below.due}",
                "list milestones by the day they are due, the earliest first",
                items_by_day(rock.origin, "milestones", [each.due for each in rock.milestones]),
            )


RULE = Rule("ROCK010", "milestones-in-order", Severity.WARNING, __doc__, check)
