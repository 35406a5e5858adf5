"""`opsctl scorecard import`: take numbers from a sheet, after showing what would be taken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opsctl.cli.changing import DryRunOption
from opsctl.cli.choosing_measurables import complete_scorecard
from opsctl.cli.session import Session
from opsctl.text.errors import UsageProblem


def import_numbers(
    session: Session,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A sheet, saved as CSV; `-` for standard input.")
    ],
    scorecard: Annotated[
        str | None,
        typer.Option(
            metavar="SCORECARD",
            help="Match headings with what this scorecard shows; new measurables go there.",
            autocompletion=complete_scorecard,
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Take the sheet's number where another is there already."),
    ] = False,
    new: Annotated[
        bool,
        typer.Option("--new", help="Make measurables of headings that name none; with --owner."),
    ] = False,
    owner: Annotated[
        str | None,
        typer.Option(metavar="PERSON", help="Who owns new measurables; `me` for yourself."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    dry_run: DryRunOption = False,
    layout: Annotated[
        str | None,
        typer.Option(
            metavar="LAYOUT",
            help="across (periods in the header), down (in a first column) or long (a number a "
            "row); else by the header.",
        ),
    ] = None,
    decimal: Annotated[
        str | None,
        typer.Option(metavar="SIGN", help="point or comma; else by numbers that can be one only."),
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option(metavar="ORDER", help="dmy, mdy or ymd; else by dates that can be one only."),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YEAR", help="That of the newest heading, where they have none: W44, 26 Oct."
        ),
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(metavar="SIGN", help="comma, semicolon, tab, pipe or any sign; else guessed."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="As windows-1252; else guessed.")
    ] = None,
) -> None:
    """Take numbers from a sheet: shows what it would take, and asks before it writes."""
    from opsctl.cli.numbers_run import WantedNumbers, run_numbers  # many modules, needed here only

    if new is not (owner is not None):
        raise UsageProblem("--new and --owner go together", "add --new --owner me")
    wanted = WantedNumbers(
        file, scorecard, owner, layout, decimal, date_order, year, delimiter, encoding
    )
    run_numbers(session, wanted, replace=replace, yes=yes, dry_run=dry_run)
