"""The change log of a procedure: in which form it is kept, and where its next entry goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from opsctl.analysis.sop.anatomy import Anatomy
from opsctl.analysis.sop.digest import is_comment
from opsctl.analysis.sop.log_entries import (
    LogEntry,
    entry_of,
    is_entry,
    newest_first,
    row_entry,
    version_at_start,
)
from opsctl.analysis.sop.parts import Carrier
from opsctl.analysis.sop.sections import Section
from opsctl.analysis.sop.words.log_columns import LOG_COLUMNS, LogColumn
from opsctl.analysis.sop.words.vocabulary import Vocabulary, folded
from opsctl.model.markdown import Block, BlockKind
from opsctl.model.section import Matched, SectionKind

_CLOSING = re.compile(r"\s*</")
_HOLDS_ENTRIES = re.compile(r"<(?:li|tr|p)\b|[0-9]\.[0-9]", re.IGNORECASE)


class LogForm(StrEnum):
    """In which form entries are written; `empty` has none yet, `closed` none that can be added."""

    TABLE = "table"
    LIST = "list"
    CHAPTERS = "chapters"
    EMPTY = "empty"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """A change log as it is kept.

    `block` is the list or the table that the next entry goes into. `columns` tell what each column
    of a table is for. `last_line` is the last one that holds something, what only closes a
    `<details>` and comments left out. `reason` says why nothing can be added to a closed one.
    """

    section: Section
    form: LogForm
    entries: tuple[LogEntry, ...] = ()
    newest_first: bool = True
    block: Block | None = None
    columns: tuple[LogColumn | None, ...] = ()
    last_line: int = 0
    reason: str = ""


def change_log_of(anatomy: Anatomy) -> ChangeLog | None:
    """Find the change log of a procedure; none where it has none."""
    sections = [each for each in anatomy.sections if each.section == SectionKind.CHANGE_LOG]
    logs = [_read(anatomy, each) for each in sections]
    kept = (each for each in logs if each.entries)
    return next(kept, logs[0] if logs else None)


def _read(anatomy: Anatomy, section: Section) -> ChangeLog:
    if section.matched in (Matched.FRONT_MATTER, Matched.TABLE):
        where = "at the top of the page" if section.matched is Matched.FRONT_MATTER else "in a row"
        return ChangeLog(section, LogForm.CLOSED, reason=f"its change log stands {where}")
    carrier = Carrier.HEADING if section.level else Carrier.LABEL
    part = next(
        each for each in anatomy.parts if each.carrier is carrier and each.span == section.span
    )
    blocks = _own(part.blocks, anatomy.sections)
    last = max((each.end_line for each in _without_ends(blocks)), default=part.span.end_line)
    log = _chapters(section, blocks, last) or _table(section, blocks, anatomy.words)
    log = log or _list(section, blocks)
    if log is not None:
        return log
    reason = _why_closed(section, blocks)
    form = LogForm.CLOSED if reason else LogForm.EMPTY
    return ChangeLog(section, form, last_line=last, reason=reason)


def _own(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[Block, ...]:
    """Leave out what belongs to a section of another kind below it."""
    others = {each.line for each in sections if each.section != SectionKind.CHANGE_LOG}
    starts = (at for at, each in enumerate(blocks) if each.line in others)
    return tuple(blocks[: next(starts, len(blocks))])


def _without_ends(blocks: Sequence[Block]) -> Sequence[Block]:
    """Leave out what stands below the last entry and is none: rules, comments, closing tags."""
    kept = list(blocks)
    while kept and (kept[-1].kind is BlockKind.RULE or _only_closes(kept[-1])):
        kept.pop()
    return kept


def _only_closes(block: Block) -> bool:
    is_html = block.kind is BlockKind.HTML
    return is_html and (is_comment(block) or _CLOSING.match(block.text) is not None)


def _chapters(section: Section, blocks: Sequence[Block], last: int) -> ChangeLog | None:
    headings = [each for each in blocks if each.kind is BlockKind.HEADING and is_entry(each)]
    level = min((each.level for each in headings), default=0)
    entries = tuple(entry_of(each) for each in headings if each.level == level)
    if not entries:
        return None
    order = newest_first(entries, otherwise=True)
    return ChangeLog(section, LogForm.CHAPTERS, entries, order, last_line=last)


def _table(section: Section, blocks: Sequence[Block], words: Vocabulary) -> ChangeLog | None:
    tables = [each for each in blocks if each.kind is BlockKind.TABLE]
    for table in tables:
        columns = _columns(table.children[0], words)
        known = {LogColumn.VERSION, LogColumn.DATE} & set(columns)
        if LogColumn.CHANGE in columns and known:
            entries = tuple(_rows(table, columns))
            order = newest_first(entries, otherwise=True)
            return ChangeLog(section, LogForm.TABLE, entries, order, table, columns)
    if not tables or any(is_entry(item) for item in _items(blocks)):
        return None
    reason = "no column of the table in its change log is known to say what changed and when"
    return ChangeLog(section, LogForm.CLOSED, reason=reason)


def _columns(header: Block, words: Vocabulary) -> tuple[LogColumn | None, ...]:
    """Tell what each column is for; each purpose has one column, that with the plainest word."""
    names = [folded(cell.plain) for cell in header.children]
    found: list[LogColumn | None] = [None] * len(names)
    for column, listed in LOG_COLUMNS.items():
        ranks = {folded(word): rank for rank, word in reversed(list(enumerate(listed)))}
        if column is LogColumn.VERSION:
            more = (word for word, key in words.metadata.items() if key == "version")
            ranks = dict.fromkeys(more, len(listed)) | ranks
        fitting = [at for at, name in enumerate(names) if name in ranks and found[at] is None]
        if fitting:
            found[min(fitting, key=lambda at: ranks[names[at]])] = column
    return tuple(found)


def _rows(table: Block, columns: Sequence[LogColumn | None]) -> Iterator[LogEntry]:
    places = [
        columns.index(each) if each in columns else None
        for each in (LogColumn.VERSION, LogColumn.DATE)
    ]
    for row in table.children[1:]:
        yield row_entry(row, *places)


def _items(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.LIST:
            yield from block.children


def _list(section: Section, blocks: Sequence[Block]) -> ChangeLog | None:
    lists = [each for each in blocks if each.kind is BlockKind.LIST]
    dated = [each for each in lists if any(is_entry(item) for item in each.children)]
    chosen = dated or lists[:1]
    if not chosen:
        return None
    entries = tuple(entry_of(item) for each in chosen for item in each.children)
    order = newest_first(entries, otherwise=not chosen[0].ordered)
    return ChangeLog(section, LogForm.LIST, entries, order, chosen[0 if order else -1])


def _why_closed(section: Section, blocks: Sequence[Block]) -> str:
    """Say why no list can begin here, if so."""
    if any(_holds_entries(each) for each in blocks):
        return "its change log is kept in a form that opsctl cannot add to"
    if not section.level:
        return "its change log is a bold line with no list or table below it"
    return ""


def _holds_entries(block: Block) -> bool:
    """Tell entries in paragraphs, quotes, code or raw HTML."""
    if block.kind in (BlockKind.HTML, BlockKind.CODE):
        return not is_comment(block) and _HOLDS_ENTRIES.search(block.text) is not None
    return any(version_at_start(each.plain) for each in block.walk() if each.runs)
