"""Every milestone is due within the quarter of its Rock.

Why: milestones are the steps to the end of the quarter. One that lies after it can never count,
and one before it was overdue from the start; most often the year is mistyped.

Wrong:

    # rocks/2026-Q4/open-germany.yaml
    milestones:
      - title: VAT number applied for
        due: 2025-10-16
        done: 2026-10-14

Right:

    # rocks/2026-Q4/open-germany.yaml
    milestones:
      - title: VAT number applied for
        due: 2026-10-16
        done: 2026-10-14

Fix: write a day of the quarter in whose folder the file lies, first and last day included. A
step that belongs to another quarter goes into a Rock there. On which day a milestone was `done`
is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.quarter_days import outside_quarter
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        for index, each in enumerate(rock.milestones):
            fact = f"milestone “{each.title}” is due on `{each.due}`"
            place = rock.origin.value("milestones", index, "due")
            yield from outside_quarter(
                "ROCK009", fact, each.due, rock.quarter, workspace.calendar, place
            )


RULE = Rule("ROCK009", "milestone-in-quarter", Severity.ERROR, __doc__, check)
