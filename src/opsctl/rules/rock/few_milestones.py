"""A Rock has at most seven milestones.

Why: milestones are the few points at which everybody can see that the Rock moves: about one
every two weeks. A list of fifteen is a task list, and keeping its dates takes the time that the
work needs.

Wrong:

    milestones:
      - {title: Write to the printer, due: 2026-11-23}
      - {title: Choose the paper, due: 2026-11-24}
      - {title: Draw the first page, due: 2026-11-25}
      - {title: Draw the second page, due: 2026-11-26}
      - {title: Send the file, due: 2026-11-30}
      - {title: Read the proof, due: 2026-12-02}
      - {title: Send the corrections, due: 2026-12-03}
      - {title: Pay the printer, due: 2026-12-11}

Right:

    milestones:
      - {title: Texts approved, due: 2026-11-26}
      - {title: Printed, due: 2026-12-04}
      - {title: In every parcel, due: 2026-12-11}

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
