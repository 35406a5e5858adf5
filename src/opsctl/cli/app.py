"""The application: every command, in the order of the help."""

from __future__ import annotations

from typing import Annotated

import typer

from opsctl import __version__
from opsctl.cli.check import CHECK_FORMATS, check, rule
from opsctl.cli.command import (
    READING,
    AsOfOption,
    FormatOption,
    NoColorOption,
    WorkspaceOption,
    add_command,
)
from opsctl.cli.company import company_status
from opsctl.cli.init import init
from opsctl.cli.quarter_close import close
from opsctl.cli.quarter_start import start
from opsctl.cli.rock_new import new
from opsctl.cli.rock_read import list_rocks, show, status
from opsctl.cli.rock_rescue import rescue
from opsctl.cli.rock_write import log, milestone, set_fields
from opsctl.cli.session import Choices

VersionOption = Annotated[bool, typer.Option("--version", help="Print the version.")]
_CONTEXT = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    name="opsctl",
    help="Run a company's operating rhythm from plain text in a git repository.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings=_CONTEXT,
)
rock = typer.Typer(
    help="Rocks: the few priorities of a quarter.", no_args_is_help=True, context_settings=_CONTEXT
)

quarter = typer.Typer(
    help="Quarters: started with a plan, closed with a story.",
    no_args_is_help=True,
    context_settings=_CONTEXT,
)


@app.callback()
def common(
    ctx: typer.Context,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    format: FormatOption = None,  # the name of the option
    no_color: NoColorOption = False,
    version: VersionOption = False,
) -> None:
    """Take the options that all commands share."""
    if version:
        typer.echo(f"opsctl {__version__}")
        raise typer.Exit
    ctx.obj = Choices(workspace, as_of, format, no_color)


add_command(app, "init", init, example="opsctl init --example northwind")
add_command(app, "status", company_status, example="opsctl status", formats=READING)
add_command(app, "check", check, example="opsctl check", formats=CHECK_FORMATS)
add_command(app, "rule", rule, example="opsctl rule ROCK003", formats=("text", "json"))
app.add_typer(rock, name="rock")
_ROCK_EXAMPLES = {
    "new": 'opsctl rock new "Ship within 24 hours" --owner omar --due 2026-12-11',
    "list": "opsctl rock list --owner me",
    "status": "opsctl rock status --team marketing",
    "show": "opsctl rock show loyalty-programme",
    "set": "opsctl rock set loyalty-programme owner=leo due=2026-12-11",
    "log": 'opsctl rock log loyalty-programme on-track --now 6.2 --note "Vendor signed"',
    "milestone": "opsctl rock milestone loyalty-programme --done 2",
    "rescue": "opsctl rock rescue open-germany --cause external --check 2026-11-23",
}
add_command(rock, "new", new, example=_ROCK_EXAMPLES["new"])
add_command(rock, "list", list_rocks, example=_ROCK_EXAMPLES["list"], formats=READING)
add_command(rock, "status", status, example=_ROCK_EXAMPLES["status"], formats=READING)
add_command(rock, "show", show, example=_ROCK_EXAMPLES["show"], formats=READING)
add_command(rock, "set", set_fields, example=_ROCK_EXAMPLES["set"])
add_command(rock, "log", log, example=_ROCK_EXAMPLES["log"])
add_command(rock, "milestone", milestone, example=_ROCK_EXAMPLES["milestone"])
add_command(rock, "rescue", rescue, example=_ROCK_EXAMPLES["rescue"])
add_command(rock, "broken-arrow", rescue, example=_ROCK_EXAMPLES["rescue"], hidden=True)
app.add_typer(quarter, name="quarter")
_START, _CLOSE = "opsctl quarter start --quarter 2027-Q1", "opsctl quarter close --quarter 2026-Q4"
add_command(quarter, "start", start, example=_START, formats=READING)
add_command(quarter, "close", close, example=_CLOSE, formats=READING)
