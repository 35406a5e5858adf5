"""A quarter has neither too few nor too many company Rocks: 3 to 7, or what the settings say.

Why: with more than seven priorities nothing is one, and with one or two the quarter is about a
single subject. Company Rocks are those without a `team`; dropped ones do not count. Quarters
that are over are left as they are.

Wrong: six more Rocks without a `team`, which is found in `opsctl.yaml`,

    # rocks/2026-Q4/next-1.yaml … next-6.yaml
    title: Cut the cost of a parcel by 5 %
    owner: omar

Right: the same six, and each says whose Rock it is,

    # rocks/2026-Q4/next-1.yaml … next-6.yaml
    title: Cut the cost of a parcel by 5 %
    owner: omar
    team: fulfilment

Right as well, where the company has agreed on other bounds:

    # opsctl.yaml
    standards:
      rocks_per_company: {min: 3, max: 12}
    # rocks/2026-Q4/next-1.yaml … next-6.yaml
    title: Cut the cost of a parcel by 5 %
    owner: omar

Fix: drop or postpone what does not make the difference this quarter, or give a Rock to a team
with `team`. Below the least, ask what else must be true by the end of the quarter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.commitments import commitments, counted, shown_bounds
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    bounds = workspace.settings.standards.rocks_per_company
    for quarter, rocks in commitments(workspace, as_of).items():
        count = sum(rock.team is None for rock in rocks)
        if count not in bounds:
            yield Finding(
                "ROCK004",
                _place(workspace),
                f"{quarter} has {counted(count, 'company Rock')};"
                f" the standard is {shown_bounds(bounds)}",
                "drop or postpone some, or give them to a team with `team`"
                if count > bounds.max
                else f"commit to {bounds.min - count} more, or write other bounds"
                " as `rocks_per_company` under `standards`",
            )


def _place(workspace: Workspace) -> Location:
    origin = workspace.settings.origin
    if origin.has("standards", "rocks_per_company"):
        return origin.value("standards", "rocks_per_company")
    return origin.value("company") if origin.has("company") else Location(origin.path)


RULE = Rule("ROCK004", "rocks-per-company", Severity.WARNING, __doc__, check)
