"""The goal that a Rock supports is one of the one-year goals in `vision.yaml`.

Why: `supports` ties the quarter to the year. When a goal has been renamed or mistyped, the goal
looks as if nobody worked on it.

Wrong:

    # rocks/2026-Q4/loyalty-programme.yaml
    supports: retention

Right:

    # rocks/2026-Q4/loyalty-programme.yaml
    supports: grow-retention

Fix: write the id under which the goal stands in `one_year` of `vision.yaml`, or leave `supports`
out. A goal that was renamed keeps its old id alive with `formerly`. Without `vision.yaml` any id
will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for rock in workspace.rocks:
        if rock.supports is not None:
            place = rock.origin.value("supports")
            yield from references.goal("ROCK007", rock.supports, place)


RULE = Rule("ROCK007", "goal-known", Severity.ERROR, __doc__, check)
