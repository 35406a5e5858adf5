"""A scorecard or a number that is to be made, as somebody describes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from opsctl.cli.asking import asked, asked_or_none, optional, read_typed
from opsctl.cli.choosing import me_or_none, person_named
from opsctl.cli.session import Session
from opsctl.loading.scorecards import OF_THE_SCORECARD, measurable_path
from opsctl.model.cadence import Cadence, period_of
from opsctl.model.condition import read_condition
from opsctl.model.field import choice
from opsctl.model.scalar import Scalar, Unreadable, read_period, read_text
from opsctl.model.scorecard import (
    GoalEntry,
    Indicator,
    Measurable,
    MeasurableRef,
    Perspective,
    Scorecard,
    read_rollup,
)
from opsctl.model.slug import is_slug, slug_of
from opsctl.model.unit import NUMBER, Unit, read_unit
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin

_EXAMPLE = 'opsctl scorecard new "Repeat purchase rate" --in leadership --goal "at least 22"'


@dataclass(frozen=True)
class Draft:
    """What has been said of a new number so far, as typed."""

    title: str | None
    card: str | None
    owner: str | None
    unit: str | None = None
    goal: str | None = None
    definition: str | None = None
    entered_by: str | None = None
    perspective: str | None = None
    indicator: str | None = None
    rollup: str | None = None
    since: str | None = None


def ask(session: Session, workspace: Workspace, draft: Draft) -> Draft:
    """Ask for what was not given, one question a line."""
    title = asked("What is it called", _title)
    card = draft.card
    if card is None:
        known = ", ".join(each.id for each in workspace.scorecards)
        question = f"On which scorecard{f' ({known})' if known else ''}; Enter makes it one itself"
        card = optional(question)
    if card is None:
        return replace(draft, title=title)
    me = me_or_none(session, workspace)
    owner = draft.owner or asked(
        "Owner (one person)", lambda each: person_of(session, workspace, each.text), me
    )
    unit = draft.unit or str(
        asked("Unit (number, percent, currency EUR, duration, yes-no)", read_unit, "number")
    )
    goal = draft.goal or asked_or_none(
        "Goal, as in `at least 22` (Enter for none yet)",
        lambda each: _goal_words(each.text, read_unit(Scalar(unit))),
    )
    return replace(draft, title=title, card=card, owner=owner, unit=unit, goal=goal)


def _title(scalar: Scalar) -> str:
    if not scalar.text:
        raise Unreadable("it needs a title", "a few words that everybody understands")
    return read_text(scalar)


def id_of(title: str | None, given: str | None) -> str:
    """Give the id as given, else one made from the title."""
    if title is None or not title.strip():
        raise UsageProblem("a title is needed", _EXAMPLE)
    name = given or slug_of(title)
    if not is_slug(name):
        raise UsageProblem(f"`{name}` cannot be an id", f"write {slug_of(name)}")
    return name


def refuse_options_of_a_number(draft: Draft) -> None:
    """Refuse what only a number can have, where a scorecard is made."""
    names = ("unit", "goal", "definition", "entered_by", "perspective", "indicator", "rollup")
    for name in (*names, "since"):
        if getattr(draft, name) is not None:
            option = f"--{name.replace('_', '-')}"
            raise UsageProblem(
                f"{option} is of a number, and this makes a scorecard",
                "add --in SCORECARD to make a number on one",
            )


def measurable_of(
    session: Session,
    workspace: Workspace,
    draft: Draft,
    home: Scorecard,
    name: str,
    every: Cadence | None,
    as_of: date,
) -> Measurable:
    """Make the number that a draft describes; its goal holds from the running period."""
    if name == OF_THE_SCORECARD:
        raise UsageProblem(f"`{name}` is the name of the scorecard's own file", "add --id ID")
    owner = draft.owner or me_or_none(session, workspace)
    if owner is None:
        raise UsageProblem("an owner is needed", "add --owner PERSON")
    ref = MeasurableRef(home.id, name)
    unit = read_typed(read_unit, draft.unit, "--unit") or NUMBER
    cadence = every or home.every
    running = str(period_of(as_of, cadence, workspace.calendar))
    words = read_typed(lambda each: _goal_words(each.text, unit), draft.goal, "--goal")
    optional_parts: dict[str, Any] = {
        "definition": read_typed(read_text, draft.definition, "--definition"),
        "perspective": read_typed(choice(Perspective).read, draft.perspective, "--perspective"),
        "indicator": read_typed(choice(Indicator).read, draft.indicator, "--indicator"),
        "rollup": read_typed(read_rollup, draft.rollup, "--rollup"),
        "since": read_typed(read_period, draft.since, "--since"),
    }
    stand_in = draft.entered_by
    return Measurable(
        id=ref.id,
        scorecard=ref.scorecard,
        origin=Origin(measurable_path(ref)),
        title=" ".join((draft.title or "").split()),
        owner=person_of(session, workspace, owner),
        entered_by=person_of(session, workspace, stand_in) if stand_in else None,
        unit=unit,
        every=every if every is not home.every else None,
        goal={running: GoalEntry(words, set=as_of)} if words else {},
        cadence=cadence,
        **optional_parts,
    )


def _goal_words(text: str, unit: Unit) -> str:
    """Read a goal, and write it in the words that stand in files.

    Raises:
        Unreadable: it is none, or not one of this unit.
    """
    return read_condition(text.strip(), unit).written(unit)


def person_of(session: Session, workspace: Workspace, name: str) -> str:
    """Give the id of a person; any id will do where nobody is listed."""
    if workspace.people.listed or name == "me":
        return person_named(session, workspace, name)
    if not is_slug(name):
        raise UsageProblem(f"`{name}` cannot be an id", f"write {slug_of(name)}")
    return name
