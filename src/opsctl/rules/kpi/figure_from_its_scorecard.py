"""Where the outcome of a Rock is a measurable, nobody types the figure a second time.

Why: the progress of such a Rock is taken from the scorecard. A `now` beside it is asked by nobody,
and whoever typed it waits in vain for the bar to move.

Wrong:

    # rocks/2026-Q4/loyalty-programme.yaml
    outcome: {measurable: leadership/repeat-rate, from: 22, to: 25}
    log:
      - date: 2026-11-16
        by: maya
        say: on-track
        now: 24.2

Right:

    # rocks/2026-Q4/loyalty-programme.yaml
    outcome: {measurable: leadership/repeat-rate, from: 22, to: 25}
    log:
      - date: 2026-11-16
        by: maya
        say: on-track

    # scorecards/leadership/repeat-rate.yaml
    values:
      2026-W46: 24.2

Fix: give the number to its measurable, and only the word to the Rock; or write `measure` in place
of `measurable`, if the figure is another. Only the newest `now` of a running Rock is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Status
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        measurable = rock.outcome.measurable if rock.outcome else None
        told = [each for each in rock.words if each.now is not None]
        if measurable and told and rock.status_on(as_of) in (None, Status.PLANNED):
            yield Finding(
                "KPI032",
                rock.place_of(told[-1], "now"),
                f"`{told[-1].now}` is not asked: the outcome is `{measurable}`",
                f"give the number to `{measurable}`, and only the word to the Rock",
            )


RULE = Rule("KPI032", "figure-from-its-scorecard", Severity.WARNING, __doc__, check)
