"""`opsctl rock rescue`: what is agreed when a Rock is in danger, kept in its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import typer

from opsctl.analysis.standing import Standing, judge
from opsctl.cli.asking import (
    asked,
    asked_or_none,
    day_within,
    needed_text,
    optional,
    read_typed,
    speaker,
)
from opsctl.cli.changing import DryRunOption, carry_out, changed_record
from opsctl.cli.choosing import RockArgument, person_named, rock_to_change
from opsctl.cli.rock_write import milestone_numbered
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.editing.intent import InsertItem, Intent, SetField
from opsctl.loading.workspace import Nouns
from opsctl.model.field import choice
from opsctl.model.period import Days
from opsctl.model.rock import Cause, Rescue, Rock, Status
from opsctl.model.scalar import read_day
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem

_CAUSES = ", ".join(each.value for each in Cause)
MovedOption = Annotated[
    list[str] | None,
    typer.Option("--milestone", metavar="'NUMBER: DATE'", help="Its new day; may be repeated."),
]
PeopleOption = Annotated[
    list[str] | None, typer.Option(metavar="PERSON", help="Who helps; may be repeated.")
]
ToldOption = Annotated[
    list[str] | None, typer.Option(metavar="PERSON", help="Who was told; may be repeated.")
]


@dataclass(frozen=True)
class _Said:
    """What was said of the rescue so far, by options; `moves` are of milestones."""

    cause: str | None
    note: str | None
    help: str | None
    help_from: Sequence[str]
    told: Sequence[str]
    next: str | None
    check: str | None
    due: str | None
    moves: Sequence[str]


def rescue(
    session: Session,
    rock: RockArgument,
    cause: Annotated[
        str | None, typer.Option(metavar="CAUSE", help=f"Why, at the root: {_CAUSES}.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What happened.")] = None,
    help_needed: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What help is needed.")
    ] = None,
    help_from: PeopleOption = None,
    told: ToldOption = None,
    next: Annotated[  # the name of the option
        str | None, typer.Option(metavar="TEXT", help="The next step.")
    ] = None,
    check: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day to look again.")
    ] = None,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it is due from now on.")
    ] = None,
    milestone: MovedOption = None,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Who says so; else you.")] = None,
    drop: Annotated[
        str | None, typer.Option(metavar="WHY", help="It is no priority any more: drop it.")
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Bring a Rock out of danger: why, who helps, what comes next, and when to look again."""
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    found = _running(session, workspace, rock, as_of)
    step = f"opsctl rock show {found.id}"
    if drop is not None:
        write = changed_record(session, workspace, found, _dropping(drop, as_of), as_of)
        carry_out(session, [write], f"{found.id}: dropped on {as_of}", step, dry_run=dry_run)
        return
    moves = milestone or ()
    said = _Said(cause, note, help_needed, help_from or (), told or (), next, check, due, moves)
    if is_interactive() and cause is None:
        if not typer.confirm("Is it still a priority", default=True):
            session.remark(
                "then let it go, with its reason; nothing was written",
                f'  opsctl rock rescue {found.id} --drop "…"',
            )
            return
        said = _ask(said, found, workspace.calendar.days(found.quarter))
    who = speaker(session, workspace, found, by)
    made = _rescue(session, workspace, said, who, as_of)
    later = next_index(found.rescues, made)
    intents = [InsertItem(("rescues",), made, later), *_moved(found, said)]
    write = changed_record(session, workspace, found, intents, as_of)
    _remind(session, made)
    shown = f"{found.id}: rescue of {as_of} by {who}, next {made.next or 'open'}"
    carry_out(session, [write], shown, step, dry_run=dry_run)


def next_index(rescues: Sequence[Rescue], made: Rescue) -> int | None:
    """Give the place of a new rescue: before the first that is dated later."""
    return next((i for i, each in enumerate(rescues) if each.date > made.date), None)


def _running(session: Session, workspace: Workspace, name: str, as_of: date) -> Rock:
    rock = rock_to_change(workspace, name, as_of)
    judgement = judge(rock, workspace, as_of)
    if judgement.evidence is None:
        raise UsageProblem(
            f"`{rock.id}` is {judgement.standing}", "only a Rock that is running can be rescued"
        )
    if judgement.standing is not Standing.IN_DANGER:
        standing = judgement.standing.replace("-", " ")
        session.remark(f"{rock.id} is {standing}; a rescue is meant for a Rock in danger")
    return rock


def _dropping(why: str, as_of: date) -> list[Intent]:
    reason = why.strip() or None
    return [
        SetField(("status",), Status.DROPPED),
        SetField(("result", "date"), as_of),
        SetField(("result", "why"), reason),
    ]


def _ask(said: _Said, rock: Rock, days: Days) -> _Said:
    """Ask for what was not given, one question a line."""
    due = said.due
    cause = str(asked(f"Root cause ({_CAUSES})", choice(Cause).read))
    note = said.note or optional("What happened (Enter to leave it out)")
    help_needed = said.help or optional("What help is needed (Enter for none)")
    helpers = said.help_from or (_people("  from whom (ids, with commas)") if help_needed else ())
    if due is None:
        day = asked_or_none(
            f"New due date (Enter to keep {rock.due or days.last})",
            lambda scalar: day_within(scalar, days),
        )
        due = None if day is None else str(day)
    moves = said.moves or _ask_moves(rock, days)
    told = said.told or _people("Who was told (ids, with commas; Enter for nobody)")
    step = said.next or needed_text("Next step")
    check = said.check or str(asked("Next check (date)", read_day))
    return _Said(cause, note, help_needed, helpers, told, step, check, due, moves)


def _ask_moves(rock: Rock, days: Days) -> list[str]:
    """Ask for the new days of milestones that are open."""
    moves = []
    for number, each in enumerate(rock.milestones, start=1):
        if each.done is None:
            day = asked_or_none(
                f"  milestone {number} “{each.title}” (Enter to keep {each.due})",
                lambda scalar: day_within(scalar, days),
            )
            moves += [] if day is None else [f"{number}: {day}"]
    return moves


def _people(question: str) -> list[str]:
    return [each.strip() for each in (optional(question) or "").split(",") if each.strip()]


def _rescue(session: Session, workspace: Workspace, said: _Said, who: str, as_of: date) -> Rescue:
    if said.cause is None:
        raise UsageProblem("a root cause is needed", f"add --cause, one of {_CAUSES}")

    def known(names: Sequence[str]) -> tuple[str, ...]:
        if not workspace.people.listed:
            return tuple(names)
        return tuple(person_named(session, workspace, each) for each in names)

    made = Rescue(
        date=as_of,
        by=who,
        cause=read_typed(choice(Cause).read, said.cause, "--cause"),
        note=_text(said.note),
        help=_text(said.help),
        next=_text(said.next),
        check=read_typed(read_day, said.check, "--check"),
    )
    if made.check is not None and made.check < as_of:
        raise UsageProblem(f"--check {made.check} has passed", f"write a day from {as_of} on")
    return replace(made, help_from=known(said.help_from), told=known(said.told))


def _text(given: str | None) -> str | None:
    return (given or "").strip() or None


def _moved(rock: Rock, said: _Said) -> list[Intent]:
    """Give the new days of the Rock and of its milestones."""
    moved: list[Intent] = []
    if said.due is not None:
        moved.append(SetField(("due",), read_typed(read_day, said.due, "--due")))
    for each in said.moves:
        name, sign, day = each.rpartition(":")
        if not sign:
            raise UsageProblem(f"--milestone `{each}` has no date", "write '2: 2026-12-04'")
        index = milestone_numbered(rock, name.strip())
        due = read_typed(read_day, day.strip(), "--milestone")
        moved.append(SetField(("milestones", index, "due"), due))
    return moved


def _remind(session: Session, made: Rescue) -> None:
    if made.next is None or made.check is None:
        session.remark("say what comes next and when to look again: add --next and --check")
