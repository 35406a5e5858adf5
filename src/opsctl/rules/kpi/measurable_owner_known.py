"""Whoever owns a measurable or a scorecard, or enters its numbers, is listed in `people.yaml`.

Why: a number that two people own is nobody's, and one whose owner is misspelled is missing from
that person's check-in every week, without anybody noticing.

Wrong:

    # scorecards/leadership/repeat-rate.yaml
    owner: lo

Right:

    # scorecards/leadership/repeat-rate.yaml
    owner: leo
    entered_by: maya

Fix: write the id of one person, as it stands in `people.yaml`: under `owner` who answers for the
number, under `entered_by` who types it in their stead. In a workspace without `people.yaml` any
id will do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opsctl.model.slug import is_slug, slug_of
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.rules.references import References
from opsctl.text.diagnostic import Finding, Severity
from opsctl.text.span import Location


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    references = References(workspace)
    for role, name, place in _named(workspace):
        if workspace.people.listed:
            yield from references.person("KPI001", role, name, place)
        elif not is_slug(name):
            message = f"{role} `{name}` is not the id of one person"
            yield Finding("KPI001", place, message, f"write an id, as in {slug_of(name)}")


def _named(workspace: Workspace) -> Iterator[tuple[str, str, Location]]:
    """Give everybody who is named, each with what they are."""
    for card in workspace.scorecards:
        if card.owner is not None:
            yield "owner", card.owner, card.origin.value("owner")
    for each in workspace.measurables:
        yield "owner", each.owner, each.origin.value("owner")
        if each.entered_by is not None:
            yield "stand-in", each.entered_by, each.origin.value("entered_by")


RULE = Rule("KPI001", "measurable-owner-known", Severity.ERROR, __doc__, check)
