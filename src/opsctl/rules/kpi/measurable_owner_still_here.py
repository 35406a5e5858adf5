"""Whoever owns a measurable or a scorecard, or enters its numbers, is still here.

Why: when somebody leaves, their numbers go missing one after the other, and nobody is asked.

Wrong:

    # people.yaml
    daniel:
      name: Daniel Frost
      left: 2026-08-14

    # scorecards/fulfilment/on-time.yaml
    owner: daniel

Right:

    # people.yaml
    daniel:
      name: Daniel Frost
      left: 2026-08-14

    # scorecards/fulfilment/on-time.yaml
    owner: omar

Fix: name a new owner, or set `archived`. A measurable that is archived keeps the owner that it had.
The finding appears on the day that `left` names.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.shown import is_archived
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, as_of: date) -> Iterator[Finding]:
    for role, name, place in _asked(workspace, as_of):
        person = workspace.people.find(name)
        if person is not None and person.left is not None and person.left <= as_of:
            message = f"{role} `{name}` left on {person.left}"
            yield Finding("KPI029", place, message, "name somebody who is here, or set `archived`")


def _asked(workspace: Workspace, as_of: date) -> Iterator[tuple[str, str, Location]]:
    """Give everybody who has to do something, each with what they are."""
    for card in workspace.scorecards:
        if card.owner is not None:
            yield "owner", card.owner, card.origin.value("owner")
    for each in workspace.measurables:
        if is_archived(each, as_of):
            continue
        yield "owner", each.owner, each.origin.value("owner")
        if each.entered_by is not None:
            yield "stand-in", each.entered_by, each.origin.value("entered_by")


RULE = Rule("KPI029", "measurable-owner-still-here", Severity.WARNING, __doc__, check)
