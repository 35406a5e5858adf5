"""A Rock is due within its quarter.

Why: a Rock is a promise for one quarter. One that is due later is a project without an end, and
one that was due before the quarter began is overdue on its first day.

Wrong:

    # rocks/2026-Q4/loyalty-programme.yaml
    due: 2027-01-08

Right:

    # rocks/2026-Q4/loyalty-programme.yaml
    due: 2026-12-18

Fix: write a day of the quarter in whose folder the file lies, first and last day included, or
leave `due` out: then the quarter's last day is meant. What takes longer becomes two Rocks, one
for each quarter. Check `fiscal_year_starts` in `opsctl.yaml` if the quarter itself has the wrong
months.
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
        if rock.due is not None:
            fact, place = f"due on `{rock.due}`", rock.origin.value("due")
            yield from outside_quarter(
                "ROCK008", fact, rock.due, rock.quarter, workspace.calendar, place
            )


RULE = Rule("ROCK008", "due-in-quarter", Severity.ERROR, __doc__, check)
