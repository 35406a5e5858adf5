"""Nobody who owns Rocks has too few or too many in a quarter: 1 to 7, or what the settings say.

Why: a person with nine priorities has none, and the ninth is the one that everybody else waits
for. Company and team Rocks count alike; dropped ones and those in which somebody helps do not.
Quarters that are over are left as they are.

Wrong: Omar, who has one Rock already, gets eight more, which is found in `people.yaml`,

    # rocks/2026-Q4/next-1.yaml … next-8.yaml
    title: Cut the cost of a parcel by 5 %
    owner: omar
    team: fulfilment

Right: four of them are Omar's, and the others wait for the next quarter,

    # rocks/2026-Q4/next-1.yaml … next-4.yaml
    title: Cut the cost of a parcel by 5 %
    owner: omar
    team: fulfilment

Right as well, where the company has agreed on other bounds:

    # opsctl.yaml
    standards:
      rocks_per_owner: {min: 1, max: 9}
    # rocks/2026-Q4/next-1.yaml … next-8.yaml
    title: Cut the cost of a parcel by 5 %
    owner: omar
    team: fulfilment

Fix: give some of the Rocks to another owner, or move them to the next quarter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.commitments import commitments, counted, shown_bounds
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    bounds = workspace.settings.standards.rocks_per_owner
    for quarter, rocks in commitments(workspace, as_of).items():
        for owner, owned in _by_owner(rocks, workspace).items():
            if len(owned) not in bounds:
                yield Finding(
                    "ROCK005",
                    _place(owner, owned[0], workspace),
                    f"`{owner}` owns {counted(len(owned), 'Rock')} in {quarter};"
                    f" the standard is {shown_bounds(bounds)}",
                    "find another owner for some, or move them to the next quarter"
                    if len(owned) > bounds.max
                    else "let somebody else own these, or write other bounds"
                    " as `rocks_per_owner` under `standards`",
                )


def _by_owner(rocks: Sequence[Rock], workspace: Workspace) -> dict[str, list[Rock]]:
    owned: dict[str, list[Rock]] = {}
    for rock in rocks:
        owned.setdefault(workspace.people.current(rock.owner), []).append(rock)
    return owned


def _place(owner: str, first: Rock, workspace: Workspace) -> Location:
    person = workspace.people.find(owner)
    return person.origin.key() if person else first.origin.value("owner")


RULE = Rule("ROCK005", "rocks-per-owner", Severity.WARNING, __doc__, check)
