"""A Rock has at most seven milestones.

Why: milestones are the few points at which everybody can see that the Rock moves: about one
every two weeks. A list of fifteen is a task list, and keeping its dates takes the time that the
work needs.

Wrong: fourteen milestones, from "Write to the printer" to "Pay the printer".

Right: three milestones, "Texts approved", "Printed", "In every parcel".

Fix: join small steps into one that others would notice, and keep the tasks where you keep tasks.
A Rock that truly has more than seven such points is often two Rocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity

MOST_MILESTONES = 7


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        count = len(rock.milestones)
        if count > MOST_MILESTONES:
            yield Finding(
                "ROCK012",
                rock.origin.value("milestones", MOST_MILESTONES, "title"),
                f"the Rock has {count} milestones; {MOST_MILESTONES} is the most that help",
                "join small steps, or make two Rocks of this one",
            )


RULE = Rule("ROCK012", "few-milestones", Severity.WARNING, __doc__, check)
