"""A Rock waits for Rocks that exist.

Why: when a Rock that others wait for gets into trouble, they are shown as off track too. A name
that leads nowhere switches this warning off without a word.

Wrong:

    # rocks/2026-Q4/german-support.yaml
    depends_on:
      - Open Germany
      - warehouse-scanners

Right:

    # rocks/2026-Q4/german-support.yaml
    depends_on:
      - open-germany
      - 2026-Q3/warehouse-scanners

Fix: write the name of the Rock's file without `.yaml`, with the quarter before it if it is
another one. A Rock that was renamed keeps its old id alive with `formerly`.
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
        for index, name in enumerate(rock.depends_on):
            problem = _problem(name, rock, names)
            if problem:
                place = rock.origin.value("depends_on", index)
                yield names.finding("ROCK014", problem, name, rock.quarter, place, earlier=False)


def _problem(name: str, rock: Rock, names: RockNames) -> str | None:
    ref = RockRef.parse(name, rock.quarter)
    if ref is None:
        return f"dependency `{name}` is not the name of a Rock"
    return None if names.knows(ref) else f"dependency `{name}`: {ref.quarter} has no such Rock"


RULE = Rule("ROCK014", "dependency-known", Severity.ERROR, __doc__, check)
