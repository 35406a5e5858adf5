"""A Rock is carried on from a Rock of an earlier quarter.

Why: `carried_from` shows what has been on the list for how long. A name that leads nowhere, or
to the same quarter, breaks the thread, and a Rock that is in its fourth quarter looks new.

Wrong:

    # rocks/2026-Q4/stock-counts-right.yaml
    carried_from: stock-accuracy

Right:

    # rocks/2026-Q4/stock-counts-right.yaml
    carried_from: 2026-Q3/stock-accuracy

Fix: write the earlier quarter, a slash, and the name of the file there without `.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.rock import Rock, RockRef
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.rock_names import RockNames
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = RockNames(workspace)
    for rock in workspace.rocks:
        name = rock.carried_from
        problem = _problem(name, rock, names) if name else None
        if name and problem:
            place = rock.origin.value("carried_from")
            yield names.finding("ROCK022", problem, name, rock.quarter, place, earlier=True)


def _problem(name: str, rock: Rock, names: RockNames) -> str | None:
    ref = RockRef.parse(name, rock.quarter)
    if ref is None:
        return f"carried_from `{name}` is not the name of a Rock"
    if ref.quarter >= rock.quarter:
        return f"carried_from `{name}` means {ref.quarter}, which is not before {rock.quarter}"
    return None if names.knows(ref) else f"carried_from `{name}`: {ref.quarter} has no such Rock"


RULE = Rule("ROCK022", "carried-from-known", Severity.ERROR, __doc__, check)
