"""The history of a procedure: its file in git, read version by version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from opsctl.analysis.sop.anatomy import Anatomy, anatomy_of
from opsctl.analysis.sop.difference import digest_of
from opsctl.analysis.sop.digest import content_digest
from opsctl.analysis.sop.found import day_in
from opsctl.analysis.sop.in_force import MainText
from opsctl.analysis.sop.listing import Committed
from opsctl.analysis.sop.log import Edition, What
from opsctl.cli.session import Session
from opsctl.history.days import day_of
from opsctl.history.file_history import FileChange, FileHistory, file_history
from opsctl.history.repository import Repository
from opsctl.history.revision import HEAD
from opsctl.model.settings import Settings
from opsctl.model.sop import FOLDER, ON_MERGE, Sop
from opsctl.model.workspace import Workspace
from opsctl.rendering.sight import Sight

_NOT_COMMITTED = "the file is not committed yet"


@dataclass(frozen=True, eq=False)
class SopHistory:
    """The editions of a procedure, the oldest first, and how much of them could be seen.

    `committed` has the moment, in seconds from 1970, at which each commit was made.
    """

    editions: tuple[Edition, ...]
    committed: dict[str, int]
    sight: Sight


def sop_history(
    session: Session, workspace: Workspace, sop: Sop, *, main_line: bool = False
) -> SopHistory:
    """Read the history of a procedure up to HEAD, or to the revision that is looked at.

    It goes on under the ids that the page has in `formerly`. All contents come from one process.

    Raises:
        GitRefuses: there is no repository, or it cannot be read.
    """
    repository = session.repository
    prefix = session.past.tree.prefix if session.past else repository.prefix
    start = session.past.commit.id if session.past else HEAD
    below = f"{prefix}/" if prefix else ""
    if repository.content(start) is None:
        return SopHistory((), {}, Sight(_NOT_COMMITTED, is_uncommitted=True))
    former = [below + path for path in _former_paths(sop)]
    history = file_history(
        repository, start, below + sop.path, formerly=former, main_line=main_line
    )
    if not history.changes:
        return SopHistory((), {}, Sight(_NOT_COMMITTED, is_uncommitted=True))
    reader = _Reader(repository, below, workspace.settings)
    editions = tuple(_editions(history, reader, workspace.settings.timezone))
    sight = _sight(history, editions, sop, looks_back=session.past is not None)
    return SopHistory(editions, {each.commit: each.committed for each in history.changes}, sight)


def main_texts(history: SopHistory, timezone: str) -> tuple[MainText, ...]:
    """Give the texts of a history of the main line; those that cannot be read are left out."""
    return tuple(
        _main_text(each, day_of(history.committed[each.commit.commit], timezone))
        for each in history.editions
        if each.what is not What.UNREADABLE
    )


def _main_text(edition: Edition, arrived: date) -> MainText:
    text = edition.after
    if text is None:
        return MainText(edition.commit.commit, arrived, None, None, None, None)
    return MainText(
        edition.commit.commit, arrived, text.version, text.status, _effective(text), digest_of(text)
    )


def _effective(anatomy: Anatomy) -> date | None:
    """Give the day on which a text says that it takes effect; none for that of its merge."""
    said = anatomy.sop.metadata.effective
    if isinstance(said, date) or said == ON_MERGE:
        return said if isinstance(said, date) else None
    found = anatomy.find("effective")
    return day_in(found.value) if found else None


def _former_paths(sop: Sop) -> Iterator[str]:
    for old in sop.formerly:
        yield f"{FOLDER}{old}.md"
        yield f"{old}.md"


def _sight(
    history: FileHistory, editions: tuple[Edition, ...], sop: Sop, *, looks_back: bool
) -> Sight:
    newest = editions[-1].after
    here = newest is not None and _is_same(newest.sop, sop)
    return Sight(
        versions=len(history.changes),
        unreadable=sum(each.what is What.UNREADABLE for each in editions),
        is_cut=not history.is_complete,
        shallow_since=editions[0].commit.day if history.cut_off else None,
        is_uncommitted=not looks_back and not here,
    )


def _is_same(one: Sop, two: Sop) -> bool:
    """Tell whether two readings have the same keys and say the same."""
    return one.metadata == two.metadata and content_digest(one) == content_digest(two)


def _editions(history: FileHistory, reader: _Reader, timezone: str) -> Iterator[Edition]:
    for change in history.changes:
        after = reader.read(change.path, change.after) if change.after else None
        before = reader.read(change.path_before, change.before[0]) if change.before else None
        commit = Committed(change.commit, day_of(change.seconds, timezone), change.author)
        what = _what(change, after, is_first_seen=change.commit == history.cut_off)
        paths = (reader.inside(change.path), reader.inside(change.path_before))
        yield Edition(commit, what, *paths, before, after)


def _what(change: FileChange, after: Anatomy | None, *, is_first_seen: bool) -> What:
    if change.after is None:
        return What.DELETED
    if after is None:
        return What.UNREADABLE
    if is_first_seen:
        return What.FIRST_SEEN
    return What.CHANGED if change.before else What.WRITTEN


@dataclass(frozen=True)
class _Reader:
    """Reads the versions of a file, each once, by the words and profiles of today."""

    repository: Repository
    below: str
    settings: Settings
    known: dict[tuple[str, str], Anatomy | None] = field(default_factory=dict)

    def inside(self, path: str) -> str:
        """Give a path as the workspace has it."""
        return path.removeprefix(self.below)

    def read(self, path: str, id: str) -> Anatomy | None:
        """Read a version; none where nothing can be taken apart."""
        key = (path, id)
        if key not in self.known:
            self.known[key] = self._read(self.inside(path), id)
        return self.known[key]

    def _read(self, path: str, id: str) -> Anatomy | None:
        from opsctl.loading.sops import sop_at  # there when a procedure was read
        from opsctl.text.tree import OverlayTree

        found = self.repository.content(id)
        if found is None or found.type != "blob":
            return None
        sop = sop_at(OverlayTree(None, {path: found.content}), path)
        return anatomy_of(sop, self.settings) if sop is not None and sop.parsed else None
