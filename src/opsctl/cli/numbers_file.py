"""Numbers from a file instead of questions: the file to fill in, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard.written import Lacking, says_the_same, why_not_typed
from opsctl.cli.choosing_measurables import measurable_named
from opsctl.cli.handed_in import INPUT, handed_in
from opsctl.cli.numbers import (
    Number,
    says_something,
    typed_entry,
    written_once,
)
from opsctl.cli.session import Session
from opsctl.model.cadence import Period, cadence_of, parse_period
from opsctl.model.numbers import PeriodNumbers
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, ValueEntry
from opsctl.rendering.figures import counted
from opsctl.rendering.quarter.answers import finding_lines
from opsctl.rendering.scorecard.question import last_number, question_text
from opsctl.rendering.scorecard.typed import entry_text
from opsctl.rendering.visible import one_line
from opsctl.text.diagnostic import Finding
from opsctl.text.errors import CannotProceed, UsageProblem


def numbers_template(lacking: Sequence[Lacking], readings: Readings) -> str:
    """Write the file of what is missing, by period, every number empty."""
    lines = [
        "# What is missing. Leave empty what is not known; write {na: why} where there is none.",
        "# Then: opsctl scorecard fill --from THIS_FILE",
    ]
    periods = {period for each in lacking for period in each.periods}
    for period in sorted(periods, key=str):
        lines += ["", f"{period}:"]
        for each in lacking:
            if period in each.periods:
                lines += _blank(each.measurable, period, readings)
    return "\n".join(lines) + "\n"


def _blank(measurable: Measurable, period: Period, readings: Readings) -> Iterator[str]:
    question = question_text(measurable, period, last_number(measurable, readings), readings)
    facts = question.partition(", ")[2]
    yield f"  # {one_line(measurable.title)}, {measurable.unit}: {facts}"
    yield f"  {measurable.ref}:"


def numbers_from(session: Session, readings: Readings, path: Path) -> list[Number]:
    """Read the numbers of a file; those that stand there already are left out.

    Raises:
        UsageProblem: anything in it cannot be taken; every reason is shown first.
    """
    from opsctl.loading.numbers import read_numbers  # pydantic and YAML, where needed

    name = "stdin" if path == INPUT else path.as_posix()
    periods, findings = read_numbers(name, handed_in(path))
    taken: dict[tuple[object, Period], Number] = {}
    for numbers in periods:
        for key, entry in numbers.values.items():
            place = numbers.origin.value("values", key)
            try:
                number = _number(readings, numbers, key, entry)
                if (number.measurable.ref, number.period) in taken:
                    raise UsageProblem(f"`{key}` is given twice for {number.period}")
                taken[number.measurable.ref, number.period] = number
            except (CannotProceed, Unreadable) as error:
                findings.append(Finding("FILE019", place, error.message, error.hint))
    if findings:
        ordered = sorted(findings, key=lambda each: each.location.span)
        session.remark(*(line.plain for line in finding_lines(ordered)))
        mistakes = counted(len(findings), "mistake")
        raise UsageProblem(f"{name} has {mistakes}; nothing was written")
    return [each for each in taken.values() if not (each.there and each.there.entry == each.entry)]


def _number(readings: Readings, numbers: PeriodNumbers, key: str, entry: ValueEntry) -> Number:
    measurable = measurable_named(readings.workspace, key)
    if measurable.formula is not None:
        raise UsageProblem(f"{measurable.ref} is computed, never typed")
    period = parse_period(numbers.period)
    if period is None:
        raise UsageProblem(f"`{numbers.period}` is not a period", "write it as 2026-W46")
    if cadence_of(period) is not measurable.cadence:
        every, other = measurable.cadence, cadence_of(period)
        raise UsageProblem(f"{measurable.ref} has a number for every {every}, not {other}")
    why = why_not_typed(measurable, period, readings)
    if why is not None:
        raise UsageProblem(f"{measurable.ref} takes no number for this: {why}")
    if entry.value is not None:
        measurable.unit.read(entry.value)
    there = written_once(measurable, period, readings.workspace)
    if there is None or not says_something(measurable, there.entry):
        return Number(measurable, period, typed_entry(entry, there), there)
    if not says_the_same(measurable, there.entry, entry):
        raise UsageProblem(
            f"{measurable.ref} has {entry_text(there.entry)} for {period} already",
            f"opsctl scorecard set {measurable.ref} --period {period} replaces it",
        )
    return Number(measurable, period, there.entry, there)
