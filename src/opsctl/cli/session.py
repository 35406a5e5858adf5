"""What a command stands on: its workspace, its day, its output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from opsctl.cli.choices import Choices
from opsctl.cli.collector import uncollected
from opsctl.cli.progress import watched
from opsctl.cli.streams import emit
from opsctl.cli.terminal import print_lines, screen_of
from opsctl.model.scalar import Scalar, Unreadable, read_day
from opsctl.rendering.figures import counted
from opsctl.rendering.visible import visible
from opsctl.text.errors import UsageProblem
from opsctl.text.tree import WORKSPACE_FILE, FolderTree, Tree

if TYPE_CHECKING:
    from rich.text import Text

    from opsctl.cli.past import Past
    from opsctl.cli.recording import Recording
    from opsctl.history.repository import Repository
    from opsctl.loading.sops import PageReader
    from opsctl.loading.workspace import Nouns
    from opsctl.model.settings import SopSettings
    from opsctl.model.workspace import Workspace
    from opsctl.pages.reader import Store
    from opsctl.rendering.screen import Screen


@dataclass(frozen=True)
class Session:
    """One run of a command."""

    choices: Choices
    formats: Sequence[str]
    recording: Recording | None = None

    def __post_init__(self) -> None:
        if self.format not in self.formats:
            raise UsageProblem(
                f"there is no format `{self.format}` here",
                f"choose one of {', '.join(self.formats)}",
            )

    @property
    def format(self) -> str:
        """The format of the output."""
        return self.formats[0] if self.choices.format is None else self.choices.format

    @cached_property
    def root(self) -> Path:
        """The folder of the workspace; with `--at`, where it would be.

        Raises:
            UsageProblem: there is none.
        """
        if self.past is not None:
            return self.past.folder
        if self.choices.workspace is not None:
            return _named_workspace(self.choices.workspace)
        for folder in _upward(Path.cwd()):
            if (folder / WORKSPACE_FILE).is_file():
                return folder
        named = os.environ.get("OPSCTL_WORKSPACE")
        if named:
            return _named_workspace(Path(named))
        raise UsageProblem(
            "there is no workspace here: no opsctl.yaml in this folder or above it",
            "opsctl init makes one; or name one with -C FOLDER",
        )

    @property
    def _is_within(self) -> bool:
        """Tell whether there is a workspace; a page may be looked at without one."""
        try:
            return bool(self.root)
        except UsageProblem:
            return False

    @cached_property
    def tree(self) -> Tree:
        """The files of the workspace."""
        if self.past is not None:
            return self.past.tree
        return self.recording.traced(self.root) if self.recording else FolderTree(self.root)

    @cached_property
    def past(self) -> Past | None:
        """The revision that is looked at, if one is."""
        if self.choices.at is None:
            return None
        from opsctl.cli.past import look_back  # git, where it is asked for

        folder, upward = self._starting_point
        return look_back(self.repository, folder, self.choices.at, upward=upward)

    @cached_property
    def repository(self) -> Repository:
        """The git repository of the workspace.

        Raises:
            GitRefuses: there is none, or git is not in a state to read it.
        """
        from opsctl.cli.past import repository_of  # git, where it is asked for

        self.hangs_on_more()
        folder = self.root if self.choices.at is None else self._starting_point[0]
        return repository_of(folder)

    @property
    def _starting_point(self) -> tuple[Path, bool]:
        """Give the folder to look for a workspace of the past in, and whether also above it."""
        named = self.choices.workspace
        if named is not None:
            return (named.parent if named.name == WORKSPACE_FILE else named), False
        here = Path.cwd()
        elsewhere = os.environ.get("OPSCTL_WORKSPACE")
        if elsewhere and not any((each / WORKSPACE_FILE).is_file() for each in _upward(here)):
            return Path(elsewhere), False
        return here, True

    def close(self) -> None:
        """Let go of what the session holds open."""
        if "repository" in self.__dict__:
            self.repository.close()

    @cached_property
    def given_day(self) -> date | None:
        """The day of `--as-of`, if there is one."""
        if self.choices.as_of is None:
            return None
        try:
            return read_day(Scalar(self.choices.as_of))
        except Unreadable as error:
            raise UsageProblem(f"--as-of: {error.message}", error.hint) from None

    def load(self, nouns: Nouns, tree: Tree | None = None, pages: Sequence[str] = ()) -> Workspace:
        """Read the workspace, as far as the command needs it; `pages` also as procedures."""
        from opsctl.loading.workspace import Nouns, load_workspace  # where a workspace is read

        below = self.tree if tree is None else tree
        reader = self._page_reader(below) if Nouns.SOPS in nouns else None
        with watched(below) as read_from, uncollected():
            return load_workspace(read_from, nouns, pages, reader)

    def _page_reader(self, tree: Tree) -> PageReader:
        """Give what reads the pages of a tree: what was made out about one before is known."""
        from opsctl.cli.page_store import processes, store_for  # where procedures are read
        from opsctl.pages.reader import KnownPages, NoStore

        def store_of(settings: SopSettings) -> Store:
            if self.choices.no_cache or not self._is_within:
                return NoStore()
            return store_for(self.root, settings)

        return KnownPages(store_of, tree, processes())

    def as_of(self, timezone: str) -> date:
        """Give the day that is asked about: as given, else that of `--at`, else today."""
        if self.given_day is not None:
            return self.given_day
        if self.past is not None:
            return self.past.day
        from zoneinfo import ZoneInfo  # where today is asked for

        today = datetime.now(ZoneInfo(timezone)).date()
        if self.recording:
            self.recording.hangs_on_the_day(today, timezone)
        return today

    def hangs_on_more(self) -> None:
        """Note that the output hangs on more than the workspace, the day, and what was asked."""
        if self.recording:
            self.recording.hangs_on_more()

    @property
    def screen(self) -> Screen:
        """Where lines go."""
        return screen_of(sys.stdout)

    def lines(self, lines: Iterable[Text]) -> None:
        """Print lines for people."""
        print_lines(
            [*_dim(self._said_first()), *lines], self._output, no_color=self.choices.no_color
        )

    def text(self, text: str) -> None:
        """Print a finished text as it is: Markdown, or lines for another program."""
        if self.format == "markdown":
            from opsctl.rendering.markdown import escaped  # already there, with the page

            text = "".join(f"*{escaped(each)}*\n\n" for each in self._said_first()) + text
        else:
            self.remark(*self._said_first())
        emit(self._output, text)

    def data(self, data: Mapping[str, Any]) -> None:
        """Print data as JSON."""
        from opsctl.rendering.json_text import json_text  # where JSON is printed

        past = {"at": self.past.data} if self.past else {}
        emit(self._output, json_text({**data, **past}))

    def _said_first(self) -> list[str]:
        """Give what stands above all other output, once."""
        said, self._to_be_said[:] = [*self._to_be_said], []
        return said

    @cached_property
    def _to_be_said(self) -> list[str]:
        return [visible(self.past.sentence)] if self.past else []

    def remark(self, *remarks: str) -> None:
        """Say something that is not the output: on the error stream."""
        stream = sys.stderr
        if self.recording:
            stream = self.recording.heard(stream, to_errors=True)
        print_lines(_dim(remarks), stream, no_color=self.choices.no_color)

    @property
    def _output(self) -> TextIO:
        if self.recording:
            return self.recording.heard(sys.stdout, to_errors=False)
        return sys.stdout

    @property
    def lock(self) -> Path:
        """The file that writers of this workspace take turns with, outside of it."""
        return self.lock_of(self.root)

    def lock_of(self, folder: Path) -> Path:
        """The lock of a folder that is, or is to become, a workspace."""
        import tempfile  # where something is written
        from hashlib import sha256

        name = sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:24]
        return Path(tempfile.gettempdir()) / f"opsctl-{_user_name()}" / f"{name}.lock"


def unread_lines(unread: Sequence[str]) -> list[Text]:
    """Say how many files could not be read, if any."""
    if not unread:
        return []
    from rich.text import Text  # already there, with the lines above

    return [Text(f"{counted(len(unread), 'file')} could not be read: opsctl check")]


def _dim(sentences: Iterable[str]) -> list[Text]:
    """Draw what stands beside the output."""
    from rich.text import Text  # where lines are drawn

    from opsctl.rendering.theme import DIM

    return [Text(each, DIM) for each in sentences]


def _upward(folder: Path) -> tuple[Path, ...]:
    return (folder, *folder.parents)


def _named_workspace(folder: Path) -> Path:
    if folder.name == WORKSPACE_FILE and folder.is_file():
        return folder.parent.resolve()
    if not (folder / WORKSPACE_FILE).is_file():
        raise UsageProblem(f"{folder} is no workspace: it has no opsctl.yaml", "opsctl init")
    return folder.resolve()


def _user_name() -> str:
    """Tell users of one machine apart, so that nobody finds another's lock in the way."""
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
