"""`opsctl rock import`: take Rocks from a sheet of any tool, after showing what would be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from opsctl.analysis.sheet.columns import read_mapping, read_table
from opsctl.analysis.sheet.days import DateOrder
from opsctl.analysis.sheet.frame import frame_of
from opsctl.analysis.sheet.plan import ImportPlan, plan_import
from opsctl.cli.changing import DryRunOption, diff_lines
from opsctl.cli.choosing import quarter_named
from opsctl.cli.importing import verified
from opsctl.cli.session import Session
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

IMPORT_FORMATS = ("text", "json")


def import_sheet(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sheet, saved as CSV.")],
    quarter: Annotated[
        str | None,
        typer.Option(metavar="QUARTER", help="As 2026-Q4; else as the sheet says, else today's."),
    ] = None,
    map: Annotated[  # the name of the option
        list[str] | None,
        typer.Option(
            metavar="FIELD=COLUMN",
            help="Which column is which, where opsctl guesses wrong; FIELD= takes none. "
            "May be repeated.",
        ),
    ] = None,
    create_people: Annotated[
        bool, typer.Option("--create-people", help="Add people whom people.yaml does not have.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    dry_run: DryRunOption = False,
    delimiter: Annotated[
        str | None,
        typer.Option(metavar="SIGN", help="comma, semicolon, tab, pipe or any sign; else guessed."),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="As windows-1252; else guessed.")
    ] = None,
    date_order: Annotated[
        str | None,
        typer.Option(metavar="ORDER", help="dmy, mdy or ymd; else by dates that can be one only."),
    ] = None,
) -> None:
    """Take Rocks from a sheet of any tool: shows what it would take, and asks before it writes."""
    workspace = session.load(Nouns.ALL)
    mapping = read_mapping(map or ())
    order = _date_order(date_order)
    chosen = quarter_named(quarter) if quarter else None
    sheet = read_sheet(_shown(file), _content(file), encoding, delimiter)
    table = read_table(sheet, mapping, workspace.people)
    as_of = session.as_of(workspace.settings.timezone)
    frame = frame_of(
        table, workspace.calendar, as_of, quarter=chosen, words=session.given_day, order=order
    )
    names = _names_in_use(session, workspace)
    plan = plan_import(sheet.path, table, frame, workspace, names, create_people=create_people)
    plan = replace(plan, guesses=(*sheet.guesses, *plan.guesses))
    plan, writes = verified(session, workspace, plan, as_of)
    _carry_out(session, plan, writes, yes=yes, dry_run=dry_run)


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
        session.remark("nothing was written; add --yes to write")
    elif as_text:
        arrow = session.screen.signs.arrow
        step = f"opsctl rock status --quarter {plan.taken[0].rock.quarter}"
        said = f"{counted(len(plan.taken), 'Rock')} written"
        session.lines([Text(), Text(f"{said}  {arrow} {step}")])


def _agreed(plan: ImportPlan) -> bool:
    """Ask whoever is there; nobody there is no consent."""
    if not is_interactive():
        return False
    return typer.confirm(f"Write {counted(len(plan.taken), 'Rock')}?", default=False)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise UsageProblem(f"there is no file {file}", "name a sheet saved as CSV") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be one"
        raise SurroundingsRefuse(f"cannot read {file}: {why}") from None


def _shown(file: Path) -> str:
    return file.name


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
