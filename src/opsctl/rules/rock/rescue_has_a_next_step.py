"""A rescue names its next step, and the day on which somebody looks whether it helped.

Why: a Rock in danger is not saved by talking about it. Without a next step nothing happens, and
without a day to look again nobody notices that nothing has happened.

Wrong:

    rescues:
      - date: 2026-11-16
        cause: external
        note: The agent has pulled out.

Right:

    rescues:
      - date: 2026-11-16
        cause: external
        note: The agent has pulled out.
        next: Second agent signed
        check: 2026-11-23

Fix: add `next` and `check`, or write the rescue anew with `opsctl rock rescue`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Rescue
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        for index, rescue in enumerate(rock.rescues):
            missing = _missing(rescue)
            if missing:
                yield Finding(
                    "ROCK024",
                    rock.origin.value("rescues", index, "date"),
                    f"the rescue of {rescue.date} names {' and '.join(missing)}",
                    "add `next`, what happens next, and `check`, the day to look again",
                )


def _missing(rescue: Rescue) -> list[str]:
    step = [] if rescue.next else ["no next step"]
    return step if rescue.check else [*step, "no day of the next check"]


RULE = Rule("ROCK024", "rescue-has-a-next-step", Severity.WARNING, __doc__, check)
