"""The owner of a procedure is a person in `people.yaml` or a team in `teams.yaml`.

Why: one name, spelled the same everywhere, is what `--owner` finds. A name that is in neither file
sends reminders to nobody.

Wrong:

    ---
    owner: custmer-care
    ---

Right:

    ---
    owner: customer-care
    ---

Fix: write the id of one person or one team. This is asked only where the workspace has both files;
without one of them, any name may be one that it would list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opsctl.analysis.sop.content import is_placeholder
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.procedures import living
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for anatomy in living(workspace):
        owner, origin = anatomy.sop.metadata.owner, anatomy.sop.origin
        if owner is not None and not is_placeholder(owner, anatomy.words):
            place = origin.value("owner")
            for each in references.person_or_team("SOP021", "owner", owner, place):
                yield replace(each, subject=owner)


RULE = Rule("SOP021", "procedure-owner-known", Severity.ERROR, __doc__, check)
