"""The name of a check-in's file is that of a person in `people.yaml`.

Why: what stands in `checkins/2026-W46/maya.yaml` is Maya's word. Under a name that nobody has, it
is not an owner's word, its numbers are nobody's, and Maya counts as silent.

Wrong:

    # checkins/2026-W46/mya.yaml
    date: 2026-11-15
    headlines: [The vendor has signed]

Right:

    # checkins/2026-W46/maya.yaml
    date: 2026-11-15
    headlines: [The vendor has signed]

Fix: rename the file to the id of the person, as it stands in `people.yaml`. Whoever has left stays
in that file, with the day under `left`. In a workspace without `people.yaml` any id will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for checkin in workspace.checkins:
        place = Location(checkin.origin.path)
        for finding in references.person("KPI015", "speaker", checkin.person, place):
            yield replace(finding, fix=None)  # a file is renamed by hand


RULE = Rule("KPI015", "checkin-by-a-known-person", Severity.ERROR, __doc__, check)
