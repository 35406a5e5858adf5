"""A planned Rock is started, or let go, soon after its quarter has begun.

Why: "planned" is for the days before a quarter and its first days. A Rock that is still planned
after 14 days (`silent_after` in the settings) counts as committed: leaving it untouched must not
make the quarter look better.

Wrong: on 20 November 2026,

    # rocks/2026-Q4/spring-catalogue.yaml
    title: Print a spring catalogue of 64 pages
    owner: sofia
    status: planned

Right: the line is gone, and the Rock runs,

    # rocks/2026-Q4/spring-catalogue.yaml
    title: Print a spring catalogue of 64 pages
    owner: sofia

Right as well:

    # rocks/2026-Q4/spring-catalogue.yaml
    title: Print a spring catalogue of 64 pages
    owner: sofia
    status: dropped
    result:
      date: 2026-11-16
      why: The photographer is free in January only.

Fix: remove the line `status: planned` to start the Rock, drop it with a reason, or move the file
to the folder of the next quarter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.standing import judge_alone, planned_too_long
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    calendar = workspace.calendar
    silent_after = workspace.settings.standards.silent_after
    for rock in workspace.rocks:
        if planned_too_long(rock, calendar, silent_after, as_of):
            judgement = judge_alone(rock, workspace, as_of)
            yield Finding(
                "ROCK023",
                rock.origin.value("status"),
                "; ".join(reason.text for reason in judgement.reasons),
                "remove `status` to start it, drop it with a reason, or move it to a later quarter",
            )


RULE = Rule("ROCK023", "planned-not-forgotten", Severity.WARNING, __doc__, check)
