"""Commands: the options that all of them share, before the noun and after the verb."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer
import typer.main

from opsctl.cli.session import Choices, Session

TEXT = ("text",)
READING = ("text", "json", "markdown")

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-C",
        metavar="DIR",
        help="The workspace; else the nearest opsctl.yaml upward, else OPSCTL_WORKSPACE.",
        rich_help_panel="Common options",
    ),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="The day to ask about, as 2026-11-20; else today in the company's time zone.",
        rich_help_panel="Common options",
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-o",
        metavar="FORMAT",
        help="How to print.",
        rich_help_panel="Common options",
    ),
]
NoColorOption = Annotated[
    bool,
    typer.Option(
        "--no-color", help="No colour; NO_COLOR does the same.", rich_help_panel="Common options"
    ),
]
_SHARED: tuple[tuple[str, Any, Any], ...] = (
    ("workspace", WorkspaceOption, None),
    ("as_of", AsOfOption, None),
    ("format", FormatOption, None),
    ("no_color", NoColorOption, False),
)


def make_command(
    name: str,
    function: Callable[..., None],
    *,
    example: str,
    formats: Sequence[str] = TEXT,
    hidden: bool = False,
) -> Any:
    """Make a command of a function of a session and its own options.

    Its docstring is the help, with the example below.
    """
    hints = get_type_hints(function, include_extras=True)
    own = [each for each in inspect.signature(function).parameters.values() if each.name in hints]
    parameters = [
        each.replace(annotation=hints[each.name]) for each in own if each.name != "session"
    ]
    shared = [_shared(name, hint, default, formats) for name, hint, default in _SHARED]

    def run(ctx: typer.Context, **given: Any) -> None:
        chosen = Choices(**{name: given.pop(name) for name, _, _ in _SHARED})
        before = ctx.obj if isinstance(ctx.obj, Choices) else Choices()
        function(Session(chosen.over(before), formats), **given)

    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    everything = [context, *(_keyword(each) for each in (*parameters, *shared))]
    run.__signature__ = inspect.Signature(everything)  # type: ignore[attr-defined]  # for typer
    run.__annotations__ = {each.name: each.annotation for each in everything}
    help_text = inspect.cleandoc(function.__doc__ or "")
    short = re.split(r"[:.](?:\s|$)", help_text, maxsplit=1)[0]
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    epilog = f"Example: {example}"
    app.command(name, help=help_text, short_help=short, epilog=epilog, hidden=hidden)(run)
    return typer.main.get_command(app)


def _shared(name: str, hint: Any, default: Any, formats: Sequence[str]) -> inspect.Parameter:
    if name == "format":
        option = typer.Option(
            "--format",
            "-o",
            metavar="FORMAT",
            help=f"How to print: {', '.join(formats)}.",
            rich_help_panel="Common options",
        )
        hint = Annotated[str | None, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=hint)


def _keyword(parameter: inspect.Parameter) -> inspect.Parameter:
    if parameter.annotation is typer.Context:
        return parameter
    return parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
