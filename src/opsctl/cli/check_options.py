"""What `opsctl check` can be told: its argument and its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from opsctl.text.diagnostic import Severity
from opsctl.text.errors import UsageProblem

PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH...", help="Report only what lies here; else everything."),
]
FailOnSeverity = Annotated[
    str, typer.Option(metavar="SEVERITY", help="Exit with 1 from this on: error, warning or note.")
]
UpdateOption = Annotated[
    bool,
    typer.Option(
        "--update-baseline", help="Drop known gaps that no longer occur; nothing is added."
    ),
]
AddOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", help="Take the gaps of a rule that is new in this version as known."
    ),
]
NoBaselineOption = Annotated[
    bool, typer.Option("--no-baseline", help="Report known gaps too, as if they were new.")
]
BaseOption = Annotated[
    str | None,
    typer.Option(
        metavar="REV",
        help="Check also how the work came about since it left this branch, tag or commit.",
    ),
]
SignaturesOption = Annotated[
    bool,
    typer.Option(
        "--verify-signatures",
        help="With --base: each approval that was added is signed by its person.",
    ),
]
FixOption = Annotated[
    bool,
    typer.Option("--fix", help="Write what is right, where there is exactly one right answer."),
]
UnsafeOption = Annotated[
    bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also what is a guess.")
]
DiffOption = Annotated[
    bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
]
OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        metavar="FORMAT=FILE",
        help="Write the findings also to a file, in a format of its own; may be given repeatedly.",
    ),
]
SkipOption = Annotated[
    bool,
    typer.Option(
        "--skip-outside", help="Pass over a PATH that lies in no workspace, as a hook may give it."
    ),
]
StdinOption = Annotated[
    str | None,
    typer.Option(
        metavar="PATH", help="Read this file of the workspace from standard input instead."
    ),
]
ChangedOption = Annotated[
    bool,
    typer.Option(
        "--changed",
        help="Tell only of files that changed since the base, and of what is new elsewhere.",
    ),
]
StatisticsOption = Annotated[
    bool, typer.Option("--statistics", help="Count findings by rule, instead of showing each.")
]
ExitZeroOption = Annotated[
    bool, typer.Option("--exit-zero", help="Exit with 0, whatever is found.")
]


def severity_named(name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        raise UsageProblem(f"--fail-on does not take `{name}`", "error, warning or note") from None
