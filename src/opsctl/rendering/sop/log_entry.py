"""What an entry of a change log says of a change, in the words of those who do the work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from opsctl.analysis.sop.change import ChangeKind, SopChange, SopDifference
from opsctl.analysis.sop.log_entries import LABEL, VERSION
from opsctl.analysis.sop.words.log_columns import LogColumn
from opsctl.model.section import SectionKind, section_name
from opsctl.rendering.figures import counted
from opsctl.rendering.visible import one_line

_MOST_CLAUSES = 5
_LONGEST = 72
_SENTENCE = re.compile(r".{12,72}?[^\W\d_]{2}[.!?](?=\s)")
_SILENT_KEYS = frozenset(["version", "status", "effective", "reviewed"])
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_BETWEEN = r"[^\w\[\]]{1,4}"
_LIKE = re.compile(
    rf"(?:(?P<label>{LABEL}?){VERSION}(?P<between>{_BETWEEN}){_ISO_DAY}(?P<end>\)?)"
    rf"|{_ISO_DAY}(?P<then>{_BETWEEN})(?P<after>{LABEL}?){VERSION}(?P<last>\)?))"
    r"(?P<rest>\s*[:–—-]\s+|\s+[^\W\d]|$)",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?P<label>{LABEL}){VERSION}", re.IGNORECASE)
_WORDS = MappingProxyType(
    {
        ChangeKind.STEP_ADDED: "step added",
        ChangeKind.STEP_REMOVED: "step removed",
        ChangeKind.STEP_REORDERED: "step moved",
        ChangeKind.STEP_REWORDED: "step reworded",
        ChangeKind.ITEM_ADDED: "added to",
        ChangeKind.ITEM_REMOVED: "removed from",
        ChangeKind.ITEM_REORDERED: "moved in",
        ChangeKind.ITEM_REWORDED: "reworded in",
        ChangeKind.SECTION_ADDED: "section added",
        ChangeKind.SECTION_REMOVED: "section removed",
        ChangeKind.SECTION_MOVED: "section moved",
        ChangeKind.FORM: "written otherwise",
        ChangeKind.TITLE: "title",
    }
)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to be written: its version, its day, who writes it, and what it says, in clauses.

    All of it is plain text, and no Markdown yet.
    """

    version: str
    day: date
    who: str | None
    clauses: tuple[str, ...]

    @property
    def text(self) -> str:
        """The clauses in one line."""
        return "; ".join(self.clauses)

    def cells(self, columns: Sequence[LogColumn | None]) -> tuple[str, ...]:
        """Give the cells of a row; one of a column that nobody knows stays empty.

        Without a column of versions, the version stands before what changed.
        """
        before = "" if LogColumn.VERSION in columns else f"{self.version}: "
        texts = {
            None: "",
            LogColumn.VERSION: self.version,
            LogColumn.DATE: self.day.isoformat(),
            LogColumn.WHO: self.who or "",
            LogColumn.CHANGE: f"{before}{self.text}",
        }
        return tuple(texts[column] for column in columns)

    def head(self, neighbour: str = "") -> str:
        """Give what it begins with, in the form of its neighbour where that is a plain one."""
        like = _LIKE.match(neighbour)
        if like and like["between"]:
            return f"{like['label']}{self.version}{like['between']}{self.day}{like['end']}"
        if like:
            return f"{self.day}{like['then']}{like['after']}{self.version}{like['last']}"
        label = _LABELLED.match(neighbour)
        who = f", {self.who}" if self.who else ""
        return f"{label['label'] if label else ''}{self.version} ({self.day}{who})"


def changes_told(difference: SopDifference | None, *, is_first: bool) -> tuple[str, ...]:
    """Tell what changed in a few clauses, the heaviest first; never none at all.

    Without a difference, the procedure is new; `is_first` is for one that had no version yet.
    """
    said = [*dict.fromkeys(_clauses(difference.changes if difference else ()))]
    if len(said) > _MOST_CLAUSES:
        more = counted(len(said) - _MOST_CLAUSES, "more change")
        return (*said[:_MOST_CLAUSES], more)
    if said:
        return tuple(said)
    if difference is None or is_first:
        return ("first version",)
    return ("the text says the same" if difference.weight is None else "other wording",)


def _clauses(changes: Sequence[SopChange]) -> Iterator[str]:
    """Say each change, the heaviest first; what the change log itself says is left out."""
    for change in changes:
        if change.section != SectionKind.CHANGE_LOG and _is_told(change):
            yield _clause(change)


def _is_told(change: SopChange) -> bool:
    return change.kind is not ChangeKind.KEY or change.section not in _SILENT_KEYS


def _clause(change: SopChange) -> str:
    kind = change.kind
    if kind is ChangeKind.KEY:
        return _key(change)
    said = _short(change.after or change.before or "")
    if kind is ChangeKind.SECTION_RENAMED:
        return f"section “{_short(change.before or '')}” is called “{said}”"
    is_item = kind.value.startswith("item")
    where = section_name(change.section) if is_item and change.section else ""
    if change.figures:
        pairs = (f"{one_line(new)} instead of {one_line(old)}" for old, new in change.figures)
        place = _short(where) if is_item else "step"
        return f"{f'{place} ' if place else ''}“{said}”: {', '.join(dict.fromkeys(pairs))}"
    words = _WORDS[kind] if where or not is_item else _WORDS[kind].rpartition(" ")[0]
    told = f"{words}{f' {_short(where)}' if where else ''}"
    return f"{told}: “{said}”" if said else told


def _key(change: SopChange) -> str:
    name = change.section.replace("_", " ")
    if change.after is None:
        return f"{name}: no longer {_short(change.before or '')}"
    before = f" instead of {_short(change.before)}" if change.before else ""
    return f"{name}: {_short(change.after)}{before}"


def _short(text: str) -> str:
    """Cut a text to one short line: to its first sentence, else behind a word."""
    shown = one_line(text)
    if len(shown) <= _LONGEST:
        return shown
    sentence = _SENTENCE.match(shown)
    if sentence is not None:
        return sentence[0].rstrip(".")
    cut = shown[: _LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return f"{(words if len(words) > _LONGEST // 2 else cut).rstrip(' .,;:–-')}…"
