"""Changes of files: planned, verified by reading them again, shown or written."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from opsctl.cli.session import Session
from opsctl.editing.intent import Incomplete, Intent, applied
from opsctl.editing.plan import plan_edits
from opsctl.editing.write import Write, write_files
from opsctl.editing.yaml_text import field_order, record_lines
from opsctl.loading.source import read_source
from opsctl.loading.workspace import Nouns, load_workspace
from opsctl.model.checkin import Checkin, CheckinWord
from opsctl.model.rock import LogEntry, Milestone, Outcome, Rescue, Result, Rock
from opsctl.model.scalar import Unreadable
from opsctl.model.scorecard import Measurable, Scorecard, ValueEntry
from opsctl.model.workspace import Workspace
from opsctl.rendering.theme import DIM
from opsctl.rendering.visible import visible
from opsctl.text.edit import splice
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.source import Source
from opsctl.text.tree import WORKSPACE_FILE, OverlayTree

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", "-n", help="Show what would change, and change nothing.")
]
Record = Rock | Scorecard | Measurable | Checkin
_ROCK_ORDERS = {
    "": field_order(Rock),
    "outcome": field_order(Outcome),
    "result": field_order(Result),
    "milestones": field_order(Milestone),
    "rescues": field_order(Rescue),
    "log": field_order(LogEntry),
}
_NO_LINE_END = "\n"
"""What marks the last line of a file that does not end with a line end."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_DIFF_STYLES = {"+": "color(35)", "-": "color(160)", "@": DIM}


def changed_record(
    session: Session, workspace: Workspace, record: Record, intents: Sequence[Intent], as_of: date
) -> Write:
    """Plan a change of a record's file, and verify that it means just what was intended.

    Raises:
        UsageProblem: the changed record would break a rule that it did not break before.
        SurroundingsRefuse: the file is written in a way that the edit cannot be placed in.
    """
    write = changed_file(session, record, intents)
    refuse_new_errors(session, workspace, [write], as_of)
    return write


def new_record(session: Session, workspace: Workspace, record: Record, as_of: date) -> Write:
    """Plan the file of a new record, and verify that it reads as intended."""
    write = new_file(session, record)
    refuse_new_errors(session, workspace, [write], as_of)
    return write


def changed_file(session: Session, record: Record, intents: Sequence[Intent]) -> Write:
    """Plan a change of a file as `changed_record` does, and leave the rules to the caller."""
    path = record.origin.path
    source = _source_of(session, path)
    try:
        intents = [each for each in intents if _changes(record, each)]
        intended = applied(record, intents)
    except Incomplete as error:
        raise UsageProblem(f"`{error}` is needed", f"give {error}=…") from None
    if intended == record:
        raise UsageProblem("nothing would change", _to_look_at(record))
    edits = plan_edits(source, record.origin, intents, _orders(intended))
    after = replace(source, text=splice(source.text, edits)).encode()
    if _read_alone(session, path, after, record) != intended:
        raise SurroundingsRefuse(
            f"{source.path} is written in a way that opsctl cannot change safely",
            "nothing was written; edit the file by hand",
        )
    return Write(path, source.encode(), after)


def _changes(record: Record, intent: Intent) -> bool:
    """Tell whether an intent makes a difference by itself; half a group of keys counts as one."""
    try:
        return applied(record, [intent]) != record
    except (Incomplete, Unreadable):
        return True


def new_file(session: Session, record: Record) -> Write:
    """Plan the file of a new record as `new_record` does, and leave the rules to the caller."""
    path = record.origin.path
    if session.tree.entry(path) is not None:
        raise UsageProblem(f"{path} exists already", "choose another id with --id")
    after = "".join(f"{line}\n" for line in record_lines(record)).encode("utf-8")
    if _read_alone(session, path, after, record) != record:
        raise UsageProblem("a text in it cannot be kept in a file", "leave out control characters")
    return Write(path, None, after)


def _to_look_at(record: Record) -> str:
    """Give the command that shows a record."""
    if isinstance(record, Rock):
        return f"opsctl rock show {record.id}"
    if isinstance(record, Measurable):
        return f"opsctl scorecard explain {record.ref}"
    return "opsctl checkin --status" if isinstance(record, Checkin) else "opsctl scorecard list"


def _orders(record: Record) -> dict[str, Sequence[str]]:
    """Give the orders in which the keys of a record's file are written; periods by time."""
    if isinstance(record, Rock):
        return dict(_ROCK_ORDERS)
    orders: dict[str, Sequence[str]] = {"": field_order(type(record))}
    if isinstance(record, Measurable):
        for name in ("values", "goal", "exceptions"):
            orders[name] = sorted(getattr(record, name))
    if isinstance(record, Measurable | Checkin):
        orders |= dict.fromkeys(record.values, field_order(ValueEntry))
    if isinstance(record, Checkin):
        orders |= dict.fromkeys(record.rocks, field_order(CheckinWord))
        orders |= {"values": list(record.values), "rocks": list(record.rocks)}
    return orders


def refuse_new_errors(
    session: Session, workspace: Workspace, writes: Sequence[Write], as_of: date
) -> None:
    """Refuse changes that together break a rule which held before."""
    from opsctl.rules.engine import new_errors  # many modules, needed by writing commands only
    from opsctl.rules.registry import RULES

    files = {write.path: write.after for write in writes}
    changed = session.load(Nouns.ALL, OverlayTree(session.tree, files))
    for each in new_errors(workspace, changed, RULES, as_of):
        where = f"{each.finding.location.path}: " if len(writes) > 1 else ""
        message = f"{where}{each.finding.message} ({each.finding.code})"
        raise UsageProblem(message, each.finding.hint)


def carry_out(
    session: Session, writes: Sequence[Write], said: str, next_step: str, *, dry_run: bool
) -> None:
    """Write files, or show what would be written; then say what happened and what comes next."""
    if dry_run:
        for write in writes:
            session.lines(diff_lines(write))
        session.remark("nothing was written (--dry-run)")
        return
    write_files(session.root, writes, session.lock)
    arrow = session.screen.signs.arrow
    session.lines([Text(f"{visible(said)}  {arrow} {next_step}")])


def diff_lines(write: Write) -> Iterator[Text]:
    """Draw the difference that a write makes."""
    before, after = _lines_of(write.before or b""), _lines_of(write.after)
    name = visible(write.path)
    old = name if write.before is not None else "/dev/null"
    for line in difflib.unified_diff(before, after, old, name, lineterm="", n=2):
        text = line.removesuffix(_NO_LINE_END)
        yield Text(visible(text), _DIFF_STYLES.get(line[:1], ""))
        if text != line:
            yield Text("\\ No newline at end of file")


def _lines_of(content: bytes) -> list[str]:
    """Split a file at what ends a line for every other reader of ours."""
    lines = _LINE_END.split(content.decode("utf-8", "replace"))
    if lines[-1] == "":
        return lines[:-1]
    return [*lines[:-1], lines[-1] + _NO_LINE_END]


def _source_of(session: Session, path: str) -> Source:
    entry = session.tree.entry(path)
    source = read_source(session.tree, entry)[0] if entry else None
    if source is None:
        raise SurroundingsRefuse(f"{path} is gone meanwhile")
    return source


def _read_alone(session: Session, path: str, content: bytes, record: Record) -> Record | None:
    """Read one changed file as the workspace's settings would have it, and nothing else."""
    settings = session.tree.entry(WORKSPACE_FILE)
    files = {path: content}
    if settings is not None:
        files[WORKSPACE_FILE] = session.tree.read(WORKSPACE_FILE)
    read = load_workspace(OverlayTree(None, files), Nouns.ROCKS | Nouns.SCORECARDS)
    for each in read.records():
        if each.origin.path == path and isinstance(each, type(record)):
            return each
    return None
