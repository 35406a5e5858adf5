"""The story of a Rock: its record, and where there is git, the history of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from opsctl.analysis.story import Story, Version, tell_story
from opsctl.cli.session import Session
from opsctl.history.days import day_of
from opsctl.history.file_history import FileHistory, file_history
from opsctl.history.repository import GitRefuses, NoRepository, Repository, is_in_repository
from opsctl.history.revision import HEAD
from opsctl.model.checkin import with_words
from opsctl.model.rock import Rock
from opsctl.model.workspace import Workspace
from opsctl.rendering.sight import Sight

_NO_GIT = "the workspace lies in no git repository"
_NOT_COMMITTED = "the file is not committed yet"
_RECORD = re.compile(r"(?:.*/)?(rocks/[^/]+/[^/]+\.yaml)")


def story_of(
    session: Session, workspace: Workspace, rock: Rock, as_of: date
) -> tuple[Story, Sight]:
    """Tell the story of a Rock, and how much of its history could be seen."""
    versions: tuple[Version, ...] = ()
    sight = Sight(_NO_GIT)
    if session.past or is_in_repository(session.root):
        try:
            versions, sight = _seen(session, session.repository, workspace, rock)
        except NoRepository:
            pass
        except GitRefuses as error:
            sight = Sight(error.message)
    return tell_story(rock, versions, workspace, as_of), sight


def _seen(
    session: Session, repository: Repository, workspace: Workspace, rock: Rock
) -> tuple[tuple[Version, ...], Sight]:
    """Read the history of the Rock's file, from HEAD or from the revision that is looked at."""
    prefix = session.past.tree.prefix if session.past else repository.prefix
    start = session.past.commit.id if session.past else HEAD
    if repository.content(start) is None:
        return (), Sight(_NOT_COMMITTED, is_uncommitted=True)
    history = file_history(repository, start, f"{prefix}/{rock.origin.path}".lstrip("/"))
    if not history.changes:
        return (), Sight(_NOT_COMMITTED, is_uncommitted=True)
    timezone = workspace.settings.timezone
    reader = _Reader(repository, workspace, {}, set())
    versions = tuple(_versions(history, reader, timezone))
    newest = versions[-1].rock if versions else None
    first = day_of(history.changes[0].seconds, timezone)
    return versions, Sight(
        versions=len(history.changes),
        unreadable=len(reader.unreadable),
        is_cut=not history.is_complete,
        shallow_since=first if history.cut_off else None,
        is_uncommitted=session.past is None and newest != rock,
    )


def _versions(history: FileHistory, reader: _Reader, timezone: str) -> Iterator[Version]:
    """Read every version; one that cannot be read is left out."""
    for change in history.changes:
        day = day_of(change.seconds, timezone)
        read = (reader.rock(change.path_before, id) for id in change.before)
        before = tuple(rock for rock in read if rock)
        if change.after is None:
            yield Version(day, change.author, before, None)
            continue
        after = reader.rock(change.path, change.after, instead=before)
        if after is None:
            continue
        if change.commit == history.cut_off:
            before = (after,)  # it was made earlier, where a shallow clone does not reach
        yield Version(day, change.author, before, after)


@dataclass(frozen=True)
class _Reader:
    """Reads the versions of a file, each once, with what check-ins say, which is dated itself."""

    repository: Repository
    workspace: Workspace
    known: dict[str, Rock | None]
    unreadable: set[str]

    def rock(self, path: str, id: str, instead: tuple[Rock, ...] = ()) -> Rock | None:
        """Read a version; where it cannot be read, what it was made from stands in for it."""
        key = f"{path}:{id}"
        if key not in self.known:
            self.known[key] = self._read(path, id)
            if self.known[key] is None:
                self.unreadable.add(id)
                self.known[key] = instead[0] if instead else None
        return self.known[key]

    def _read(self, path: str, id: str) -> Rock | None:
        from opsctl.loading.rocks import read_rocks  # pydantic and YAML, where needed
        from opsctl.text.tree import OverlayTree

        place = _RECORD.fullmatch(path)
        found = self.repository.content(id) if place else None
        if place is None or found is None:
            return None
        read = read_rocks(OverlayTree(None, {place[1]: found.content})).rocks
        told = with_words(read, self.workspace.checkins, self.workspace.calendar)
        return told[0] if told else None
