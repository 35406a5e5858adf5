"""`opsctl scorecard fill`: ask for the numbers that are missing, and for no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import Lacking, Written, missing_periods
from opsctl.cli.asking import asked_or_none
from opsctl.cli.changing import DryRunOption, carry_out
from opsctl.cli.choosing import OwnerOption, person_named, whoever_i_am
from opsctl.cli.choosing_measurables import complete_scorecard, scorecard_named
from opsctl.cli.choosing_periods import any_period
from opsctl.cli.numbers import Number, judged, planned_numbers, typed_entry, written_once
from opsctl.cli.numbers_file import numbers_from, numbers_template
from opsctl.cli.session import Session
from opsctl.cli.terminal import is_interactive
from opsctl.loading.workspace import Nouns
from opsctl.model.scalar import Scalar, Unreadable
from opsctl.model.scorecard import Measurable, Scorecard, ValueEntry
from opsctl.model.unit import UnitKind
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.scorecard.question import (
    NUMBER_KEYS,
    heading_lines,
    last_number,
    question_text,
)
from opsctl.rendering.scorecard.typed import entry_text
from opsctl.rendering.theme import DIM
from opsctl.text.errors import UsageProblem

_NOT_APPLICABLE = ("n/a", "na")
_ARGUMENT = typer.Argument(
    metavar="SCORECARD", help="All of its numbers; else yours.", autocompletion=complete_scorecard
)


def fill(
    session: Session,
    scorecard: Annotated[str | None, _ARGUMENT] = None,
    owner: OwnerOption = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="As 2026-W40; else the last 13 that are closed."),
    ] = None,
    numbers: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Numbers from a YAML file; - for stdin."),
    ] = None,
    blank: Annotated[
        bool, typer.Option("--template", help="Print a file of what is missing, to fill in.")
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Ask for the numbers that are missing: oldest first, Enter skips, all written at the end."""
    workspace = session.load(Nouns.ALL)
    readings = Readings(workspace, session.as_of(workspace.settings.timezone))
    if numbers is not None:
        if scorecard or owner or since or blank:
            raise UsageProblem(
                "a file says itself which numbers it fills", "leave out everything beside --from"
            )
        _write(session, readings, numbers_from(session, readings, numbers), 0, dry_run=dry_run)
        return
    card = scorecard_named(workspace, scorecard) if scorecard else None
    asked = _lacking(session, readings, card, owner, since)
    if blank:
        session.text(numbers_template(asked, readings))
    elif not asked:
        session.remark("nothing is missing")
    elif not is_interactive():
        raise _nobody_to_ask(session, asked, scorecard)
    else:
        given = list(_answers(session, readings, asked))
        skipped = sum(len(each.periods) for each in asked) - len(given)
        _write(session, readings, given, skipped, dry_run=dry_run)


def _lacking(
    session: Session,
    readings: Readings,
    card: Scorecard | None,
    owner: str | None,
    since: str | None,
) -> tuple[Lacking, ...]:
    """List what is to be asked for; what a source gives is not typed, and only told of."""
    workspace = readings.workspace
    start = any_period(since, "--since") if since else None
    person = _person(session, workspace, owner, card)
    shown = workspace.shown_on(card) if card else iter(workspace.measurables)
    of_them = [each for each in shown if isinstance(each, Measurable) and not each.formula]
    chosen = [each for each in of_them if person is None or _types(each, person, workspace)]
    found = [Lacking(each, missing_periods(each, readings, start)) for each in chosen]
    pulled = [each for each in found if each.periods and each.measurable.source]
    if pulled:
        names = " ".join(str(each.measurable.ref) for each in pulled)
        session.remark(f"left out, since they have a source: opsctl scorecard pull {names}")
    return tuple(each for each in found if each.periods and not each.measurable.source)


def _person(
    session: Session, workspace: Workspace, owner: str | None, card: Scorecard | None
) -> str | None:
    """Tell whose numbers are meant: those of a scorecard are everybody's."""
    if owner is None:
        return None if card else whoever_i_am(session, workspace)
    typed = {name for each in workspace.measurables for name in (each.owner, each.entered_by)}
    if not workspace.people.listed and owner in typed:
        return owner
    return person_named(session, workspace, owner)


def _types(measurable: Measurable, person: str, workspace: Workspace) -> bool:
    names = (measurable.owner, measurable.entered_by)
    return person in {workspace.people.current(each) for each in names if each}


def _nobody_to_ask(
    session: Session, asked: Sequence[Lacking], scorecard: str | None
) -> UsageProblem:
    for each in asked:
        session.remark(f"  {each.measurable.ref}: {', '.join(map(str, each.periods))}")
    count = counted(sum(len(each.periods) for each in asked), "number")
    hint = f"opsctl scorecard fill{f' {scorecard}' if scorecard else ''} --template > numbers.yaml"
    return UsageProblem(
        f"nobody is there to ask for {count}", f"{hint}, fill it in, and give it with --from"
    )


def _answers(session: Session, readings: Readings, asked: Sequence[Lacking]) -> Iterator[Number]:
    """Ask for every number; where it stands is looked up before the first question."""
    workspace = readings.workspace
    places = [
        [written_once(each.measurable, period, workspace) for period in each.periods]
        for each in asked
    ]
    session.remark(f"Enter skips a number; {NUMBER_KEYS}")
    for each, there in zip(asked, places, strict=True):
        session.lines(heading_lines(each.measurable, session.screen))
        yield from _asked_about(session, readings, each, there)


def _asked_about(
    session: Session, readings: Readings, lacking: Lacking, places: Sequence[Written | None]
) -> Iterator[Number]:
    measurable = lacking.measurable
    last = last_number(measurable, readings)

    def read(scalar: Scalar) -> ValueEntry:
        return read_answer(measurable, scalar)

    for period, there in zip(lacking.periods, places, strict=True):
        entry = asked_or_none(question_text(measurable, period, last, readings), read)
        if entry is None:
            continue
        number = Number(measurable, period, typed_entry(entry, there), there)
        last = entry_text(entry) if entry.value else last
        verdict = judged(number, readings)
        if verdict:
            session.lines([Text(f"    {verdict}", DIM)])
        yield number


def read_answer(measurable: Measurable, scalar: Scalar) -> ValueEntry:
    """Read a number of the measurable's unit, or `n/a` and its reason; a note behind a `#`.

    Raises:
        Unreadable: it is neither.
    """
    text, _, note = scalar.text.partition("#")
    return replace(_read_number(measurable, text.strip()), note=note.strip() or None)


def _read_number(measurable: Measurable, text: str) -> ValueEntry:
    word, _, reason = text.partition(" ")
    if word.casefold() in _NOT_APPLICABLE:
        if not reason.strip():
            raise Unreadable("why is there no number?", "write it behind, as in: n/a stocktaking")
        return ValueEntry(na=reason.strip())
    short = {"y": "yes", "n": "no"} if measurable.unit.kind is UnitKind.YES_NO else {}
    scalar = Scalar(short.get(text.casefold(), text))
    measurable.unit.read(scalar)
    return ValueEntry(scalar)


def _write(
    session: Session, readings: Readings, numbers: Sequence[Number], skipped: int, *, dry_run: bool
) -> None:
    more = f"; {skipped} skipped" if skipped else ""
    if not numbers:
        session.remark(f"nothing was written{more}")
        return
    writes = planned_numbers(session, readings.workspace, numbers, readings.as_of)
    cards = {each.measurable.scorecard for each in numbers}
    step = f"opsctl scorecard show {cards.pop()}" if len(cards) == 1 else "opsctl scorecard status"
    said = f"{counted(len(numbers), 'number')} written to {counted(len(writes), 'file')}{more}"
    carry_out(session, writes, said, step, dry_run=dry_run)
