"""`opsctl sop log`: the versions of a procedure, and which was in force on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from opsctl.analysis.sop.anatomy import anatomy_of
from opsctl.analysis.sop.in_force import in_force
from opsctl.analysis.sop.log import sop_log
from opsctl.cli.choosing_sops import SopArgument, sop_named
from opsctl.cli.session import Session
from opsctl.cli.sop_history import SopHistory, main_texts, sop_history
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.scalar import Scalar, Unreadable, read_day
from opsctl.model.sop import Sop
from opsctl.model.workspace import Workspace
from opsctl.rendering.sop.in_force import (
    ShownInForce,
    in_force_data,
    in_force_lines,
    in_force_markdown,
)
from opsctl.rendering.sop.log import ShownLog, log_data, log_lines, log_markdown
from opsctl.text.errors import UsageProblem

OnOption = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="Which version was in force on a day."),
]
LimitOption = Annotated[
    int | None,
    typer.Option("--limit", metavar="N", min=1, help="Only the newest versions, so many."),
]


def log(session: Session, sop: SopArgument, on: OnOption = None, limit: LimitOption = None) -> None:
    """Show the versions of a procedure: who changed what, who approved and reviewed it.

    Follows the file through renames. With --on, which version was in force on a day.
    """
    from opsctl.loading.workspace import Nouns  # where a workspace is read

    if on is not None and limit is not None:
        raise UsageProblem("--limit is for the list of versions, and --on is not", "leave one out")
    day = None if on is None else _day(on)
    workspace = session.load(Nouns.PEOPLE | Nouns.TEAMS | Nouns.SOPS | Nouns.APPROVALS)
    found = sop_named(workspace, sop)
    as_of = session.as_of(workspace.settings.timezone)
    if day is None:
        _log(session, workspace, found, as_of, limit)
    else:
        _in_force(session, workspace, found, as_of, day)


def _day(text: str) -> date:
    try:
        return read_day(Scalar(text))
    except Unreadable as error:
        raise UsageProblem(f"--on: {error.message}", error.hint) from None


def _last_day(session: Session) -> date:
    """Give the last day that is looked at: that of `--as-of`, else everything there is.

    Today is no limit: a clock that runs ahead hides no commit.
    """
    return session.given_day or date.max


def _log(session: Session, workspace: Workspace, sop: Sop, as_of: date, limit: int | None) -> None:
    current = anatomy_of(sop, workspace.settings)
    history = sop_history(session, workspace, sop)
    signatures: tuple[Approval | ReviewRecord, ...] = (
        *workspace.approvals_of(sop),
        *workspace.reviews_of(sop),
    )
    last = _last_day(session)
    editions = [each for each in history.editions if each.commit.day <= last]
    signed = [each for each in signatures if each.date <= last]
    told = sop_log(current, editions, signed, limit)
    shown = ShownLog(sop.id, current.title, told, history.sight, as_of)
    if session.format == "json":
        session.data(log_data(shown))
    elif session.format == "markdown":
        session.text(log_markdown(shown))
    else:
        session.lines(log_lines(shown, session.screen))


def _in_force(session: Session, workspace: Workspace, sop: Sop, as_of: date, day: date) -> None:
    history = sop_history(session, workspace, sop, main_line=True)
    last = _last_day(session)
    texts = main_texts(history, workspace.settings.timezone)
    found = in_force([each for each in texts if each.arrived <= last], day)
    digest = found.held.digest if found.held else None
    shown = ShownInForce(
        sop.id,
        anatomy_of(sop, workspace.settings).title,
        found,
        _id_then(history, found.held.commit) if found.held else sop.id,
        [
            each
            for each in workspace.approvals_of(sop)
            if each.digest == digest and each.date <= last
        ],
        history.sight,
        as_of,
    )
    if session.format == "json":
        session.data(in_force_data(shown))
    elif session.format == "markdown":
        session.text(in_force_markdown(shown))
    else:
        session.lines(in_force_lines(shown, session.screen))


def _id_then(history: SopHistory, commit: str) -> str:
    """Give the id that a procedure had in a commit of its history."""
    return next(
        each.after.sop.id
        for each in history.editions
        if each.commit.commit == commit and each.after is not None
    )
