"""One run of an import of numbers: read the sheet, show the plan, write it if that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from opsctl.analysis.scorecard.readings import Readings
from opsctl.analysis.scorecard_sheet.amounts import DecimalSign
from opsctl.analysis.scorecard_sheet.creating import Creating
from opsctl.analysis.scorecard_sheet.layout import Layout
from opsctl.analysis.scorecard_sheet.plan import NumbersPlan, Taken, entry_after
from opsctl.analysis.scorecard_sheet.planning import Reading, plan_numbers
from opsctl.analysis.scorecard_sheet.table import read_number_table
from opsctl.analysis.sheet.days import DateOrder
from opsctl.cli.changing import changed_file, new_file, refuse_new_errors
from opsctl.cli.choosing import person_named
from opsctl.cli.choosing_measurables import scorecard_named
from opsctl.cli.previewing import Preview, carry_out_preview
from opsctl.cli.session import Session
from opsctl.cli.sheet_run import sheet_bytes, sheet_name
from opsctl.editing.intent import InsertItem, Intent
from opsctl.editing.values import value_intents
from opsctl.editing.write import Write
from opsctl.loading.scorecards import FOLDER, scorecard_path
from opsctl.loading.sheet import read_sheet
from opsctl.loading.workspace import Nouns
from opsctl.model.checkin import Checkin
from opsctl.model.period import FIRST_YEAR, LAST_YEAR
from opsctl.model.scorecard import Measurable, Scorecard, Shown
from opsctl.model.slug import is_slug, why_no_slug
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.scorecard.import_data import numbers_data
from opsctl.rendering.scorecard.import_screen import numbers_lines, numbers_lost
from opsctl.text.errors import UsageProblem
from opsctl.text.span import Origin
from opsctl.text.suggestion import did_you_mean

Changing = Measurable | Checkin | Scorecard
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class WantedNumbers:
    """The sheet to read, and what somebody said about it; `owner` is that of new measurables."""

    file: Path
    scorecard: str | None
    owner: str | None
    layout: str | None
    decimal: str | None
    date_order: str | None
    year: int | None
    delimiter: str | None
    encoding: str | None


def run_numbers(
    session: Session, wanted: WantedNumbers, *, replace: bool, yes: bool, dry_run: bool
) -> None:
    """Preview an import, and carry it out where that is agreed to."""
    workspace = session.load(Nouns.ALL)
    readings = Readings(workspace, session.as_of(workspace.settings.timezone))
    plan = _plan(session, readings, wanted)
    writes = _writes(session, workspace, plan, replace=replace)
    if writes:
        refuse_new_errors(session, workspace, writes, readings.as_of)
    preview = Preview(
        numbers_lines(plan, session.screen, replace=replace),
        lambda written: numbers_data(plan, replace=replace, written=written),
        counted(plan.new + (plan.different if replace else 0), "number"),
        "opsctl scorecard status",
        numbers_lost(plan),
    )
    carry_out_preview(session, preview, writes, yes=yes, dry_run=dry_run)


def _plan(session: Session, readings: Readings, wanted: WantedNumbers) -> NumbersPlan:
    workspace = readings.workspace
    layout = _word("--layout", wanted.layout, Layout)
    order = _word("--date-order", wanted.date_order, DateOrder)
    sign = _word("--decimal", wanted.decimal, DecimalSign)
    creating = _creating(session, workspace, wanted) if wanted.owner else None
    card = (
        None if creating or not wanted.scorecard else scorecard_named(workspace, wanted.scorecard)
    )
    if creating and wanted.scorecard:
        card = creating.scorecard
    content = sheet_bytes(wanted.file)
    sheet = read_sheet(sheet_name(wanted.file), content, wanted.encoding, wanted.delimiter)
    commas = any(each.what == "delimiter" and each.value == "comma" for each in sheet.guesses)
    plan = plan_numbers(
        read_number_table(sheet, layout, _year(wanted.year)),
        readings,
        workspace.measurables if card is None else _of(card, workspace),
        Reading(order, sign, commas_part_cells=commas),
        creating,
    )
    return replace(plan, guesses=(*sheet.guesses, *plan.guesses))


def _year(given: int | None) -> int | None:
    if given is not None and not FIRST_YEAR < given < LAST_YEAR:
        hint = f"give one from {FIRST_YEAR + 1} to {LAST_YEAR - 1}, as in --year 2026"
        raise UsageProblem(f"--year: `{given}` is not a year that opsctl counts in", hint)
    return given


def _of(card: Scorecard, workspace: Workspace) -> Iterable[Measurable]:
    """Give what a scorecard shows, and what lies in its folder."""
    shown = (each for each in workspace.shown_on(card) if isinstance(each, Measurable))
    own = (each for each in workspace.measurables if each.scorecard == card.id)
    return {each.ref: each for each in (*shown, *own)}.values()


def _creating(session: Session, workspace: Workspace, wanted: WantedNumbers) -> Creating:
    owner = wanted.owner or ""
    if workspace.people.listed or owner == "me":
        owner = person_named(session, workspace, owner)
    elif not is_slug(owner):
        raise UsageProblem(f"`{owner}` cannot be a person's id", why_no_slug(owner))
    card = _card_for_new(workspace, wanted.scorecard)
    folder = f"{FOLDER}/{card.id}/"
    taken = {
        entry.path.removeprefix(folder).partition("/")[0].partition(".")[0].casefold()
        for entry in session.tree.walk(f"{FOLDER}/{card.id}")
    }
    return Creating(card, owner, folder, taken)


def _card_for_new(workspace: Workspace, name: str | None) -> Scorecard:
    """Give the scorecard that new measurables go to; one that is not there yet is made of them."""
    if name is None:
        cards = workspace.scorecards
        if len(cards) == 1:
            return cards[0]
        names = ", ".join(each.id for each in cards) or "a new one, such as leadership"
        raise UsageProblem("--new does not say for which scorecard", f"add --scorecard: {names}")
    found = workspace.scorecards_by_id.get(name)
    if found is not None:
        return found
    if not is_slug(name):
        raise UsageProblem(f"`{name}` cannot name a scorecard", why_no_slug(name))
    return Scorecard(name, Origin(scorecard_path(name)), name.replace("-", " ").capitalize())


def _writes(
    session: Session, workspace: Workspace, plan: NumbersPlan, *, replace: bool
) -> list[Write]:
    """Plan the writes of all files, each read again; check-ins change only where they differ."""
    changes: dict[str, tuple[Changing, list[Intent]]] = {}
    made = [new_file(session, each.measurable) for each in plan.taken if each.created]
    for taken in plan.taken:
        for record, intents in _changes(workspace, taken, replace=replace):
            changes.setdefault(record.origin.path, (record, []))[1].extend(intents)
    return [*made, *(changed_file(session, *each) for each in changes.values())]


def _changes(
    workspace: Workspace, taken: Taken, *, replace: bool
) -> Iterator[tuple[Changing, list[Intent]]]:
    """Give what the numbers of a measurable change in the files that are there."""
    measurable = taken.measurable
    if taken.created:
        home = workspace.scorecards_by_id.get(measurable.scorecard)
        if home is not None and home.show is not None:  # else it shows all of its folder
            yield home, [InsertItem(("show",), Shown(measurable=measurable.id))]
        return
    for number in taken.new:
        intents = value_intents(measurable.origin, str(number.period), number.entry, None)
        yield measurable, intents
    for different in taken.different if replace else ():
        for there in different.there:
            after = entry_after(there.entry, different.number.entry)
            yield there.record, value_intents(there.record.origin, there.key, after, there.entry)


def _word(option: str, text: str | None, words: type[Word]) -> Word | None:
    """Read one of a few words; none where none was given."""
    if text is None:
        return None
    known = [each.value for each in words]
    if text.casefold() not in known:
        hint = did_you_mean(text, known) or f"choose {', '.join(known[:-1])} or {known[-1]}"
        raise UsageProblem(f"{option}: `{text}` is none of {', '.join(known)}", hint)
    return words(text.casefold())
