"""An id means one record: what stands under `formerly` is nobody else's name.

Why: `formerly` keeps references alive after somebody or something was renamed. An old id that
another record has today, or that two records claim, sends those references to the wrong place in
silence.

Wrong:

    # people.yaml
    lena:
      name: Lena Vogt
    lena-v:
      name: Lena Vasquez
      formerly: [lena]

Right:

    # people.yaml
    lena:
      name: Lena Vogt
    lena-v:
      name: Lena Vasquez

Fix: remove the old id from `formerly`, in all records but the one whose name it was, and
everywhere if a record has it as its id today. References that meant another record must then be
written anew. This holds for people, for teams, for goals, for the Rocks of one quarter, for
scorecards, and for the measurables of one scorecard.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from opsctl.model.period import Quarter
from opsctl.model.person import Person
from opsctl.model.rock import Rock
from opsctl.model.scorecard import Measurable, Scorecard
from opsctl.model.team import Team
from opsctl.model.vision import Goal
from opsctl.model.workspace import Workspace
from opsctl.rules.base import Rule
from opsctl.text.diagnostic import Finding, Severity

Record = Person | Team | Goal | Rock | Scorecard | Measurable


def check(workspace: Workspace, _as_of: date) -> Iterator[Finding]:
    people, teams, goals = workspace.people, workspace.teams, workspace.goals
    yield from _claims("a person", people.records.values(), people.ids)
    yield from _claims("a team", teams.records.values(), teams.ids)
    yield from _claims("a goal", goals.records.values(), goals.ids)
    ids: dict[Quarter, set[str]] = {}
    for ref in workspace.rock_refs:
        ids.setdefault(ref.quarter, set()).add(ref.id)
    rocks: dict[Quarter, list[Rock]] = {}
    for rock in workspace.rocks:
        rocks.setdefault(rock.quarter, []).append(rock)
    for quarter, listed in rocks.items():
        yield from _claims(f"a Rock of {quarter}", listed, ids[quarter])
    yield from _of_scorecards(workspace)


def _of_scorecards(workspace: Workspace) -> Iterator[Finding]:
    cards = workspace.scorecards
    yield from _claims("a scorecard", cards, {card.id for card in cards})
    ids: dict[str, set[str]] = {}
    for ref in workspace.measurable_refs:
        ids.setdefault(ref.scorecard, set()).add(ref.id)
    measurables: dict[str, list[Measurable]] = {}
    for each in workspace.measurables:
        measurables.setdefault(each.scorecard, []).append(each)
    for name, listed in measurables.items():
        yield from _claims(f"a measurable of `{name}`", listed, ids[name])


def _claims(kind: str, records: Iterable[Record], ids: Container[str]) -> Iterator[Finding]:
    """Report former ids that are in use today, and those that an earlier record claims."""
    first: dict[str, str] = {}
    for record in records:
        for index, old in enumerate(record.formerly):
            place = record.origin.value("formerly", index)
            holder = first.setdefault(old, record.id)
            if old in ids:
                message = f"former id `{old}` is the id of {kind} today"
                yield Finding("ORG008", place, message, "remove it from `formerly`")
            elif holder != record.id:
                message = f"former id `{old}` is claimed by `{holder}` too"
                hint = "keep it only in the record whose name it was"
                yield Finding("ORG008", place, message, hint)


RULE = Rule("ORG008", "one-name-per-record", Severity.ERROR, __doc__, check)
