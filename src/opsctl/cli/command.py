"""Commands: the options that all of them share, before the noun and after the verb."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
import typer.main
from typer.core import TyperCommand

from opsctl.cli.choices import Choices
from opsctl.cli.exits import FINE
from opsctl.cli.formats import TEXT
from opsctl.text.errors import UsageProblem

if TYPE_CHECKING:
    from opsctl.cli.recording import Recording

_NEGATIVE = re.compile(r"-\.?[0-9]")

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
AtOption = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Read the files as they were at a git revision: a branch, a tag, main~30, or "
        "@{2026-10-31} for the last commit up to that day.",
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
NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Work everything out anew, and keep nothing for the next time.",
        rich_help_panel="Common options",
    ),
]
_SHARED: tuple[tuple[str, Any, Any], ...] = (
    ("workspace", WorkspaceOption, None),
    ("as_of", AsOfOption, None),
    ("at", AtOption, None),
    ("format", FormatOption, None),
    ("no_color", NoColorOption, False),
)
_NO_CACHE = ("no_cache", NoCacheOption, False)


class At(Enum):
    """What a command makes of `--at`."""

    READS = auto()
    IGNORES = auto()
    REFUSES = auto()


def _is_flag(parameter: Any) -> bool:
    return bool(getattr(parameter, "is_flag", False))


class _TakesNegatives(TyperCommand):
    """A command whose arguments may be numbers below zero."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what starts as a number below zero as the last argument, whatever follows it."""
        valued = {name for each in self.params if not _is_flag(each) for name in each.opts}
        taken = [
            index
            for index, each in enumerate(args)
            if _NEGATIVE.match(each) and (index == 0 or args[index - 1] not in valued)
        ]
        if taken and "--" not in args:
            others = [each for index, each in enumerate(args) if index not in taken]
            args = [*others, "--", *(args[index] for index in taken)]
        return super().parse_args(ctx, args)


def make_command(
    name: str,
    function: Callable[..., None],
    *,
    summary: str,
    example: str,
    formats: Sequence[str] = TEXT,
    hidden: bool = False,
    at: At = At.REFUSES,
    negative: bool = False,
    remembers: bool = False,
) -> Any:
    """Make a command of a function of a session and its own options.

    Its docstring is the help, with the example below, and `summary` stands in lists. With
    `negative`, what starts as a number below zero is its last argument. One that `remembers` only
    reads: what it says is kept, and said again while nothing has changed.
    """
    hints = get_type_hints(function, include_extras=True)
    own = [each for each in inspect.signature(function).parameters.values() if each.name in hints]
    parameters = [
        each.replace(annotation=hints[each.name]) for each in own if each.name != "session"
    ]
    offered = (*_SHARED, _NO_CACHE) if remembers else _SHARED
    shared = [_shared(name, hint, default, formats) for name, hint, default in offered]

    def run(ctx: typer.Context, **given: Any) -> None:
        from opsctl.cli.session import Session  # no help needs a workspace or an output

        chosen = Choices(**{name: given.pop(name) for name, _, _ in offered})
        before = ctx.obj if isinstance(ctx.obj, Choices) else Choices()
        choices = _with_past(chosen.over(before), at, ctx.command_path)
        recording = _recording(choices) if remembers else None
        with closing(Session(choices, formats, recording)) as session:
            code = _code_of(partial(function, session, **given))
        if recording:
            recording.keep(choices.workspace, code)
        if code != FINE:
            raise typer.Exit(code)

    context = inspect.Parameter(
        "ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context
    )
    everything = [context, *(_keyword(each) for each in (*parameters, *shared))]
    run.__signature__ = inspect.Signature(everything)  # type: ignore[attr-defined]  # for typer
    run.__annotations__ = {each.name: each.annotation for each in everything}
    help_text = inspect.cleandoc(function.__doc__ or "")
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    epilog = f"Example: {example}"
    texts: dict[str, Any] = {"help": help_text, "short_help": summary, "epilog": epilog}
    kind = _TakesNegatives if negative else TyperCommand
    app.command(name, cls=kind, hidden=hidden, **texts)(run)
    return typer.main.get_command(app)


def _recording(choices: Choices) -> Recording | None:
    """Begin to note what a command says, unless it looks at the past or nothing is to be kept."""
    if choices.no_cache or choices.at is not None:
        return None
    from opsctl.cli.recording import Recording  # where something is noted

    return Recording()


def _code_of(command: Callable[[], None]) -> int:
    """Carry a command out; give its exit code."""
    try:
        command()
    except typer.Exit as stop:
        return int(stop.exit_code)
    return FINE


def _with_past(choices: Choices, at: At, command: str) -> Choices:
    """Leave `--at` to the commands that read; one that writes cannot write into the past."""
    if choices.at is not None and at is At.REFUSES:
        raise UsageProblem(
            f"{command} writes, and --at is for looking at the past",
            "leave out --at; --as-of names another day",
        )
    return replace(choices, at=None) if at is At.IGNORES else choices


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
