"""The application: every command, in the order of the help."""

from __future__ import annotations

from typing import Annotated

import typer

from opsctl import __version__
from opsctl.cli.check import CHECK_FORMATS, check, rule
from opsctl.cli.command import (
    READING,
    AsOfOption,
    At,
    AtOption,
    FormatOption,
    NoColorOption,
    WorkspaceOption,
    add_command,
)
from opsctl.cli.company import company_status
from opsctl.cli.init import init
from opsctl.cli.rock_new import new
from opsctl.cli.rock_read import list_rocks, show, status
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


@app.callback()
def common(
    ctx: typer.Context,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    at: AtOption = None,
    format: FormatOption = None,  # the name of the option
    no_color: NoColorOption = False,
    version: VersionOption = False,
) -> None:
    """Take the options that all commands share."""
    if version:
        typer.echo(f"opsctl {__version__}")
        raise typer.Exit
    ctx.obj = Choices(workspace, as_of, format, no_color, at)


add_command(app, "init", init, example="opsctl init --example northwind")
add_command(app, "status", company_status, example="opsctl status", formats=READING, at=At.READS)
add_command(app, "check", check, example="opsctl check", formats=CHECK_FORMATS, at=At.READS)
_RULE_FORMATS = ("text", "json")
add_command(app, "rule", rule, example="opsctl rule ROCK003", formats=_RULE_FORMATS, at=At.IGNORES)
app.add_typer(rock, name="rock")
_ROCK_EXAMPLES = {
    "new": 'opsctl rock new "Ship within 24 hours" --owner omar --due 2026-12-11',
    "list": "opsctl rock list --owner me",
    "status": "opsctl rock status --team marketing",
    "show": "opsctl rock show loyalty-programme",
    "set": "opsctl rock set loyalty-programme owner=leo due=2026-12-11",
    "log": 'opsctl rock log loyalty-programme on-track --now 6.2 --note "Vendor signed"',
    "milestone": "opsctl rock milestone loyalty-programme --done 2",
}
add_command(rock, "new", new, example=_ROCK_EXAMPLES["new"])
add_command(rock, "list", list_rocks, example=_ROCK_EXAMPLES["list"], formats=READING, at=At.READS)
add_command(rock, "status", status, example=_ROCK_EXAMPLES["status"], formats=READING, at=At.READS)
add_command(rock, "show", show, example=_ROCK_EXAMPLES["show"], formats=READING, at=At.READS)
add_command(rock, "set", set_fields, example=_ROCK_EXAMPLES["set"])
add_command(rock, "log", log, example=_ROCK_EXAMPLES["log"])
add_command(rock, "milestone", milestone, example=_ROCK_EXAMPLES["milestone"])
