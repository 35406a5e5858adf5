"""Nobody leaves before the day they joined.

Why: `left` decides from which day on a person can no longer own a Rock. With the two days
swapped or the year mistyped, somebody who is here counts as gone.

Wrong:

    # people.yaml
    daniel:
      name: Daniel Frost
      joined: 2026-09-11
      left: 2026-08-14

Right:

    # people.yaml
    daniel:
      name: Daniel Frost
      joined: 2023-09-11
      left: 2026-08-14

Fix: correct the year, or swap the two days. Both may be the same day. For somebody who has come
back, remove `left`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for person in workspace.people.records.values():
        if person.joined is not None and person.left is not None and person.left < person.joined:
            yield Finding(
                "ORG007",
                person.origin.value("left"),
                f"left on `{person.left}`, before the day of joining, {person.joined}",
                "correct one of the two days; remove `left` for somebody who has come back",
            )


RULE = Rule("ORG007", "joined-before-left", Severity.ERROR, __doc__, check)
