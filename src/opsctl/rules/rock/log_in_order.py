"""The log of a Rock runs from the oldest entry to the newest.

Why: people read the last line as the newest word, and opsctl goes by the dates. When the two
differ, what the screen says cannot be found in the file.

Wrong:

    log:
      - date: 2026-11-16
        say: off-track
      - date: 2026-11-09
        say: on-track

Right:

    log:
      - date: 2026-11-09
        say: on-track
      - date: 2026-11-16
        say: off-track

Fix: move the entry up to its place, or correct its date. Entries of one day may stand in any
order; of those by the same person the lower one counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.in_order import items_by_day
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        for index, (above, entry) in enumerate(pairwise(rock.log), start=1):
            if entry.date < above.date:
                yield Finding(
                    "ROCK017",
                    rock.origin.value("log", index, "date"),
                    f"the entry of `{entry.date}` stands below one of {above.date}",
                    "correct the date, or move the entry up: the newest comes last",
                    items_by_day(rock.origin, "log", [each.date for each in rock.log]),
                )


RULE = Rule("ROCK017", "log-in-order", Severity.WARNING, __doc__, check)
