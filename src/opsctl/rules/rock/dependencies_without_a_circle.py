"""No Rock waits for itself, not even by way of others.

Why: two Rocks that wait for each other both wait for ever. In the standing, trouble with one of
them would be the reason for trouble with the other, and the true cause would stay hidden.

Wrong:

    # rocks/2026-Q4/german-support.yaml
    depends_on: [open-germany]
    # rocks/2026-Q4/open-germany.yaml
    depends_on: [german-support]

Right:

    # rocks/2026-Q4/german-support.yaml
    depends_on: [open-germany]

Fix: ask which of the Rocks can be finished first, and remove what it depends on. A circle is
reported once, in the Rock of it that comes first by quarter and id.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.circles import circles, shown_circle
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    waits_for = {
        rock.ref: [other.ref for other in workspace.dependencies(rock)] for rock in workspace.rocks
    }
    for circle in circles(waits_for):
        rocks = [workspace.rocks_by_ref[ref] for ref in circle]
        first = rocks[0]
        index = _item(first, rocks[1 % len(rocks)], workspace)
        same = all(rock.quarter == first.quarter for rock in rocks)
        names = [rock.id if same else str(rock.ref) for rock in rocks]
        yield Finding(
            "ROCK015",
            first.origin.value("depends_on", index),
            f"dependencies run in a circle: `{shown_circle(names)}`",
            "remove it, or what another Rock of the circle waits for",
        )


def _item(rock: Rock, other: Rock, workspace: Workspace) -> int:
    """Find where among its dependencies a Rock names another one."""
    found = ([*workspace.find_rocks([name], rock.quarter)] for name in rock.depends_on)
    return list(found).index([other])


RULE = Rule("ROCK015", "dependencies-without-a-circle", Severity.ERROR, __doc__, check)
