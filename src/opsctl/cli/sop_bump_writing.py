"""A page with its new version and entry: planned, and verified by reading it again."""

from __future__ import annotations

from dataclasses import replace

from opsctl.analysis.sop.added_entry import added_text, entries_added, has_just_the_version
from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.change_log import ChangeLog, LogForm, change_log_of
from opsctl.analysis.sop.log_heading import log_heading
from opsctl.cli.session import Session
from opsctl.editing.change_log import (
    Unplaceable,
    heading_lines,
    plan_chapter,
    plan_first_item,
    plan_item,
    plan_row,
    plan_section,
)
from opsctl.editing.sop import can_take_keys, plan_metadata
from opsctl.editing.write import Write
from opsctl.model.settings import Settings
from opsctl.rendering.markdown import written
from opsctl.rendering.sop.log_entry import NewEntry
from opsctl.text.edit import Edit, splice
from opsctl.text.errors import SurroundingsRefuse, UsageProblem
from opsctl.text.source import Source

_BY_HAND = "write the entry by hand, and the version with --no-log"


def bumped_page(
    session: Session, settings: Settings, anatomy: Anatomy, version: str, entry: NewEntry | None
) -> Write:
    """Plan the file of a page with its version and entry, as `bumped_text` does."""
    source = _source_of(session, anatomy.sop.path)
    after = bumped_text(source, settings, anatomy, version, entry)
    return Write(anatomy.sop.path, source.encode(), after.encode())


def bumped_text(
    source: Source, settings: Settings, anatomy: Anatomy, version: str, entry: NewEntry | None
) -> Source:
    """Put a version at the top of a page and, if there is one, an entry in its change log.

    Raises:
        UsageProblem: the page is written in a way in which there is no place for one of them.
        SurroundingsRefuse: it would not read as intended.
    """
    edits = _top(source, anatomy, version)
    said = ""
    if entry is not None:
        try:
            edit, said = _plan_entry(source, anatomy, entry)
        except Unplaceable as error:
            raise UsageProblem(str(error), _BY_HAND) from None
        edits.append(edit)
    after = replace(source, text=splice(source.text, edits))
    _verify(anatomy, _read(after, settings), version, entry, said)
    return after


def _source_of(session: Session, path: str) -> Source:
    from opsctl.loading.source import read_page  # already there when a procedure was read

    entry = session.tree.entry(path)
    source = read_page(session.tree, entry)[0] if entry else None
    if source is None:
        raise SurroundingsRefuse(f"{path} is gone meanwhile")
    if source.encode() != session.tree.read(path):
        raise UsageProblem(f"{path} is not all text in UTF-8", "opsctl check says where")
    return source


def _top(source: Source, anatomy: Anatomy, version: str) -> list[Edit]:
    written_there = anatomy.sop.metadata.version
    if written_there is not None and written_there.text == version:
        return []
    if not can_take_keys(anatomy.sop):
        raise UsageProblem(
            f"no key can be written at the top of {anatomy.sop.path}", "opsctl check says why"
        )
    return plan_metadata(source, anatomy.sop, {"version": version})


def _plan_entry(source: Source, anatomy: Anatomy, entry: NewEntry) -> tuple[Edit, str]:
    """Plan the entry; also give all that a reader will see of it."""
    log = change_log_of(anatomy)
    if log is None:
        heading = log_heading(anatomy)
        lines = heading_lines(heading.title, heading.level, underlined=heading.underlined)
        line = f"{entry.head()}: {entry.text}"
        return plan_section(source, lines, written(line)), heading.title + line
    if log.form is LogForm.CLOSED:
        raise Unplaceable(log.reason)
    if log.form is LogForm.TABLE:
        return _plan_row(source, log, entry)
    if log.form is LogForm.CHAPTERS:
        return _plan_chapter(source, log, entry)
    line = f"{entry.head(_neighbour(log))}: {entry.text}"
    if log.block is None:
        return plan_first_item(source, log.last_line, written(line)), line
    return plan_item(source, log.block, written(line), first=log.newest_first), line


def _plan_row(source: Source, log: ChangeLog, entry: NewEntry) -> tuple[Edit, str]:
    """Plan a row; a table without a column of versions has it before what changed."""
    assert log.block is not None, "a table is a block"
    cells = entry.cells(log.columns)
    row = [written(cell, cell=True) for cell in cells]
    return plan_row(source, log.block, row, first=log.newest_first), "".join(cells)


def _plan_chapter(source: Source, log: ChangeLog, entry: NewEntry) -> tuple[Edit, str]:
    first = log.newest_first
    neighbour = log.entries[0 if first else -1]
    title = entry.head(neighbour.text)
    items = [written(each) for each in entry.clauses]
    edit = plan_chapter(source, neighbour.block, log.last_line, written(title), items, first=first)
    return edit, title + "".join(entry.clauses)


def _neighbour(log: ChangeLog) -> str:
    return log.entries[0 if log.newest_first else -1].text if log.entries else ""


def _read(source: Source, settings: Settings) -> Anatomy:
    from opsctl.loading.sops import parse_sop  # already there when a procedure was read

    return anatomy_of(parse_sop(Source(source.path, source.text, source.has_bom))[0], settings)


def _verify(
    before: Anatomy, after: Anatomy, version: str, entry: NewEntry | None, said: str
) -> None:
    """Refuse a page that would not be as it was but for its version and one entry."""
    added = added_text(before, after)
    more = entries_added(before, after, version) if entry else 0
    wanted = "".join(said.split())
    if not has_just_the_version(before, after, version) or added is None:
        raise SurroundingsRefuse(
            f"{before.sop.path} is written in a way that opsctl cannot change safely",
            "nothing was written; write the version and the entry by hand",
        )
    if added != wanted or more != (1 if entry else 0):
        raise SurroundingsRefuse(
            "the change log is written in a way that opsctl cannot add to safely", _BY_HAND
        )
