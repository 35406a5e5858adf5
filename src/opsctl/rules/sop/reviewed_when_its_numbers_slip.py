"""A procedure is reviewed again when a number that it moves keeps missing its goal.

Why: the number is how a company knows that the procedure works. When it slips for weeks, either
people no longer do what the page says, or doing it no longer helps. Whoever reads the page against
the work finds out which.

Wrong: on 20 November 2026, a procedure says

    ---
    status: approved
    reviewed: 2026-10-30
    measurables: [customer-care/refund-time]
    ---

and its number has missed its goal for three weeks in a row:

    # scorecards/customer-care/refund-time.yaml
    goal: at most 3
    values:
      2026-W44: 3.4
      2026-W45: 3.2
      2026-W46: 3.6

Right: the number is the same, and somebody has read the page since.

    ---
    status: approved
    reviewed: 2026-11-18
    measurables: [customer-care/refund-time]
    ---

The number:

    # scorecards/customer-care/refund-time.yaml
    goal: at most 3
    values:
      2026-W44: 3.4
      2026-W45: 3.2
      2026-W46: 3.6

Fix: read the procedure against the work, change what is no longer true, and write the day under
`reviewed`. A procedure is asked about the numbers that it names under `measurables`, and about
those that name it under `sops`. A number slips when it misses its goal several times in a row or
more often than not, or moves the wrong way four times in a row; that its newest value is missing
says nothing of the work. One review is enough: any day counts from the one on which the number came
into attention, which is the day after the week, month or quarter that brought it. At most 53 of
these are looked back. Drafts, pages in review and retired ones are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.due import unanswered
from opsctl.analysis.sop.measured import slips_of_sops
from opsctl.analysis.sop.review import is_in_force, review_of
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living, place_of, place_of_lack
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location

_HINT = "read it against the work, then write that day under `reviewed`; opsctl sop due shows all"


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    slips = slips_of_sops(workspace, as_of)
    for anatomy in living(workspace):
        known = slips.get(anatomy.sop.path, ()) if is_in_force(anatomy) else ()
        reviewed = review_of(anatomy, workspace.settings, as_of).reviewed
        for slip in unanswered(reviewed, known):
            name = str(slip.measurable.ref)
            said = "; ".join(each.text for each in slip.reasons)
            message = (
                f"its number `{name}` has needed attention since {slip.since}: {said}; the "
                f"procedure was {f'last reviewed on {reviewed}' if reviewed else 'never reviewed'}"
            )
            yield Finding("SOP047", _place(anatomy), message, _HINT, subject=name)


def _place(anatomy: Anatomy) -> Location:
    if anatomy.reviewed is not None:
        return place_of(anatomy, "reviewed")
    return place_of_lack(anatomy, "reviewed")


RULE = Rule(
    *("SOP047", "reviewed-when-its-numbers-slip", Severity.WARNING, __doc__, check),
    by_calendar=True,
)
