"""A number that a procedure is measured by is one that a scorecard has.

Why: the number tells whether the procedure works. Under a name that leads nowhere, the page and its
number never meet on a screen.

Wrong:

    ---
    measurables: [refund-time]
    ---

Right:

    ---
    measurables: [customer-care/refund-time]
    ---

Fix: write the folder of the scorecard, a slash, and the name of the file without `.yaml`. This is
asked once there is a measurable at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.measurable_names import MeasurableNames
from opsctl.rules.procedures import living
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    names = MeasurableNames(workspace)
    for anatomy in living(workspace) if names.listed else ():
        origin = anatomy.sop.origin
        for index, name in enumerate(anatomy.sop.metadata.measurables):
            if not names.knows(name):
                place = origin.value("measurables", index)
                finding = names.unknown("SOP023", "measurable", name, place)
                yield replace(finding, subject=name)


RULE = Rule("SOP023", "measurables-known", Severity.ERROR, __doc__, check)
