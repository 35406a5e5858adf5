"""Everybody who has to have read a procedure is in `people.yaml` or `teams.yaml`.

Why: `audience` says who must know the procedure before they do the work. A name that leads nowhere
is a team that is never told.

Wrong:

    ---
    audience: [customer-care, manilla]
    ---

Right:

    ---
    audience: [customer-care, manila]
    ---

Fix: write ids of people or teams, each as it stands in its file. This is asked only where the
workspace has both files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for anatomy in living(workspace):
        origin = anatomy.sop.origin
        for index, name in enumerate(anatomy.sop.metadata.audience):
            place = origin.value("audience", index)
            for each in references.person_or_team("SOP022", "audience", name, place):
                yield replace(each, subject=name)


RULE = Rule("SOP022", "audience-known", Severity.ERROR, __doc__, check)
