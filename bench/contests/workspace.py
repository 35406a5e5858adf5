"""One workspace of many files, cold and warm, beside `cat` and `git status`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.running.process import Call, run
from bench.running.rounds import Contestant
from bench.surroundings import Opsctl

COLD = "`check` cold"
WITH_GOALS = 20_000  # files: the goals are for workspaces of this size
_PROCEDURE = ("sops/area-0/procedure-7.md", "- 1.1.0 (2026-05-05): Change")
_ROCK = ("rocks/2026-Q4/rock-0.yaml", "# Change")
_FOR_UNDOING = 600  # seconds
_VIEWS = (("rock", "status"), ("scorecard", "show", "card-0"), ("sop", "list"), ("status",))


def paths(workspace: Path) -> list[str]:
    """Give the paths of all files that are committed."""
    words = ("git", "-C", str(workspace), "ls-files", "-z")
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return told.split("\0")[:-1]


def references(opsctl: Opsctl, workspace: Path) -> list[Contestant]:
    """Give C and G."""
    listed = opsctl.work / f"{workspace.name}.paths"
    listed.write_text("\0".join(paths(workspace)))
    cat = ("sh", "-c", 'xargs -0 cat < "$0"', str(listed))
    return [
        Contestant("C", opsctl.plain(*cat, place=workspace)),
        Contestant("G", opsctl.plain("git", "status", "--porcelain", place=workspace)),
    ]


def cold(opsctl: Opsctl, workspace: Path, files: int) -> list[Contestant]:
    """Give `check` without a cache, on all cores and on one."""
    words = ("check", *opsctl.without_cache)
    on_all = opsctl.call(workspace, *words, cache="none")
    on_one = opsctl.call(workspace, *words, cache="none", on_one_core=True)
    goal = 5.5 if files == WITH_GOALS else None
    return [
        Contestant(f"{COLD}, all cores", on_all, "C", goal, partial(opsctl.forget, "none")),
        Contestant(f"{COLD}, one core", on_one, "C", None, partial(opsctl.forget, "none")),
    ]


def warm(opsctl: Opsctl, workspace: Path, files: int) -> Iterator[Contestant]:
    """Give `check`, also after a change, and the views, with a cache that has seen everything."""
    check = opsctl.call(workspace, "check")
    has_goals = files == WITH_GOALS
    again = partial(run, check, _FOR_UNDOING)  # the cache has seen what others changed and undid
    goal = 3 if has_goals else None
    yield Contestant("`check` warm, nothing changed", check, "G", goal, again)
    yield _changed(opsctl, check, "`check` warm, one file changed", _PROCEDURE, has_goals)
    for words in _VIEWS:
        call = opsctl.call(workspace, *words)
        again = partial(run, call, _FOR_UNDOING)
        yield Contestant(f"`{' '.join(words)}` warm", call, "G", None, again)
    status = opsctl.call(workspace, "rock", "status")
    yield _changed(opsctl, status, "`rock status` warm, one Rock changed", _ROCK, False)


def _changed(
    opsctl: Opsctl, call: Call, name: str, what: tuple[str, str], has_goal: bool
) -> Contestant:
    change = Change(opsctl, call, *what)
    return Contestant(name, call, "G", 6 if has_goal else None, change.make, change.undo)


def fill(opsctl: Opsctl, workspace: Path, limit: float) -> None:
    """Let every command fill the cache folder that the warm runs use."""
    opsctl.forget("warm")
    if opsctl.has_cache:
        for words in (("check",), *_VIEWS):
            run(opsctl.call(workspace, *words), limit)


@dataclass(slots=True)
class Change:
    """Add a line to a file, each time one that no cache has seen; put the file back afterwards."""

    opsctl: Opsctl
    call: Call
    path: str
    line: str
    _was: bytes = field(init=False)
    _written: int = field(init=False)
    _times: int = 0

    def __post_init__(self) -> None:
        self._was = self._place.read_bytes()
        self._written = self._place.stat().st_mtime_ns

    @property
    def _place(self) -> Path:
        return self.call.place / self.path

    def make(self) -> None:
        self._times += 1
        self._place.write_bytes(self._was + f"{self.line} {self._times}\n".encode())

    def undo(self) -> None:
        """Put back text and time, and let git and the cache look at them again.

        Otherwise the next run with nothing changed would be one with a change: this one's end.
        """
        self._place.write_bytes(self._was)
        os.utime(self._place, ns=(self._written, self._written))
        words = ("git", "-C", str(self.call.place), "status", "--porcelain")
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        if self.opsctl.has_cache:
            run(self.call, _FOR_UNDOING)
