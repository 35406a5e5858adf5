"""`opsctl rock import`: take Rocks from a sheet of any tool, after showing what would be taken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opsctl.cli.changing import DryRunOption
from opsctl.cli.session import Session


def import_sheet(
    session: Session,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A sheet, saved as CSV; `-` for standard input.")
    ],
    quarter: Annotated[
        str | None,
        typer.Option(metavar="QUARTER", help="As 2026-Q4; else as the sheet says, else today's."),
    ] = None,
    map: Annotated[  # the name of the option
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="Which column is which, where opsctl guesses wrong; FIELD= takes none. "
            "May be repeated.",
        ),
    ] = None,
    create_people: Annotated[
        bool, typer.Option("--create-people", help="Add people whom people.yaml does not have.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    dry_run: DryRunOption = False,
    delimiter: Annotated[
        str | None,
        typer.Option(metavar="SIGN", help="comma, semicolon, tab, pipe or any sign; else guessed."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="As windows-1252; else guessed.")
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option(metavar="ORDER", help="dmy, mdy or ymd; else by dates that can be one only."),
    ] = None,
) -> None:
    """Take Rocks from a sheet of any tool: shows what it would take, and asks before it writes."""
    from opsctl.cli.sheet_run import Wanted, run_import  # many modules, needed by this command only

    wanted = Wanted(file, quarter, map or (), date_order, delimiter, encoding)
    run_import(session, wanted, create_people=create_people, yes=yes, dry_run=dry_run)
