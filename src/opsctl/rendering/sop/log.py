"""The log of a procedure: its versions, and who approved and reviewed which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from rich.text import Text

from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.log import LoggedVersion, Signed, SopLog, What
from opsctl.model.approval import Approval, ReviewRecord
from opsctl.model.weight import Weight
from opsctl.rendering.figures import counted, day_with_year
from opsctl.rendering.layout import hanging, labelled, wrap
from opsctl.rendering.markdown import escaped
from opsctl.rendering.screen import Screen
from opsctl.rendering.sight import Sight, sight_data, sight_texts
from opsctl.rendering.sop.difference import change_data, phrase
from opsctl.rendering.theme import BOLD, DIM
from opsctl.rendering.visible import one_line

SCHEMA = 1
_SHORT = 7
_MOST_CHANGES = 3
_LONGEST = 60
_INDENT = 14
_WHAT = MappingProxyType(
    {
        What.WRITTEN: "first committed",
        What.FIRST_SEEN: "as the clone begins",
        What.UNREADABLE: "cannot be read",
        What.DELETED: "deleted",
    }
)
_OWN_COLUMN = frozenset(["version"])


@dataclass(frozen=True, eq=False)
class ShownLog:
    """A log, the procedure that it is of, and how much of its history could be seen."""

    id: str
    title: str
    log: SopLog
    sight: Sight
    as_of: date


def short(commit: str) -> str:
    """Show the id of a commit as people write it."""
    return commit[:_SHORT]


def log_lines(shown: ShownLog, screen: Screen) -> Iterator[Text]:
    """Draw the log, the newest first."""
    name = Text.assemble((one_line(shown.title), BOLD), (f"  {one_line(shown.id)}", DIM))
    yield from wrap(name, screen.width, 0)
    yield Text()
    for entry in shown.log.entries:
        day, said = _entry(entry)
        yield from labelled(Text(f" {day_with_year(day):>11}  ", DIM), said, screen.width)
        if isinstance(entry, LoggedVersion):
            for detail in _details(entry, screen.signs.becomes):
                yield from hanging(Text(detail, DIM), screen.width, _INDENT, _INDENT + 2)
    for remark in _remarks(shown):
        yield from wrap(Text(one_line(f"({remark})"), DIM), screen.width, 1)


def _entry(entry: LoggedVersion | Signed) -> tuple[date, Text]:
    if isinstance(entry, Signed):
        return entry.record.date, Text(one_line(_signed(entry)))
    commit = entry.edition.commit
    names = one_line(" ".join(_names(entry)))
    parts = [Text(names, BOLD)] if names else []
    parts += [Text(_weight(entry)), Text(one_line(commit.by)), Text(short(commit.commit), DIM)]
    return commit.day, Text("  ").join(parts)


def _names(version: LoggedVersion) -> list[str]:
    """Give the version and the status, as far as the page says them."""
    after = version.edition.after
    status = after.status.value if after and after.status else None
    return [each for each in (after.version if after else None, status) if each]


def _weight(version: LoggedVersion) -> str:
    """Say how much a version changed, in a word or two."""
    if version.difference is None:
        return _WHAT.get(version.edition.what, "changed")
    weight = version.difference.weight
    if weight is Weight.PATCH:
        return "wording only"
    if weight is not None:
        return f"{weight.value} change"
    return "keys only" if version.difference.changes else "same text"


def _details(version: LoggedVersion, becomes: str) -> Iterator[str]:
    """Say what a version changed, the heaviest first, and from where the file came."""
    edition = version.edition
    if edition.path_before != edition.path:
        yield one_line(f"moved from {edition.path_before}")
    if version.difference is None:
        return
    changes = _told(version.difference)
    said = [_change(each, becomes) for each in changes[:_MOST_CHANGES]]
    more = len(changes) - len(said)
    if said:
        yield "; ".join(said) + (f"; and {more} more" if more > 0 else "")


def _told(difference: SopDifference) -> list[SopChange]:
    """Leave out what the line of a version says already."""
    return [
        each
        for each in difference.changes
        if each.kind is not ChangeKind.KEY or each.section not in _OWN_COLUMN
    ]


def _change(change: SopChange, becomes: str) -> str:
    if change.figures:
        pairs = ", ".join(f"{one_line(a)} {becomes} {one_line(b)}" for a, b in change.figures)
        return f"{phrase(change)} {pairs}"
    if change.kind in (ChangeKind.KEY, ChangeKind.TITLE, ChangeKind.SECTION_RENAMED):
        before, after = (_cut(each) if each else "none" for each in (change.before, change.after))
        return f"{phrase(change)} {before} {becomes} {after}"
    text = change.after or change.before
    return f"{phrase(change)} “{_cut(text)}”" if text else phrase(change)


def _cut(text: str) -> str:
    shown = one_line(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _signed(signed: Signed) -> str:
    record = signed.record
    if isinstance(record, Approval):
        said = f"{record.person} approved {record.version} as {record.as_.value}"
    else:
        outcome = record.outcome.value.replace("-", " ")
        said = f"{record.person} reviewed it: {outcome}"
    return f"{said}, {_which(signed)}"


def _which(signed: Signed) -> str:
    if signed.commit is None:
        return (
            "the text as it is here" if signed.is_current else "a text that history does not show"
        )
    said = f"the text of {short(signed.commit)}"
    return f"{said}, as it still is" if signed.is_current else said


def _remarks(shown: ShownLog) -> Iterator[str]:
    if shown.log.left_out:
        count = counted(len(shown.log.versions), "version")
        yield f"only the newest {count}: a higher --limit shows more"
    yield from sight_texts(shown.sight, shown.as_of)


def log_markdown(shown: ShownLog) -> str:
    """Write the log as a table for a page."""
    lines = [f"# {escaped(shown.title)}", "", "| Day | Version | What | Who | Commit |"]
    lines.append("| --- | --- | --- | --- | --- |")
    lines += [f"| {' | '.join(_cells(each))} |" for each in shown.log.entries]
    for remark in _remarks(shown):
        lines += ["", escaped(f"({remark})")]
    return "\n".join(lines) + "\n"


def _cells(entry: LoggedVersion | Signed) -> list[str]:
    if isinstance(entry, Signed):
        record = entry.record
        version = escaped(record.version) if isinstance(record, Approval) else ""
        commit = short(entry.commit) if entry.commit else ""
        said = escaped(_signed(entry))
        return [day_with_year(record.date), version, said, escaped(record.person), commit]
    commit_of = entry.edition.commit
    said = "; ".join(escaped(each) for each in (_weight(entry), *_details(entry, "→")))
    names = escaped(" ".join(_names(entry)))
    who = escaped(commit_of.by)
    return [day_with_year(commit_of.day), names, said, who, short(commit_of.commit)]


def log_data(shown: ShownLog) -> Mapping[str, Any]:
    """Give the log as data, the newest first."""
    signed = shown.log.signed
    return {
        "schema": SCHEMA,
        "id": shown.id,
        "title": shown.title,
        "versions": [_version_data(each) for each in shown.log.versions],
        "approvals": [
            approval_data(each.record) | _shown_in(each)
            for each in signed
            if isinstance(each.record, Approval)
        ],
        "reviews": [
            _review_data(each.record) | _shown_in(each)
            for each in signed
            if isinstance(each.record, ReviewRecord)
        ],
        "left_out": shown.log.left_out,
        "history": sight_data(shown.sight),
    }


def _version_data(version: LoggedVersion) -> Mapping[str, Any]:
    edition, changed = version.edition, version.difference
    after = edition.after
    return {
        "date": edition.commit.day,
        "author": edition.commit.by,
        "commit": edition.commit.commit,
        "what": edition.what,
        "path": edition.path,
        "moved_from": edition.path_before if edition.path_before != edition.path else None,
        "version": after.version if after else None,
        "status": after.status if after else None,
        "weight": changed.weight if changed else None,
        "changes": [change_data(each) for each in changed.changes] if changed else [],
        "digest": version.digest,
    }


def approval_data(approval: Approval) -> dict[str, Any]:
    """Give an approval as data."""
    return {
        "date": approval.date,
        "by": approval.person,
        "as": approval.as_,
        "version": approval.version,
        "digest": approval.digest,
        "note": approval.note,
    }


def _review_data(review: ReviewRecord) -> dict[str, Any]:
    return {
        "date": review.date,
        "by": review.person,
        "outcome": review.outcome,
        "digest": review.digest,
        "note": review.note,
    }


def _shown_in(signed: Signed) -> dict[str, Any]:
    return {"commit": signed.commit, "current": signed.is_current}
