"""`opsctl rock`: the commands that change a Rock's file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import typer

from opsctl.analysis.checkin import checkin_with
from opsctl.analysis.checkin_places import words_in_checkins
from opsctl.cli.asking import read_typed, speaker
from opsctl.cli.changing import (
    DryRunOption,
    Record,
    carry_out,
    changed_file,
    changed_record,
    refuse_new_errors,
)
from opsctl.cli.choosing import RockArgument, person_named, rock_to_change
from opsctl.cli.session import Session
from opsctl.editing.checkin import log_insertion
from opsctl.editing.intent import InsertItem, Intent, SetField, field_kind
from opsctl.loading.workspace import Nouns
from opsctl.model.checkin import Checkin
from opsctl.model.field import Reads, choice
from opsctl.model.rock import LogEntry, Milestone, Rock, Say, Status
from opsctl.model.scalar import read_day, read_number, read_positive
from opsctl.model.workspace import Workspace
from opsctl.text.errors import UsageProblem
from opsctl.text.suggestion import did_you_mean

DateOption = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="The day it was said; else today.")
]
_SETTABLE = (
    *("title", "owner", "done_means", "helpers", "team", "area", "supports", "due"),
    *(f"outcome.{part}" for part in ("measure", "measurable", "unit", "from", "to")),
    *("depends_on", "status", "carried_from", "formerly"),
    *(f"result.{part}" for part in ("date", "why", "learned", "impact")),
)
_ELSEWHERE = {
    "log": "opsctl rock log ROCK on-track",
    "milestones": "opsctl rock milestone ROCK",
    "rescues": "opsctl rock rescue ROCK",
}


def set_fields(
    session: Session,
    rock: RockArgument,
    settings: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE...", help="An empty value removes it.")
    ],
    dry_run: DryRunOption = False,
) -> None:
    """Change fields of a Rock: owner=lena due=2026-12-11 status=done result.learned="…"."""
    workspace, as_of = _load(session)
    found = rock_to_change(workspace, rock, as_of)
    given = [_setting(session, workspace, each) for each in settings]
    names = [".".join(map(str, each.path)) for each in given]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageProblem(f"`{twice}` is given twice", "give it once")
    intents = [*given, *_end_of(found, given, as_of)]
    write = changed_record(session, workspace, found, intents, as_of)
    said = f"{found.id}: {', '.join(_said(each) for each in settings)}"
    carry_out(session, [write], said, f"opsctl rock show {found.id}", dry_run=dry_run)


def log(
    session: Session,
    rock: RockArgument,
    say: Annotated[
        str | None, typer.Argument(metavar="WORD", help="on-track, off-track or in-danger.")
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The outcome as of that day.")
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="One sentence.")] = None,
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Who says so; else you.")] = None,
    date: DateOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Say how a Rock stands, in one word, with the figure and a note where they help."""
    workspace, as_of = _load(session)
    found = rock_to_change(workspace, rock, as_of)
    if say is None and now is None and note is None:
        raise UsageProblem("nothing is said", f"opsctl rock log {found.id} on-track")
    if now is not None and (found.outcome is None or found.outcome.measurable):
        raise _no_outcome(found)
    if note is not None and not note.strip():
        raise UsageProblem("--note has nothing in it")
    entry = LogEntry(
        date=read_typed(read_day, date, "--date") or as_of,
        by=speaker(session, workspace, found, by),
        say=read_typed(choice(Say).read, say, "WORD"),
        now=read_typed(read_number, now, "--now"),
        note=note,
    )
    if entry.date > as_of:
        raise UsageProblem(f"{entry.date} is still to come", "a word is dated when it is said")
    spoken = checkin_with(workspace, found, entry)
    into_log: tuple[Record, list[Intent]] = (found, [log_insertion(found, entry)])
    changed = [_corrected(spoken, entry) if spoken else into_log]
    changed += _also_corrected(workspace, found, entry, spoken)
    writes = [changed_file(session, record, intents) for record, intents in changed]
    refuse_new_errors(session, workspace, writes, as_of)
    figure = None if entry.now is None else f"now {entry.now:f}"
    parts = (entry.say, figure, "a note" if note and not say else None)
    what = ", ".join(part for part in parts if part)
    paths = [write.path for write in writes]
    where = f" (in {' and '.join(paths)})" if spoken or len(paths) > 1 else ""
    said = f"{found.id}: {entry.by} says {what} on {entry.date}{where}"
    carry_out(session, writes, said, f"opsctl rock show {found.id}", dry_run=dry_run)


def _no_outcome(rock: Rock) -> UsageProblem:
    if rock.outcome and rock.outcome.measurable:
        name = rock.outcome.measurable
        message = f"where {rock.id} is comes from the scorecards: `{name}`"
        return UsageProblem(message, f"opsctl scorecard set {name} NUMBER")
    return UsageProblem(
        f"{rock.id} has no outcome of its own that a number could be of",
        f'opsctl rock set {rock.id} outcome.measure="…" outcome.to=10',
    )


def _also_corrected(
    workspace: Workspace, rock: Rock, entry: LogEntry, spoken: tuple[Checkin, str] | None
) -> list[tuple[Record, list[Intent]]]:
    """Change the same day's word in every other check-in too, so that no two places differ."""
    changed: dict[str, tuple[Record, list[Intent]]] = {}
    for each in words_in_checkins(rock, entry.by or "", entry.date, workspace):
        part = "say" if isinstance(each.value, Say) else "now"
        value = getattr(entry, part)
        is_other = spoken is None or each.checkin is not spoken[0]
        if each.checkin is not None and is_other and value not in (None, each.value):
            path = each.checkin.origin.path
            _, intents = changed.setdefault(path, (each.checkin, []))
            intents.append(SetField(("rocks", each.name, part), value))
    return list(changed.values())


def _corrected(spoken: tuple[Checkin, str], entry: LogEntry) -> tuple[Record, list[Intent]]:
    """Give the changes of a check-in that say what an entry says; what it leaves out stays."""
    checkin, name = spoken
    given = {"say": entry.say, "now": entry.now, "note": entry.note}
    return checkin, [
        SetField(("rocks", name, key), value) for key, value in given.items() if value is not None
    ]


def milestone(
    session: Session,
    rock: RockArgument,
    add: Annotated[
        str | None, typer.Option(metavar="TITLE", help="Add a milestone; needs --due.")
    ] = None,
    done: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Mark it done (a number or its title).")
    ] = None,
    reopen: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Mark it not done after all.")
    ] = None,
    move: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Give it another day; needs --due.")
    ] = None,
    due: Annotated[str | None, typer.Option(metavar="DATE", help="The day it is due.")] = None,
    weight: Annotated[
        str | None, typer.Option(metavar="WEIGHT", help="How much it counts; else 1.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was done; else today.")
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Add a milestone, mark one done, move it or reopen it; `rock show` numbers them."""
    workspace, as_of = _load(session)
    found = rock_to_change(workspace, rock, as_of)
    asked = [each for each in (add, done, reopen, move) if each is not None]
    if len(asked) != 1:
        raise UsageProblem(
            "say one of --add, --done, --reopen and --move",
            f"opsctl rock milestone {found.id} --done 1",
        )
    _refuse_idle_options(add=add, done=done, move=move, due=due, weight=weight, on=on)
    intent, said = (
        _added(found, add, due, weight)
        if add is not None
        else _altered(found, done=done, reopen=reopen, move=move, day=on or due, today=as_of)
    )
    write = changed_record(session, workspace, found, [intent], as_of)
    step = f"opsctl rock show {found.id}"
    carry_out(session, [write], f"{found.id}: {said}", step, dry_run=dry_run)


def _load(session: Session) -> tuple[Workspace, date]:
    workspace = session.load(Nouns.ALL)
    return workspace, session.as_of(workspace.settings.timezone)


def _setting(session: Session, workspace: Workspace, text: str) -> SetField:
    """Read one FIELD=VALUE."""
    name, sign, value = text.partition("=")
    name = name.strip()
    if not sign:
        raise UsageProblem(f"`{text}` has no `=`", "write FIELD=VALUE, as in owner=lena")
    path = tuple(name.split("."))
    if name in _ELSEWHERE:
        raise UsageProblem(f"`{name}` has a command of its own", _ELSEWHERE[name])
    kind = field_kind(Rock, path) if name in _SETTABLE else None
    if kind is None:
        hint = did_you_mean(name, _SETTABLE) or f"fields are {', '.join(_SETTABLE)}"
        raise UsageProblem(f"a Rock has no field `{name}` to set", hint)
    if not value.strip():
        return SetField(path, None)
    if name == "owner":
        value = person_named(session, workspace, value) if workspace.people.listed else value
    return SetField(path, _typed(kind, value, name))


def _said(setting: str) -> str:
    name, _, value = setting.partition("=")
    return setting if value.strip() else f"{name.strip()} removed"


def _typed(kind: Any, value: str, name: str) -> Any:
    if isinstance(kind, tuple):
        parts = [part.strip() for part in value.split(",") if part.strip()]
        return tuple(read_typed(kind[0].read, part, name) for part in parts)
    assert isinstance(kind, Reads)
    return read_typed(kind.read, value, name)


def _end_of(rock: Rock, given: Sequence[SetField], as_of: date) -> list[SetField]:
    """Give what a new status brings along: the day of the result, or that there is none any more.

    Raises:
        UsageProblem: a new miss or drop has no reason of its own.
    """
    statuses = [each.value for each in given if each.path == ("status",)]
    if not statuses or statuses[0] is rock.status:
        return []
    if statuses[0] in (None, Status.PLANNED):
        return [SetField(("result",), None)] if rock.result else []
    paths = {each.path for each in given}
    old = rock.result is not None and rock.result.why is not None
    if statuses[0] in (Status.MISSED, Status.DROPPED) and old and ("result", "why") not in paths:
        raise UsageProblem(
            f"why it is {statuses[0]} is not said",
            'add result.why="…"; the reason that stands there is an older one',
        )
    return [] if ("result", "date") in paths else [SetField(("result", "date"), as_of)]


def _added(rock: Rock, title: str, due: str | None, weight: str | None) -> tuple[Intent, str]:
    day = _needed(read_typed(read_day, due, "--due"), "--due")
    heavy = read_typed(read_positive, weight, "--weight") or Decimal(1)
    made = Milestone(title=title.strip(), due=day, weight=heavy)
    later = next((i for i, each in enumerate(rock.milestones) if each.due > day), None)
    return InsertItem(("milestones",), made, later), f"milestone “{title}” added, due on {day}"


def _altered(
    rock: Rock,
    *,
    done: str | None,
    reopen: str | None,
    move: str | None,
    day: str | None,
    today: date,
) -> tuple[Intent, str]:
    """Give the change of one milestone that stands there, and what is said of it."""
    index = milestone_numbered(rock, done or reopen or move or "")
    before = rock.milestones[index].done
    title = f"milestone “{rock.milestones[index].title}”"
    if done is not None:
        if before is not None and day is None:
            raise UsageProblem(f"{title} is done since {before}", "--on gives it another day")
        on = read_typed(read_day, day, "--on") or today
        return SetField(("milestones", index, "done"), on), f"{title} done on {on}"
    if reopen is not None:
        return SetField(("milestones", index, "done"), None), f"{title} is open again"
    due = _needed(read_typed(read_day, day, "--due"), "--due")
    return SetField(("milestones", index, "due"), due), f"{title} is now due on {due}"


def _refuse_idle_options(
    *,
    add: str | None,
    done: str | None,
    move: str | None,
    due: str | None,
    weight: str | None,
    on: str | None,
) -> None:
    """Refuse an option that would have no effect beside the others."""
    if due is not None and add is None and move is None:
        raise UsageProblem("--due goes with --add or --move", "--on is the day it was done")
    if on is not None and done is None:
        raise UsageProblem("--on goes with --done", "--due is the day it is due")
    if weight is not None and add is None:
        raise UsageProblem("--weight goes with --add")


def milestone_numbered(rock: Rock, name: str) -> int:
    """Give the index of the milestone with a number, from 1, or a title."""
    if name.isdecimal() and 1 <= int(name) <= len(rock.milestones):
        return int(name) - 1
    titles = [each.title.casefold() for each in rock.milestones]
    if name.casefold() in titles:
        return titles.index(name.casefold())
    hint = did_you_mean(name, [each.title for each in rock.milestones])
    raise UsageProblem(
        f"{rock.id} has no milestone `{name}`",
        hint or f"opsctl rock show {rock.id} numbers them",
    )


def _needed(value: Any, option: str) -> Any:
    if value is None:
        raise UsageProblem(f"{option} is needed here", f"add {option} 2026-12-11")
    return value
