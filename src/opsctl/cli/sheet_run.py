"""One run of an import: read the sheet, show the plan, and write it if that is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import typer
from rich.text import Text

from opsctl.analysis.sheet.columns import read_mapping, read_table
from opsctl.analysis.sheet.days import DateOrder
from opsctl.analysis.sheet.frame import frame_of
from opsctl.analysis.sheet.plan import ImportPlan, plan_import
from opsctl.cli.changing import diff_lines
from opsctl.cli.choosing import quarter_named
from opsctl.cli.session import Session
from opsctl.cli.sheet_check import verified
from opsctl.cli.terminal import is_interactive
from opsctl.editing.write import Write, write_files
from opsctl.loading.sheet import read_sheet
from opsctl.loading.workspace import Nouns
from opsctl.model.period import Quarter
from opsctl.model.rock import RockRef
from opsctl.model.slug import is_slug
from opsctl.model.workspace import Workspace
from opsctl.rendering.figures import counted
from opsctl.rendering.rock.import_data import import_data
from opsctl.rendering.rock.import_screen import import_lines
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.suggestion import did_you_mean


@dataclass(frozen=True, slots=True)
class Wanted:
    """The sheet to read, and what somebody said about it."""

    file: Path
    quarter: str | None
    mapping: Sequence[str]
    date_order: str | None
    delimiter: str | None
    encoding: str | None


def run_import(
    session: Session, wanted: Wanted, *, create_people: bool, yes: bool, dry_run: bool
) -> None:
    """Preview an import, and carry it out where that is agreed to."""
    workspace = session.load(Nouns.ALL)
    as_of = session.as_of(workspace.settings.timezone)
    plan = _plan(session, workspace, wanted, as_of, create_people=create_people)
    plan, writes = verified(session, workspace, plan, as_of)
    _carry_out(session, plan, writes, yes=yes, dry_run=dry_run)


def _plan(
    session: Session, workspace: Workspace, wanted: Wanted, as_of: date, *, create_people: bool
) -> ImportPlan:
    mapping = read_mapping(wanted.mapping)
    order = _date_order(wanted.date_order)
    quarter = quarter_named(wanted.quarter) if wanted.quarter else None
    content = _content(wanted.file)
    sheet = read_sheet(wanted.file.name, content, wanted.encoding, wanted.delimiter)
    table = read_table(sheet, mapping, workspace.people)
    frame = frame_of(
        table, workspace.calendar, as_of, quarter=quarter, words=session.given_day, order=order
    )
    names = _names_in_use(session, workspace)
    plan = plan_import(sheet.path, table, frame, workspace, names, create_people=create_people)
    return replace(plan, guesses=(*sheet.guesses, *plan.guesses))


def _carry_out(
    session: Session, plan: ImportPlan, writes: list[Write], *, yes: bool, dry_run: bool
) -> None:
    as_text = session.format == "text"
    if as_text:
        session.lines(import_lines(plan, session.screen))
    if as_text and dry_run and writes:
        session.lines([Text()])
        for write in writes:
            session.lines(diff_lines(write))
    goes_on = bool(writes) and not dry_run and (yes or (as_text and _agreed(plan)))
    if goes_on:
        write_files(session.root, writes, session.lock)
    if not as_text:
        session.data(import_data(plan, written=goes_on))
    if dry_run:
        session.remark("nothing was written (--dry-run)")
    elif not writes:
        session.remark("there is nothing to write")
    elif not goes_on:
        asked = as_text and is_interactive()
        session.remark(
            "nothing was written" if asked else "nothing was written; add --yes to write"
        )
    elif as_text:
        arrow = session.screen.signs.arrow
        step = f"opsctl rock status --quarter {plan.taken[0].rock.quarter}"
        said = f"{counted(len(plan.taken), 'Rock')} written"
        session.lines([Text(), Text(f"{said}  {arrow} {step}")])


def _agreed(plan: ImportPlan) -> bool:
    """Ask whoever is there; nobody there is no consent."""
    if not is_interactive():
        return False
    typer.echo()
    return typer.confirm(f"Write {counted(len(plan.taken), 'Rock')}?", default=False)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageProblem(f"there is no file {file}", "name a sheet saved as CSV") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be one"
        raise SurroundingsRefuse(f"cannot read {file}: {why}") from None


def _date_order(text: str | None) -> DateOrder | None:
    if text is None:
        return None
    orders: Mapping[str, DateOrder] = {each.value: each for each in DateOrder}
    if text.casefold() not in orders:
        hint = did_you_mean(text, orders) or "choose dmy, mdy or ymd"
        raise UsageProblem(f"--date-order: `{text}` is no order", hint)
    return orders[text.casefold()]


def _names_in_use(session: Session, workspace: Workspace) -> frozenset[RockRef]:
    """Name all ids that a new Rock must not take, also those of files that nothing reads."""
    names = set(workspace.rocks_by_ref) | set(workspace.rock_refs)
    for entry in session.tree.walk("rocks"):
        folder, _, name = entry.path.removeprefix("rocks/").partition("/")
        quarter = Quarter.parse(folder)
        stem = name.partition("/")[0].partition(".")[0].casefold()
        if quarter and is_slug(stem):
            names.add(RockRef(quarter, stem))
    return frozenset(names)
