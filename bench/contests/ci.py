"""A fresh clone, as in CI: with an empty cache folder, and with one kept from an earlier run."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.running.process import run
from bench.running.rounds import Contestant
from bench.surroundings import Opsctl


def ci(opsctl: Opsctl, workspace: Path, limit: float) -> list[Contestant]:
    """Give `check` in a new clone; the kept folder is there only where opsctl has a cache."""
    clones = _Clones(opsctl, workspace, opsctl.work / "clone")
    check = opsctl.call(clones.place, "check", cache="ci")
    empty = Contestant("`check` in CI, empty cache folder", check, "C", before=clones.empty)
    if not opsctl.has_cache:
        return [empty]
    clones.empty()
    if run(check, limit).was_cut:
        return [empty]
    clones.keep()
    return [empty, Contestant("`check` in CI, kept cache folder", check, "C", before=clones.kept)]


@dataclass(frozen=True, slots=True)
class _Clones:
    opsctl: Opsctl
    workspace: Path
    place: Path

    def empty(self) -> None:
        """Make a new clone, and forget the cache."""
        self._clone()
        self.opsctl.forget("ci")

    def kept(self) -> None:
        """Make a new clone, and restore the cache as it was kept."""
        self._clone()
        shutil.rmtree(self.opsctl.cache("ci"), ignore_errors=True)
        shutil.copytree(self.opsctl.cache("ci-kept"), self.opsctl.cache("ci"))

    def keep(self) -> None:
        shutil.rmtree(self.opsctl.cache("ci-kept"), ignore_errors=True)
        shutil.copytree(self.opsctl.cache("ci"), self.opsctl.cache("ci-kept"))

    def _clone(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        words = ("git", "clone", "--quiet", str(self.workspace), str(self.place))
        subprocess.run(words, check=True)
