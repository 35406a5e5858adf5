"""One run of an import: read the sheet, show the plan, and write it if that is wanted."""

from __future__ import annotations

import stat
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from opsctl.analysis.sheet.columns import read_mapping, read_table
from opsctl.analysis.sheet.days import DateOrder
from opsctl.analysis.sheet.frame import frame_of
from opsctl.analysis.sheet.plan import ImportPlan, plan_import
from opsctl.cli.choosing import quarter_named
from opsctl.cli.previewing import Preview, carry_out_preview
from opsctl.cli.session import Session
from opsctl.cli.sheet_check import verified
from opsctl.loading.sheet import LARGEST_SHEET, read_sheet
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

STDIN = "-"


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
    quarter = plan.taken[0].rock.quarter if plan.taken else ""
    preview = Preview(
        import_lines(plan, session.screen),
        lambda written: import_data(plan, written=written),
        counted(len(plan.taken), "Rock"),
        f"opsctl rock status --quarter {quarter}",
    )
    carry_out_preview(session, preview, writes, yes=yes, dry_run=dry_run)


def _plan(
    session: Session, workspace: Workspace, wanted: Wanted, as_of: date, *, create_people: bool
) -> ImportPlan:
    mapping = read_mapping(wanted.mapping)
    order = _date_order(wanted.date_order)
    quarter = quarter_named(wanted.quarter) if wanted.quarter else None
    content = sheet_bytes(wanted.file)
    sheet = read_sheet(sheet_name(wanted.file), content, wanted.encoding, wanted.delimiter)
    table = read_table(sheet, mapping, workspace.people)
    frame = frame_of(
        table, workspace.calendar, as_of, quarter=quarter, words=session.given_day, order=order
    )
    names = _names_in_use(session, workspace)
    plan = plan_import(sheet.path, table, frame, workspace, names, create_people=create_people)
    return replace(plan, guesses=(*sheet.guesses, *plan.guesses))


def sheet_name(file: Path) -> str:
    """Give the name of a sheet as messages have it."""
    return "standard input" if str(file) == STDIN else file.name


def sheet_bytes(file: Path) -> bytes:
    """Read the file of a sheet, wherever it lies, or standard input, where it is `-`.

    One byte more than the most is read, which tells that a sheet is too large.
    """
    if str(file) == STDIN:
        return sys.stdin.buffer.read(LARGEST_SHEET + 1)
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            hint = "name a file, or `-` to read from standard input"
            raise UsageProblem(f"{file} is not a regular file", hint)
        with file.open("rb") as opened:
            return opened.read(LARGEST_SHEET + 1)
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
