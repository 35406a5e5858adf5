"""A goal says in words, and in the unit of its measurable, what the number should be.

Why: a goal that nobody can read judges nothing: every week stands there without a colour. And
`22` alone does not say whether more is better or less.

Wrong:

    # scorecards/leadership/repeat-rate.yaml
    unit: percent
    goal: 22%

Right:

    # scorecards/leadership/repeat-rate.yaml
    unit: percent
    goal: at least 22

So are these: `above 20`, `at most 5`, `below 5`, `exactly 0`, `between 2 and 4`,
`outside 2 and 4`, for a duration `at most 2 h 30 min`, for yes or no `yes`.

Fix: write the words before the number, and the number as values of this unit are written:
without a sign for percent or money. The same is asked of `stretch`, and of `exceptions`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.analysis.scorecard.goals import goal_place
from opsctl.model.condition import read_condition
from opsctl.model.field import ALWAYS
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.values import meant_value
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    for measurable in workspace.measurables:
        for text, place in _goals(measurable):
            try:
                read_condition(text, measurable.unit)
            except Unreadable as error:
                yield Finding("KPI002", place, error.message, error.hint, meant_value(place, error))


def _goals(measurable: Measurable) -> Iterator[tuple[str, Location]]:
    origin = measurable.origin
    for key, goal in measurable.goal.items():
        yield goal.is_, goal_place(measurable, key)
        if goal.stretch is not None:
            path = ("goal", "stretch") if key == ALWAYS else ("goal", key, "stretch")
            yield goal.stretch, origin.value(*path)
    for key, exception in measurable.exceptions.items():
        yield exception.is_, origin.value("exceptions", key, "is")


RULE = Rule("KPI002", "goal-readable", Severity.ERROR, __doc__, check)
