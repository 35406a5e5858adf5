"""The application: every command, in the order of the help; each is imported when it is run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from opsctl import __version__
from opsctl.cli.choices import Choices
from opsctl.cli.command import (
    AsOfOption,
    At,
    AtOption,
    FormatOption,
    NoCacheOption,
    NoColorOption,
    WorkspaceOption,
    make_command,
)
from opsctl.cli.formats import CHECK_FORMATS, READING, TEXT

VersionOption = Annotated[bool, typer.Option("--version", help="Print the version.")]


@dataclass(frozen=True, slots=True)
class Entry:
    """A command: its name, the function that carries it out, and what is known of it beforehand.

    `summary` is how the docstring of the function starts: lists of commands show it, and import
    no function for that. `at` is what is made of `--at`. `negative` lets its arguments be
    numbers below zero, such as `-5`. What a command that `remembers` says hangs on the workspace,
    the day and the question alone.
    """

    name: str
    function: str
    summary: str
    example: str
    formats: Sequence[str] = TEXT
    hidden: bool = False
    at: At = At.REFUSES
    negative: bool = False
    remembers: bool = False

    def later(self) -> _Later:
        """Make what stands for the command in lists."""
        return _Later(self.name, self.load, short_help=self.summary, hidden=self.hidden)

    def load(self) -> Any:
        """Import the function, and make the command of it."""
        module, _, name = self.function.partition(":")
        function = getattr(import_module(f"opsctl.cli.{module}"), name)
        return make_command(
            self.name,
            function,
            summary=self.summary,
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
        "Write a new Rock",
        'opsctl rock new "Ship within 24 hours" --owner omar --due 2026-12-11',
    ),
    Entry(
        "import",
        "rock_import:import_sheet",
        "Take Rocks from a sheet of any tool",
        "opsctl rock import rocks.csv --quarter 2026-Q4",
        ("text", "json"),
    ),
    Entry(
        "list",
        "rock_read:list_rocks",
        "List a quarter's Rocks, one line each",
        "opsctl rock list --owner me",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "status",
        "rock_read:status",
        "Show a quarter's Rocks",
        "opsctl rock status --team marketing",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "show",
        "rock_read:show",
        "Show one Rock",
        "opsctl rock show loyalty-programme",
        READING,
        at=At.READS,
    ),
    Entry(
        "set",
        "rock_write:set_fields",
        "Change fields of a Rock",
        "opsctl rock set loyalty-programme owner=leo due=2026-12-11",
    ),
    Entry(
        "log",
        "rock_write:log",
        "Say how a Rock stands, in one word, with the figure and a note where they help",
        'opsctl rock log loyalty-programme on-track --now 6.2 --note "Vendor signed"',
    ),
    Entry(
        "milestone",
        "rock_write:milestone",
        "Add a milestone, mark one done, move it or reopen it; `rock show` numbers them",
        "opsctl rock milestone loyalty-programme --done 2",
    ),
    Entry("rescue", "rock_rescue:rescue", "Bring a Rock out of danger", _RESCUE),
    Entry("broken-arrow", "rock_rescue:rescue", "Bring a Rock out of danger", _RESCUE, hidden=True),
)
QUARTER = (
    Entry(
        "start",
        "quarter_start:start",
        "Start a quarter",
        "opsctl quarter start --quarter 2027-Q1",
        READING,
        at=At.READS,
    ),
    Entry(
        "close",
        "quarter_close:close",
        "Close a quarter",
        "opsctl quarter close --quarter 2026-Q4",
        READING,
    ),
)
SCORECARD = (
    Entry(
        "list",
        "scorecard_read:list_all",
        "List the scorecards with their numbers",
        "opsctl scorecard list --owner me",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "status",
        "scorecard_read:status",
        "Show what needs attention on all scorecards, the worst first, and which numbers are there",
        "opsctl scorecard status --team marketing",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "show",
        "scorecard_read:show",
        "Show a scorecard",
        "opsctl scorecard show leadership",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "explain",
        "scorecard_explain:explain",
        "Explain a number",
        "opsctl scorecard explain leadership/repeat-rate 2026-W46",
        READING,
        at=At.READS,
    ),
    Entry(
        "new",
        "scorecard_new:new",
        "Make a scorecard, or with --in a number on one",
        'opsctl scorecard new "Repeat purchase rate" --in leadership --goal "at least 22"',
    ),
    Entry(
        "set",
        "scorecard_write:set_value",
        "Type one number",
        'opsctl scorecard set leadership/repeat-rate 21.8 --note "Checkout down on Tuesday"',
        negative=True,
    ),
    Entry(
        "fill",
        "scorecard_fill:fill",
        "Ask for the numbers that are missing",
        "opsctl scorecard fill leadership",
    ),
    Entry(
        "pull",
        "scorecard_pull:pull",
        "Take numbers from their source",
        "opsctl scorecard pull --all",
    ),
    Entry(
        "import",
        "scorecard_import:import_numbers",
        "Take numbers from a sheet",
        "opsctl scorecard import numbers.csv --scorecard leadership",
        ("text", "json"),
    ),
    Entry(
        "export",
        "scorecard_export:export_numbers",
        "Give the whole history of numbers",
        "opsctl scorecard export leadership --since 2026-W40 --output numbers.csv",
        ("csv", "json"),
        at=At.READS,
    ),
)
SOP = (
    Entry(
        "list",
        "sop_read:list_sops",
        "List the procedures",
        "opsctl sop list --team fulfilment",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "status",
        "sop_read:status",
        "Show which procedures need attention, the worst first, and why",
        "opsctl sop status --owner me",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "show",
        "sop_read:show",
        "Show a procedure",
        "opsctl sop show fulfilment/process-a-return --checklist",
        READING,
        at=At.READS,
    ),
    Entry(
        "validate",
        "sop_validate:validate",
        "Check procedures, file by file",
        "opsctl sop validate sops/fulfilment/process-a-return.md",
        ("text", "json", "github"),
        at=At.READS,
    ),
    Entry(
        "new",
        "sop_new:new",
        "Write a new procedure from a template, for you to fill in",
        'opsctl sop new "Process a return" --template returns --in fulfilment --owner omar',
    ),
    Entry(
        "diff",
        "sop_diff:diff",
        "Show what changes in a procedure since a revision",
        "opsctl sop diff fulfilment/process-a-return main",
        READING,
        at=At.READS,
    ),
    Entry(
        "bump",
        "sop_bump:bump",
        "Give a procedure the version that its change owes, and its change log an entry to reword",
        "opsctl sop bump fulfilment/process-a-return --dry-run",
    ),
    Entry(
        "due",
        "sop_due:due",
        "Show which procedures fall due for review, by owner and week; propose when to review them",
        "opsctl sop due --plan 2",
        READING,
        at=At.READS,
    ),
    Entry(
        "log",
        "sop_log:log",
        "Show the versions of a procedure",
        "opsctl sop log fulfilment/process-a-return --on 2026-11-20",
        READING,
        at=At.READS,
    ),
    Entry(
        "approve",
        "sop_approve:approve",
        "Approve the text of a procedure as it is now, in your name",
        'opsctl sop approve fulfilment/process-a-return --note "Tried with two returns"',
    ),
    Entry(
        "review",
        "sop_review:review",
        "Record that you have read a procedure against the work, and what has to be done",
        "opsctl sop review ship-an-order --no-change",
    ),
    Entry(
        "adopt",
        "sop_adopt:adopt",
        "Take pages in as procedures",
        "opsctl sop adopt handbook",
        READING,
    ),
    Entry(
        "owners",
        "sop_owners:owners",
        "Write who must agree to a change of a procedure into CODEOWNERS, from the owners",
        "opsctl sop owners --check",
    ),
)
TOP = (
    Entry("init", "init:init", "Start a workspace", "opsctl init --example northwind"),
    Entry(
        "status",
        "company:company_status",
        "Show the company on one screen",
        "opsctl status",
        READING,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "checkin", "checkin:checkin", "Check in for a week", "opsctl checkin", READING, at=At.READS
    ),
    Entry(
        "check",
        "check:check",
        "Check every file of the workspace, and say what to write instead",
        "opsctl check",
        CHECK_FORMATS,
        at=At.READS,
        remembers=True,
    ),
    Entry(
        "diff", "diff:diff", "Show what a branch changes", "opsctl diff main", READING, at=At.READS
    ),
    Entry(
        "rule",
        "rule:rule",
        "Show the manual page of a rule, or list all rules",
        "opsctl rule ROCK003",
        ("text", "json"),
        at=At.IGNORES,
    ),
    Entry(
        "schema",
        "schema:schema",
        "Print the JSON Schema of a kind of file, for editors and other programs",
        "opsctl schema rock -C northwind",
        ("text", "json"),
    ),
)
CACHE = (
    Entry(
        "show",
        "cache:show",
        "Show where things are kept between runs, how many there are, and how large",
        "opsctl cache show",
        ("text", "json"),
        at=At.IGNORES,
    ),
    Entry(
        "clear",
        "cache:clear",
        "Take all that is kept between runs away; what is asked next is worked out anew",
        "opsctl cache clear",
        at=At.IGNORES,
    ),
)
GROUPS = (
    ("rock", "Rocks: the few priorities of a quarter.", ROCK),
    ("quarter", "Quarters: started with a plan, closed with a story.", QUARTER),
    ("scorecard", "Scorecards: the few numbers of every week.", SCORECARD),
    ("sop", "SOPs: standard operating procedures, written in Markdown.", SOP),
    ("cache", "The cache: what is kept between runs, outside of the workspace.", CACHE),
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
    """Make the command tree; no command is imported before it is run or asked for help."""
    groups = [_subgroup(*each) for each in GROUPS]
    return _group("opsctl", common, [*(each.later() for each in TOP), *groups], completion=True)


class _Later(TyperCommand):
    """A command as lists show it, which is made when it is run or asked for help."""

    def __init__(self, name: str, load: Callable[[], Any], **shown: Any) -> None:
        super().__init__(name, **shown)
        self.load = load

    def make_context(self, *given: Any, **more: Any) -> Any:
        """Read the words that follow, as the command itself does."""
        return self.load().make_context(*given, **more)


class _Commands(Mapping[str, Any]):
    """Commands by name, each made anew when it is looked up."""

    def __init__(self, later: Iterable[_Later]) -> None:
        self.later: Mapping[str | None, _Later] = {each.name: each for each in later}

    def __getitem__(self, name: str) -> Any:
        return self.later[name].load()

    def __iter__(self) -> Iterator[str]:
        return (str(each) for each in self.later)

    def __len__(self) -> int:
        return len(self.later)


class _Group(TyperGroup):
    """A group whose lists name commands without making them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in their order."""
        return list(self.commands)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give what stands for a command."""
        commands: Any = self.commands
        return commands.later.get(cmd_name)


def _subgroup(name: str, about: str, entries: Sequence[Entry]) -> _Later:
    def nothing() -> None: ...

    nothing.__doc__ = about

    def load() -> Any:
        return _group(name, nothing, [each.later() for each in entries], completion=False)

    return _Later(name, load, help=about)


def _group(
    name: str, callback: Callable[..., None], commands: Iterable[_Later], *, completion: bool
) -> Any:
    app = typer.Typer(
        name=name,
        cls=_Group,
        no_args_is_help=True,
        add_completion=completion,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(callback)
    group: Any = typer.main.get_command(app)
    group.commands = _Commands(commands)
    return group
