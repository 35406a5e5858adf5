"""`opsctl scorecard export`: the whole history of numbers, for spreadsheets and programs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.scorecard.history import History, histories
from opsctl.analysis.scorecard.readings import Readings
from opsctl.cli.choosing_measurables import complete_scorecard, scorecard_named
from opsctl.cli.session import Session, unread_lines
from opsctl.cli.streams import keep_line_ends
from opsctl.loading import checkins, rocks, scorecards
from opsctl.loading.workspace import Nouns
from opsctl.model.cadence import Period, parse_period
from opsctl.model.scorecard import Measurable
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.json_text import json_text
from opsctl.rendering.scorecard.export import export_data, long_csv, wide_csv
from opsctl.rendering.visible import visible
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import did_you_mean

_LAYOUTS = ("wide", "long")
_FOLDERS = (checkins.FOLDER, rocks.FOLDER, scorecards.FOLDER)
_READ = (".yaml", ".yml", ".json", "")


def export_numbers(
    session: Session,
    scorecard: Annotated[
        str | None,
        typer.Argument(
            metavar="SCORECARD",
            help="The name of its folder; else every measurable.",
            autocompletion=complete_scorecard,
        ),
    ] = None,
    layout: Annotated[
        str | None,
        typer.Option(
            metavar="LAYOUT",
            help="wide (a row a period, a column a measurable) or long (a row a number, with "
            "goal, verdict and note); else wide.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="From this period on, as 2026-W40; else all."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file instead of printing.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file of --output where it is there.")
    ] = False,
) -> None:
    """Give the whole history of numbers: as CSV for spreadsheets, or as JSON."""
    if force and output is None:
        raise UsageProblem("--force is for --output", "leave it out, or name the file")
    chosen = _layout(session, layout)
    first = _since(since)
    workspace = session.load(Nouns.SCORECARDS | Nouns.PEOPLE)
    readings = Readings(workspace, session.as_of(workspace.settings.timezone))
    history = histories(_measurables(workspace, scorecard), readings, first)
    if session.format == "json":
        data = export_data(history, readings.as_of, workspace.unread)
        if output is None:
            session.data(data)
            return
        text = json_text({**data, **({"at": session.past.data} if session.past else {})})
    else:
        text = long_csv(history) if chosen == "long" else wide_csv(history)
        session.remark(*(line.plain for line in unread_lines(workspace.unread)))
    if output is None:
        keep_line_ends()
        session.text(text)
    else:
        _write(session, output, text, history, force=force)


def _layout(session: Session, given: str | None) -> str:
    if given is not None and session.format != "csv":
        raise UsageProblem("--layout is for CSV", "leave it out: JSON has one shape")
    if given not in (None, *_LAYOUTS):
        hint = did_you_mean(given or "", _LAYOUTS) or "choose wide or long"
        raise UsageProblem(f"--layout: `{given}` is neither wide nor long", hint)
    return given or "wide"


def _since(text: str | None) -> Period | None:
    if text is None:
        return None
    period = parse_period(text)
    if period is None:
        hint = "write it as 2026-W46, 2026-11, 2026-Q4 or a day"
        raise UsageProblem(f"--since: `{text}` is not a period", hint)
    return period


def _measurables(workspace: Workspace, name: str | None) -> Sequence[Measurable]:
    """Give what a scorecard shows, in its order, each once; without a name, all there are."""
    if name is None:
        return workspace.measurables
    shown = workspace.shown_on(scorecard_named(workspace, name))
    measurables = {each.ref: each for each in shown if isinstance(each, Measurable)}
    return tuple(measurables.values())


def _write(
    session: Session, output: Path, text: str, history: Sequence[History], *, force: bool
) -> None:
    from opsctl.editing.write import Write, write_files  # with the lock, where it is asked for

    folder = output.absolute().parent
    if not folder.is_dir():
        raise UsageProblem(f"there is no folder {folder}", "make it first")
    _refuse_own(session, output)
    if output.exists() and not output.is_file():
        raise UsageProblem(f"{output} is not a regular file", "name a file")
    if output.exists() and not force:
        raise UsageProblem(f"{output} exists already", "name another file, or add --force")
    try:
        before = output.read_bytes() if output.exists() else None
    except OSError as error:
        raise SurroundingsRefuse(f"cannot write {output}: {error.strerror}") from None
    write = Write(output.name, before, text.encode("utf-8"))
    write_files(folder, [write], session.lock_of(folder))
    rows = sum(len(each.periods) for each in history)
    said = f"{counted(len(history), 'measurable')}, {counted(rows, 'period')}"
    session.lines([Text(visible(f"{said} written to {output}"))])


def _refuse_own(session: Session, output: Path) -> None:
    """Refuse a file that the workspace reads, by whatever way it is named, or would read."""
    place, root = Path(os.path.realpath(output)), Path(os.path.realpath(session.root))
    if not place.is_relative_to(root):
        return
    path = place.relative_to(root)
    parts = [each.casefold() for each in path.parts]
    is_record = len(parts) > 1 and parts[0] in _FOLDERS and path.suffix.casefold() in _READ
    if is_record or (len(parts) == 1 and path.suffix.casefold() in (".yaml", ".yml")):
        message = f"{output} belongs to the workspace"
        raise UsageProblem(message, "name a file that opsctl does not read, such as numbers.csv")
