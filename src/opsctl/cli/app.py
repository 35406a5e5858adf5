"""The application: every command, in the order of the help; each is imported when it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main

from opsctl import __version__
from opsctl.cli.check_formats import CHECK_FORMATS
from opsctl.cli.command import (
    READING,
    TEXT,
    AsOfOption,
    At,
    AtOption,
    FormatOption,
    NoCacheOption,
    NoColorOption,
    WorkspaceOption,
    make_command,
)
from opsctl.cli.session import Choices

VersionOption = Annotated[bool, typer.Option("--version", help="Print the version.")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, the function that carries it out, an example, its formats, its past.

    `negative` lets its arguments be numbers below zero, such as `-5`. What a command that
    `remembers` says hangs on the workspace, the day and the question alone.
    """

    name: str
    function: str
    example: str
    formats: Sequence[str] = TEXT
    hidden: bool = False
    at: At = At.REFUSES
    negative: bool = False
    remembers: bool = False

    def load(self) -> Any:
        """Import the function, and make the command of it."""
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"opsctl.cli.{module}"), name)
        return make_command(
            self.name,
            function,
            example=self.example,
            formats=self.formats,
            hidden=self.hidden,
            at=self.at,
            negative=self.negative,
            remembers=self.remembers,
        )


_RESCUE = "opsctl rock rescue open-germany --cause external --check 2026-11-23"
ROCK = (
    Entry(
        "new",
        "rock_new:new",
        'opsctl rock new "Ship within 24 hours" --owner omar --due 2026-12-11',
    ),
    Entry(
        "import",
        "rock_import:import_sheet",
        "opsctl rock import rocks.csv --quarter 2026-Q4",
        ("text", "json"),
    ),
    Entry(
        "list",
        "rock_read:list_rocks",
        "opsctl rock list --owner me",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "status",
        "rock_read:status",
        "opsctl rock status --team marketing",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry("show", "rock_read:show", "opsctl rock show loyalty-programme", READING, at=At.READS),
    Entry(
        "set", "rock_write:set_fields", "opsctl rock set loyalty-programme owner=leo due=2026-12-11"
    ),
    Entry(
        "log",
        "rock_write:log",
        'opsctl rock log loyalty-programme on-track --now 6.2 --note "Vendor signed"',
    ),
    Entry("milestone", "rock_write:milestone", "opsctl rock milestone loyalty-programme --done 2"),
    Entry("rescue", "rock_rescue:rescue", _RESCUE),
    Entry("broken-arrow", "rock_rescue:rescue", _RESCUE, hidden=True),
)
QUARTER = (
    Entry(
        "start",
        "quarter_start:start",
        "opsctl quarter start --quarter 2027-Q1",
        READING,
        at=At.READS,
    ),
    Entry("close", "quarter_close:close", "opsctl quarter close --quarter 2026-Q4", READING),
)
SCORECARD = (
    Entry(
        "list",
        "scorecard_read:list_all",
        "opsctl scorecard list --owner me",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "status",
        "scorecard_read:status",
        "opsctl scorecard status --team marketing",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "show",
        "scorecard_read:show",
        "opsctl scorecard show leadership",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "explain",
        "scorecard_explain:explain",
        "opsctl scorecard explain leadership/repeat-rate 2026-W46",
        READING,
        at=At.READS,
    ),
    Entry(
        "new",
        "scorecard_new:new",
        'opsctl scorecard new "Repeat purchase rate" --in leadership --goal "at least 22"',
    ),
    Entry(
        "set",
        "scorecard_write:set_value",
        'opsctl scorecard set leadership/repeat-rate 21.8 --note "Checkout down on Tuesday"',
        negative=True,
    ),
    Entry("fill", "scorecard_fill:fill", "opsctl scorecard fill leadership"),
    Entry("pull", "scorecard_pull:pull", "opsctl scorecard pull --all"),
    Entry(
        "import",
        "scorecard_import:import_numbers",
        "opsctl scorecard import numbers.csv --scorecard leadership",
        ("text", "json"),
    ),
    Entry(
        "export",
        "scorecard_export:export_numbers",
        "opsctl scorecard export leadership --since 2026-W40 --output numbers.csv",
        ("csv", "json"),
        at=At.READS,
    ),
)
SOP = (
    Entry(
        "list",
        "sop_read:list_sops",
        "opsctl sop list --team fulfilment",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "status",
        "sop_read:status",
        "opsctl sop status --owner me",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "show",
        "sop_read:show",
        "opsctl sop show fulfilment/process-a-return --checklist",
        READING,
        at=At.READS,
    ),
    Entry(
        "validate",
        "sop_validate:validate",
        "opsctl sop validate sops/fulfilment/process-a-return.md",
        ("text", "json", "github"),
        at=At.READS,
    ),
    Entry(
        "new",
        "sop_new:new",
        'opsctl sop new "Process a return" --template returns --in fulfilment --owner omar',
    ),
    Entry(
        "diff",
        "sop_diff:diff",
        "opsctl sop diff fulfilment/process-a-return main",
        READING,
        at=At.READS,
    ),
    Entry("bump", "sop_bump:bump", "opsctl sop bump fulfilment/process-a-return --dry-run"),
    Entry("due", "sop_due:due", "opsctl sop due --plan 2", READING, at=At.READS),
    Entry(
        "log",
        "sop_log:log",
        "opsctl sop log fulfilment/process-a-return --on 2026-11-20",
        READING,
        at=At.READS,
    ),
    Entry(
        "approve",
        "sop_approve:approve",
        'opsctl sop approve fulfilment/process-a-return --note "Tried with two returns"',
    ),
    Entry("review", "sop_review:review", "opsctl sop review ship-an-order --no-change"),
    Entry("adopt", "sop_adopt:adopt", "opsctl sop adopt handbook", READING),
    Entry("owners", "sop_owners:owners", "opsctl sop owners --check"),
)
TOP = (
    Entry("init", "init:init", "opsctl init --example northwind"),
    Entry(
        "status", "company:company_status", "opsctl status", READING, at=At.READS, remembers=True
    ),
    Entry("checkin", "checkin:checkin", "opsctl checkin", READING, at=At.READS),
    Entry("check", "check:check", "opsctl check", CHECK_FORMATS, at=At.READS, remembers=True),
    Entry("diff", "diff:diff", "opsctl diff main", READING, at=At.READS),
    Entry("rule", "rule:rule", "opsctl rule ROCK003", ("text", "json"), at=At.IGNORES),
    Entry("schema", "schema:schema", "opsctl schema rock -C northwind", ("text", "json")),
)
CACHE = (
    Entry("show", "cache:show", "opsctl cache show", ("text", "json"), at=At.IGNORES),
    Entry("clear", "cache:clear", "opsctl cache clear", at=At.IGNORES),
)
GROUPS = (
    ("rock", "Rocks: the few priorities of a quarter.", ROCK),
    ("quarter", "Quarters: started with a plan, closed with a story.", QUARTER),
    ("scorecard", "Scorecards: the few numbers of every week.", SCORECARD),
    ("sop", "SOPs: standard operating procedures, written in Markdown.", SOP),
    ("cache", "The cache: answers kept between runs, outside of the workspace.", CACHE),
)


def common(
    ctx: typer.Context,
    workspace: WorkspaceOption = None,
    as_of: AsOfOption = None,
    at: AtOption = None,
    format: FormatOption = None,  # the name of the option
    no_color: NoColorOption = False,
    no_cache: NoCacheOption = False,
    version: VersionOption = False,
) -> None:
    """Run a company's operating rhythm from plain text in a git repository."""
    if version:
        typer.echo(f"opsctl {__version__}")
        raise typer.Exit
    ctx.obj = Choices(workspace, as_of, format, no_color, at, no_cache)


def application() -> Any:
    """Make the command tree; no command is imported before it is asked for."""
    root = _group("opsctl", common, completion=True)
    loaders: dict[str, Callable[[], Any]] = {each.name: each.load for each in TOP}
    for name, about, entries in GROUPS:
        loaders[name] = _subgroup(name, about, entries)
    root.commands = _Commands(loaders)
    return root


class _Commands(MutableMapping[str, Any]):
    """Commands by name, each made when it is first looked up."""

    def __init__(self, loaders: dict[str, Callable[[], Any]]) -> None:
        self._loaders = loaders
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._loaders[name]()
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._loaders[name] = lambda: command

    def __delitem__(self, name: str) -> None:
        del self._loaders[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaders)

    def __len__(self) -> int:
        return len(self._loaders)


def _subgroup(name: str, about: str, entries: Sequence[Entry]) -> Callable[[], Any]:
    def load() -> Any:
        def nothing() -> None: ...

        nothing.__doc__ = about
        group = _group(name, nothing, completion=False)
        group.commands = _Commands({each.name: each.load for each in entries})
        return group

    return load


def _group(name: str, callback: Callable[..., None], *, completion: bool) -> Any:
    app = typer.Typer(
        name=name,
        no_args_is_help=True,
        add_completion=completion,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(callback)
    return typer.main.get_command(app)
