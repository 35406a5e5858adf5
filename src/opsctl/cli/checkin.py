"""`opsctl checkin`: what somebody says about a week, and who has said it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from opsctl.analysis.checkin import Agenda, agenda_of, checkin_status
from opsctl.cli.asking import may_write, read_typed
from opsctl.cli.changing import DryRunOption, carry_out
from opsctl.cli.checkin_answers import given_checkin
from opsctl.cli.checkin_asking import ask_checkin
from opsctl.cli.checkin_writing import (
    kept_answers,
    planned_checkin,
    refuse_unread,
    show_result,
    what_was_said,
)
from opsctl.cli.choosing import person_named, whoever_i_am
from opsctl.cli.session import Session, unread_lines
from opsctl.cli.terminal import is_interactive
from opsctl.loading.timezones import is_known_timezone
from opsctl.loading.workspace import Nouns
from opsctl.model.cadence import parse_period, preceding
from opsctl.model.checkin import Checkin
from opsctl.model.period import Week
from opsctl.model.scalar import read_day
from opsctl.model.slug import is_slug, slug_of, why_no_slug
from opsctl.model.workspace import Workspace
from opsctl.rendering.checkin.status import status_data, status_lines, status_markdown
from opsctl.text.errors import CannotProceed, UsageProblem

_NEXT = "opsctl checkin --status"


def checkin(
    session: Session,
    week: Annotated[
        str | None, typer.Option(metavar="WEEK", help="As 2026-W46; else the last one closed.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="PERSON", help="Write down what somebody else says.")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A check-in as YAML; - reads the input."),
    ] = None,
    said_on: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day it was said; else today.")
    ] = None,
    status: Annotated[bool, typer.Option("--status", help="Tell who has spoken.")] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Check in for a week: a word on each of your Rocks, your numbers, headlines and wins.

    It asks for what is yours, shows what comes of it, and writes one file. Without a terminal it
    reads a check-in from a file or from its input, and asks nothing.
    """
    if status:
        _show_status(session, week)
        return
    _refuse_what_only_status_takes(session)
    workspace = session.load(Nouns.ALL)
    me = whoever_i_am(session, workspace) if by is None else _named(session, workspace, by)
    person = _fit_for_a_path(me)
    today = session.as_of(_timezone(workspace, person))
    about = _week(week, today)
    agenda = agenda_of(workspace, person, about, today, _day(said_on, about, today))
    refuse_unread(workspace, agenda)
    asks = source is None and is_interactive()
    if not asks:
        agenda, made = given_checkin(session, workspace, agenda, source)
        _take(session, workspace, agenda, made, asks=False, by=by, dry_run=dry_run)
        return
    made = ask_checkin(session, workspace, agenda)
    try:
        _take(session, workspace, agenda, made, asks=True, by=by, dry_run=dry_run)
    except CannotProceed:
        session.remark(*kept_answers(agenda, made))
        raise


def _take(
    session: Session,
    workspace: Workspace,
    agenda: Agenda,
    made: Checkin,
    *,
    asks: bool,
    by: str | None,
    dry_run: bool,
) -> None:
    """Show what somebody says, and write it where that is wanted."""
    planned = planned_checkin(session, workspace, agenda, made)
    if not planned.writes:
        session.remark("nothing is new; nothing was written")
        return
    show_result(session, workspace, agenda, planned)
    paths = " and ".join(write.path for write in planned.writes)
    if asks and not dry_run and not may_write(f"Write {paths}", yes=False):
        session.remark("nothing was written")
        return
    said = what_was_said(planned)
    said += f", written down for {agenda.person}" if by is not None else ""
    carry_out(session, planned.writes, said, _NEXT, dry_run=dry_run)


def _day(named: str | None, week: Week, today: date) -> date:
    """Give the day on which it is said: the one that is named, else today."""
    day = read_typed(read_day, named, "--date") or today
    if day > today:
        raise UsageProblem(f"{day} is still to come", "a check-in is dated when it is said")
    if named is not None and day < week.monday:
        raise UsageProblem(f"{day} lies before {week}", f"it begins on {week.monday}")
    return day


def _show_status(session: Session, week: str | None) -> None:
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    told = checkin_status(
        workspace,
        _week(week, as_of),
        lambda person: session.as_of(_timezone(workspace, person)),
    )
    people, company, unread = (
        workspace.people.records,
        workspace.settings.company,
        workspace.unread,
    )
    if session.format == "json":
        session.data(status_data(told, people, company, as_of, unread))
    elif session.format == "markdown":
        session.text(status_markdown(told, people, company, as_of, unread))
    else:
        session.lines(status_lines(told, people, company, as_of, session.screen))
        session.lines(unread_lines(unread))


def _refuse_what_only_status_takes(session: Session) -> None:
    if session.past is not None:
        raise UsageProblem(
            "opsctl checkin writes, and --at is for looking at the past",
            "leave out --at, or add --status",
        )
    if session.format != "text":
        raise UsageProblem(
            f"a check-in is not printed as {session.format}", f"{_NEXT} -o {session.format}"
        )


def _week(named: str | None, today: date) -> Week:
    """Give the week asked for, else the last one that was over before a day began."""
    if named is None:
        last = preceding(Week.of(today))
        assert isinstance(last, Week), "what comes before a week is one"
        return last
    week = parse_period(named)
    if not isinstance(week, Week):
        raise UsageProblem(f"`{named}` is not a week", f"write it as {Week.of(today)}")
    if week.monday > today:
        raise UsageProblem(f"{week} has not begun", f"it begins on {week.monday}")
    return week


def _named(session: Session, workspace: Workspace, name: str) -> str:
    return person_named(session, workspace, name) if workspace.people.listed else name


def _fit_for_a_path(person: str) -> str:
    """Make sure that a check-in can be named after a person."""
    if not is_slug(person):
        message = f"`{person}` cannot be an id: {why_no_slug(person)}"
        raise UsageProblem(message, f"use an id such as {slug_of(person)}")
    return person


def _timezone(workspace: Workspace, person: str) -> str:
    """Give the time zone that somebody's day is told by: the own one, else the company's."""
    found = workspace.people.find(person)
    own = found.timezone if found else None
    return own if own and is_known_timezone(own) else workspace.settings.timezone
