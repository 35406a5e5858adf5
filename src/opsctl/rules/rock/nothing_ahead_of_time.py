"""Nothing is said to have happened on a day that is still to come.

Why: what is dated later than today is not seen until that day: a milestone counts as open, a
word as not given, a Rock as running. A mistyped date hides work that was done.

Wrong: on 16 November 2026,

    # rocks/2026-Q4/loyalty-programme.yaml
    milestones:
      - title: Enrolment page live
        due: 2026-11-13
        done: 2026-12-11

Right:

    # rocks/2026-Q4/loyalty-programme.yaml
    milestones:
      - title: Enrolment page live
        due: 2026-11-13
        done: 2026-11-12

Fix: write the day on which it happened. This is asked of `done` of a milestone, of `date` in the
log, of a rescue and under `result`; days on which something is due may of course lie ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for rock in workspace.rocks:
        for fact, day, place in _happened(rock):
            if day > as_of:
                message = f"{fact} `{day}`, which is after {as_of}"
                hint = "write the day it happened; until that day it is not seen"
                yield Finding("ROCK011", place, message, hint)


def _happened(rock: Rock) -> Iterator[tuple[str, date, Location]]:
    """Give every day on which something is said to have happened."""
    for index, each in enumerate(rock.milestones):
        if each.done is not None:
            place = rock.origin.value("milestones", index, "done")
            yield f"milestone “{each.title}” was done on", each.done, place
    for index, rescue in enumerate(rock.rescues):
        yield "this rescue is dated", rescue.date, rock.origin.value("rescues", index, "date")
    for index, entry in enumerate(rock.log):
        yield "this entry is dated", entry.date, rock.origin.value("log", index, "date")
    if rock.result is not None and rock.result.date is not None:
        yield "the result is dated", rock.result.date, rock.origin.value("result", "date")


RULE = Rule("ROCK011", "nothing-ahead-of-time", Severity.WARNING, __doc__, check)
