"""Questions on a terminal, and answers that were given as options instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import typer

from opsctl.cli.choosing import me_or_none, person_named
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.model.period import Days
from opsctl.model.rock import Rock
from opsctl.model.scalar import Scalar, Unreadable, read_day
from opsctl.model.workspace import Workspace
from opsctl.text.errors import CannotProceed, UsageProblem

Reader = Callable[[Scalar], Any]


def asked(question: str, read: Reader, default: str | None = None) -> Any:
    """Ask until the answer can be read."""
    while True:
        answer = str(typer.prompt(question, default=default or "", show_default=bool(default)))
        try:
            return read(Scalar(answer.strip()))
        except (Unreadable, CannotProceed) as error:
            hint = f" ({error.hint})" if error.hint else ""
            typer.echo(f"  {error.message}{hint}", err=True)


def asked_or_none(question: str, read: Reader) -> Any:
    """Ask until the answer can be read; Enter alone is none."""
    return asked(question, lambda scalar: read(scalar) if scalar.text else None)


def optional(question: str, default: str | None = None) -> str | None:
    """Ask for a text; Enter alone is the default, or none."""
    answer = typer.prompt(question, default=default or "", show_default=bool(default))
    return str(answer).strip() or None


def needed_text(question: str) -> str:
    """Ask for a text until there is one."""
    while True:
        text = optional(question)
        if text is not None:
            return text
        typer.echo("  a word or two are needed here", err=True)


def day_within(scalar: Scalar, days: Days) -> date:
    """Read a day of a quarter."""
    day = read_day(scalar)
    if day not in days:
        raise Unreadable(
            f"{day} is outside of the quarter", f"it runs from {days.first} to {days.last}"
        )
    return day


def read_typed(read: Reader, text: str | None, name: str) -> Any:
    """Read what was typed as a field of a file is read; none stays none."""
    if text is None:
        return None
    try:
        return read(Scalar(text))
    except Unreadable as error:
        raise UsageProblem(f"{name}: {error.message}", error.hint) from None


def speaker(session: Session, workspace: Workspace, rock: Rock, by: str | None) -> str:
    """Tell who speaks: as said, else the person at the keyboard, asked for where it is unclear."""
    if by is not None:
        return person_named(session, workspace, by) if workspace.people.listed else by
    me = me_or_none(session, workspace)
    if me is not None:
        return me
    if is_interactive():
        return str(typer.prompt("Who says so", default=rock.owner))
    raise UsageProblem(
        "opsctl cannot tell who says so", f"add --by {rock.owner}, or set OPSCTL_USER to your id"
    )


def may_write(question: str, *, yes: bool) -> bool:
    """Tell whether to write: said beforehand, or answered now.

    Raises:
        UsageProblem: nothing was said, and nobody is there to answer.
    """
    if yes:
        return True
    if not is_interactive():
        raise UsageProblem("nothing was written: nobody is there to ask", "add --yes to write it")
    return typer.confirm(question, default=True)
