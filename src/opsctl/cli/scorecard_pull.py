"""`opsctl scorecard pull`: take numbers from where they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.scorecard.pulling import TAKEN, Pulling, Wanted, plan_pull
from opsctl.analysis.scorecard.readings import Readings
from opsctl.cli.allowance import Allowance, allow, why_not_allowed
from opsctl.cli.changing import DryRunOption, carry_out
from opsctl.cli.choosing_measurables import complete_measurable, measurable_named
from opsctl.cli.choosing_periods import any_period
from opsctl.cli.numbers import Number, planned_numbers
from opsctl.cli.session import Session
from opsctl.cli.source_command import LARGEST_OUTPUT, CommandFailed, output_of, shown_command
from opsctl.loading.workspace import Nouns
from opsctl.model.cadence import days_of
from opsctl.model.scorecard import Measurable, Pull
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.scorecard.pulled import pulling_lines
from opsctl.rendering.visible import visible
from opsctl.text.errors import CannotProceed, SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import LONGEST_SHOWN
from opsctl.text.tree import Kind

_DECLARED = "source: {file: orders.csv, value: orders}"
_MOST_PROBLEMS = 5
_ARGUMENT = typer.Argument(
    metavar="MEASURABLE...", help="Which numbers.", autocompletion=complete_measurable
)


def pull(
    session: Session,
    measurables: Annotated[list[str] | None, _ARGUMENT] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every number that has a source.")
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="PERIOD", help="Nothing before this one, as 2026-W40.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also replace numbers that were typed by hand.")
    ] = False,
    allowed: Annotated[
        bool, typer.Option("--allow", help="Let their commands run on this machine from now on.")
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Take numbers from their source: a file of the workspace, or a command you allowed."""
    workspace = session.load(Nouns.ALL)
    readings = Readings(workspace, session.as_of(workspace.settings.timezone))
    chosen = _chosen(workspace, measurables or (), everything=everything, as_of=readings.as_of)
    if allowed:
        _allow(session, chosen, dry_run=dry_run)
        return
    start = days_of(any_period(since, "--since"), workspace.calendar).first if since else None
    contents = _Contents(session)
    pulled: list[Pulling] = []
    failed: list[tuple[Measurable, CannotProceed]] = []
    for each in chosen:
        try:
            pulled.append(_pulled(each, readings, contents, start, replace=replace))
        except CannotProceed as error:
            failed.append((each, error))
    if len(chosen) == 1 and failed:
        _show_tail(session, failed[0][1])
        raise failed[0][1]
    _write(session, readings, pulled, dry_run=dry_run)
    _tell_failures(session, failed, len(chosen))


def _chosen(
    workspace: Workspace, names: Sequence[str], *, everything: bool, as_of: date
) -> list[Measurable]:
    """Give the measurables to pull: those named, or all that have a source and have not ended."""
    living = [
        each
        for each in workspace.measurables
        if each.source and not (each.archived and each.archived < as_of)
    ]
    if everything and not names:
        if not living:
            raise UsageProblem("no number has a source", f"write one into its file: {_DECLARED}")
        return living
    if everything or not names:
        known = " ".join(str(each.ref) for each in living) or "none has a source yet"
        raise UsageProblem("say which numbers, or --all", f"with a source: {known}")
    found = [measurable_named(workspace, name) for name in names]
    chosen = list({each.ref: each for each in found}.values())
    for each in chosen:
        if each.source is None:
            hint = f"write it into {each.origin.path}: {_DECLARED}"
            raise UsageProblem(f"{each.ref} has no source", hint)
    return chosen


class _Contents:
    """What sources give; a command that several numbers come from runs once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[object, ...], bytes | CannotProceed] = {}

    def of(self, measurable: Measurable, source: Pull) -> bytes:
        """Read the file of a source, or run its command.

        Raises:
            CannotProceed: the file or the command does not give anything.
        """
        if source.file is not None:
            return _of_file(self._session, source.file)
        allowance = Allowance.of(self._session, source.command)
        why = why_not_allowed(allowance)
        if why is not None:
            raise SurroundingsRefuse(
                f"{measurable.ref} runs a command that {why}: {shown_command(source.command)}",
                f"read it, and to let it run: opsctl scorecard pull {measurable.ref} --allow",
            )
        run = partial(output_of, source.command, self._session.root, source.timeout)
        return self._once((source.command, source.timeout), run)

    def _once(self, key: tuple[object, ...], run: Callable[[], bytes]) -> bytes:
        if key not in self._known:
            try:
                self._known[key] = run()
            except CannotProceed as error:
                self._known[key] = error
        known = self._known[key]
        if isinstance(known, CannotProceed):
            raise known
        return known


def _of_file(session: Session, path: str) -> bytes:
    """Read a file of the workspace and no other; its path starts where opsctl.yaml lies."""
    entry = session.tree.entry(path.removeprefix("./"))
    if entry is None:
        hint = "its path starts in the folder of opsctl.yaml, and stays in it"
        raise UsageProblem(f"there is no file `{path}` in the workspace", hint)
    if entry.kind is not Kind.FILE:
        raise UsageProblem(f"`{path}` is {entry.kind.value}", "put a copy of the file there")
    if entry.size > LARGEST_OUTPUT:
        raise UsageProblem(f"`{path}` is larger than 1 MB", "export fewer periods")
    return session.tree.read(entry.path)


def _pulled(
    measurable: Measurable,
    readings: Readings,
    contents: _Contents,
    since: date | None,
    *,
    replace: bool,
) -> Pulling:
    """Plan what becomes of the numbers of one source.

    Raises:
        CannotProceed: it gives nothing, or anything in it cannot be read.
    """
    from opsctl.loading.pulled import read_pulled  # where needed only

    source = measurable.source
    assert source is not None  # the others were refused
    if measurable.formula is not None:
        raise UsageProblem(f"{measurable.ref} is computed, never pulled", "keep one of the two")
    content = contents.of(measurable, source)
    name = source.file or shown_command(source.command)
    short = name if len(name) <= LONGEST_SHOWN else f"{name[: LONGEST_SHOWN - 1]}…"
    rows = read_pulled(short, content, source)
    pulling = plan_pull(measurable, rows, readings, Wanted(short, since, replace))
    if pulling.problems:
        more = len(pulling.problems) - _MOST_PROBLEMS
        listed = "; ".join(pulling.problems[:_MOST_PROBLEMS])
        raise UsageProblem(
            f"{measurable.ref}: {listed}{f'; and {more} more' if more > 0 else ''}",
            "mend the source: it is taken whole, or not at all",
        )
    return pulling


def _write(
    session: Session, readings: Readings, pulled: Sequence[Pulling], *, dry_run: bool
) -> None:
    for pulling in pulled:
        session.lines(pulling_lines(pulling, session.screen.signs.arrow))
    numbers = [
        Number(pulling.measurable, each.period, each.entry, each.there)
        for pulling in pulled
        for each in pulling.numbers
        if each.fate in TAKEN
    ]
    if not numbers:
        session.remark("nothing was written")
        return
    writes = planned_numbers(session, readings.workspace, numbers, readings.as_of)
    cards = {each.measurable.scorecard for each in numbers}
    step = f"opsctl scorecard show {cards.pop()}" if len(cards) == 1 else "opsctl scorecard status"
    said = f"{counted(len(numbers), 'number')} written to {counted(len(writes), 'file')}"
    carry_out(session, writes, said, step, dry_run=dry_run)


def _allow(session: Session, chosen: Sequence[Measurable], *, dry_run: bool) -> None:
    """Show the commands of sources, and keep that they may run."""
    sources = [(each, each.source) for each in chosen if each.source and each.source.command]
    if not sources:
        raise UsageProblem("there is no command to allow: a file is read without asking")
    for measurable, source in sources:
        allowance = Allowance.of(session, source.command)
        shown = visible(shown_command(source.command))
        if dry_run:
            session.lines([Text(f"{measurable.ref} would run: {shown}")])
            continue
        allow(session, allowance)
        files = (
            f", as long as {', '.join(allowance.files)} stays as it is" if allowance.files else ""
        )
        step = f"opsctl scorecard pull {measurable.ref}"
        arrow = session.screen.signs.arrow
        said = f"{measurable.ref} may run on this machine{visible(files)}: {shown}"
        session.lines([Text(f"{said}  {arrow} {step}")])


def _show_tail(session: Session, error: CannotProceed) -> None:
    if isinstance(error, CommandFailed):
        session.remark(*(f"  | {visible(line)}" for line in error.tail))


def _tell_failures(
    session: Session, failed: Sequence[tuple[Measurable, CannotProceed]], count: int
) -> None:
    """Say which sources gave nothing, and end as a command that could not proceed does."""
    for measurable, error in failed:
        session.remark(f"{measurable.ref}: {visible(error.message)}")
        _show_tail(session, error)
        if error.hint:
            session.remark(f"  hint: {visible(error.hint)}")
    if failed:
        raise SurroundingsRefuse(f"{len(failed)} of {count} sources could not be read")
