"""`opsctl scorecard set`: one number, into the one place where it belongs."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import missing_periods
from opsctl.cli.asking import read_typed
from opsctl.cli.changing import DryRunOption, carry_out
from opsctl.cli.choosing_measurables import MeasurableArgument, measurable_named
from opsctl.cli.choosing_periods import period_of_measurable
from opsctl.cli.numbers import Number, judged, planned_numbers, typed_entry, written_once
from opsctl.cli.session import Session
from opsctl.loading.workspace import Nouns
from opsctl.model.checkin import Checkin
from opsctl.model.scalar import Scalar
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.rendering.scorecard.typed import change_text, entry_text
from opsctl.rendering.visible import visible
from opsctl.text.errors import UsageProblem

_EXAMPLE = "opsctl scorecard set leadership/repeat-rate 21.8"


def set_value(
    session: Session,
    measurable: MeasurableArgument,
    value: Annotated[
        str | None, typer.Argument(metavar="VALUE", help="In its unit, without the sign of it.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(metavar="PERIOD", help="As 2026-W46; else the last one that is closed."),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="What lies behind it.")] = None,
    na: Annotated[
        str | None,
        typer.Option("--na", metavar="REASON", help="There is no number to give, and why."),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Type one number: into its record, or into the check-in where it stands already."""
    workspace = session.load(Nouns.ALL)
    readings = Readings(workspace, session.as_of(workspace.settings.timezone))
    _refuse_unknown_option(value)
    found = measurable_named(workspace, measurable)
    refuse_computed(found)
    chosen = period_of_measurable(found, period, readings)
    there = written_once(found, chosen, workspace)
    given = _given(found, value, note, na, there.entry if there else None)
    number = Number(found, chosen, typed_entry(given, there), there)
    if there is not None and there.entry == number.entry:
        what = f"{found.ref} {chosen}: {entry_text(there.entry)}"
        session.remark(f"nothing was written: {visible(there.path)} has {what} already")
        return
    said = _said(session, number, readings)
    writes = planned_numbers(session, workspace, [number], readings.as_of)
    carry_out(session, writes, said, _next(number, readings), dry_run=dry_run)


def refuse_computed(measurable: Measurable) -> None:
    """Refuse a number for a measurable that has a formula."""
    if measurable.formula is not None:
        raise UsageProblem(
            f"{measurable.ref} is computed, never typed",
            f"opsctl scorecard explain {measurable.ref} shows what it is computed from",
        )


def _refuse_unknown_option(value: str | None) -> None:
    """Refuse what reads like an option: it comes here where a number below zero is given."""
    if value is not None and value.startswith("--"):
        raise UsageProblem(f"there is no option `{value}`", "opsctl scorecard set -h")


def _given(
    measurable: Measurable,
    value: str | None,
    note: str | None,
    na: str | None,
    before: ValueEntry | None,
) -> ValueEntry:
    """Read what was typed; a note alone goes with what stands there."""
    for name, text in (("--note", note), ("--na", na)):
        if text is not None and not text.strip():
            raise UsageProblem(f"{name} has nothing in it")
    if value is not None and na is not None:
        raise UsageProblem("a number and --na at once", "give one of the two")
    if value is None and na is None:
        if note is None or before is None:
            raise UsageProblem("a number is needed", _EXAMPLE)
        return replace(before, note=note.strip())
    if na is not None:
        return ValueEntry(na=na.strip(), note=note.strip() if note else None)
    return ValueEntry(read_value(measurable, value or ""), note=note.strip() if note else None)


def read_value(measurable: Measurable, text: str) -> Scalar:
    """Make sure that a text is a number of the measurable's unit, and leave it as it was typed.

    Raises:
        UsageProblem: it is written in another way than the one for this unit.
    """
    scalar = Scalar(text.strip())
    read_typed(measurable.unit.read, scalar.text, str(measurable.ref))
    return scalar


def _said(session: Session, number: Number, readings: Readings) -> str:
    before = number.there.entry if number.there else None
    change = change_text(before, number.entry, session.screen.signs.arrow)
    verdict = judged(number, readings)
    in_checkin = number.there is not None and isinstance(number.there.record, Checkin)
    where = f" (in {number.there.path})" if number.there and in_checkin else ""
    judged_so = f"; {verdict}" if verdict else ""
    return f"{number.measurable.ref} {number.period}{where}: {change}{judged_so}"


def _next(number: Number, readings: Readings) -> str:
    """Name the next command: what is missing beside this number, else the whole picture."""
    card = number.measurable.scorecard
    for other in readings.workspace.measurables:
        if other.scorecard == card and other.formula is None and other.source is None:
            lacking = set(missing_periods(other, readings))
            if other == number.measurable:
                lacking -= {number.period}
            if lacking:
                return f"opsctl scorecard fill {card}"
    return f"opsctl scorecard show {card}"
