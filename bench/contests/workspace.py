"""One workspace of many files, cold and warm, beside `cat` and `git status`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bench.running.process import run
from bench.running.rounds import Contestant
from bench.surroundings import Opsctl

COLD = "`check` cold"
WITH_GOALS = 20_000  # files: the goals are for workspaces of this size
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
    yield Contestant("`check` warm, nothing changed", check, "G", 3 if has_goals else None)
    change = Change(opsctl, workspace)
    yield Contestant(
        "`check` warm, one file changed",
        check,
        "G",
        6 if has_goals else None,
        change.make,
        change.undo,
    )
    for words in _VIEWS:
        call = opsctl.call(workspace, *words)
        yield Contestant(f"`{' '.join(words)}` warm", call, "G")


def fill(opsctl: Opsctl, workspace: Path, limit: float) -> None:
    """Let every command fill the cache folder that the warm runs use."""
    opsctl.forget("warm")
    if opsctl.has_cache:
        for words in (("check",), *_VIEWS):
            call = opsctl.call(workspace, *words)
            run(call, limit)


@dataclass(slots=True)
class Change:
    """Change a procedure, each time to a text that no cache has seen; put it back afterwards."""

    opsctl: Opsctl
    workspace: Path
    _place: Path = field(init=False)
    _was: bytes = field(init=False)
    _written: int = field(init=False)
    _times: int = 0

    def __post_init__(self) -> None:
        self._place = self.workspace / "sops" / "area-0" / "procedure-7.md"
        self._was = self._place.read_bytes()
        self._written = self._place.stat().st_mtime_ns

    def make(self) -> None:
        self._times += 1
        line = f"- 1.1.0 (2026-05-05): Changed for the {self._times}th time.\n"
        self._place.write_bytes(self._was + line.encode())

    def undo(self) -> None:
        """Put the text back with its old time, and let git look at it again."""
        self._place.write_bytes(self._was)
        os.utime(self._place, ns=(self._written, self._written))
        words = ("git", "-C", str(self.workspace), "status", "--porcelain")
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
