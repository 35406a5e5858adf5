"""A measurable that a Rock, a goal, a roll-up or a check-in names is one that there is.

Why: a number in a check-in under a name that leads nowhere is lost, and a Rock whose outcome no
scorecard has makes no progress.

Wrong:

    # checkins/2026-W46/leo.yaml
    values: {repeat-rate: 24.2}

Right:

    # checkins/2026-W46/leo.yaml
    values: {leadership/repeat-rate: 24.2}

Fix: write the folder of the scorecard, a slash, and the name of the file without `.yaml`. Only
within a scorecard, as in `rollup: mean by orders`, may the folder be left out. Names in Rocks and
in `vision.yaml` are asked about once there is a measurable at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.measurable_names import MeasurableNames
from opsctl.rules.measurable_uses import other_uses
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.fix import Word, written


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    names = MeasurableNames(workspace)
    for use in other_uses(workspace, as_of) if names.listed else ():
        if not names.knows(use.name, use.scorecard):
            finding = names.unknown("KPI012", use.role, use.name, use.place, use.scorecard)
            yield _behind_its_words(finding) if use.role == "weight" else finding
    for checkin in workspace.checkins:
        for name in checkin.values:
            if not names.knows(name):
                yield names.unknown(
                    "KPI012", "measurable", name, checkin.origin.key("values", name)
                )


def _behind_its_words(finding: Finding) -> Finding:
    """Keep the words before the name of a weight: its place is that of the whole roll-up."""
    fix = finding.fix
    if fix is None or not isinstance(fix.steps[0], Word):
        return finding
    whole = written(finding.location, f"mean by {fix.steps[0].text}", safe=fix.safe)
    return replace(finding, fix=whole)


RULE = Rule("KPI012", "measurable-known", Severity.ERROR, __doc__, check)
