"""Where opsctl and its cache are, and what the processes of the bench see of the environment."""

from __future__ import annotations

import compileall
import os
import shutil
import site
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.making.shape import AS_OF
from bench.running.process import Call

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
_OURS = ("OPSCTL_", "GIT_", "PYTHONDONTWRITEBYTECODE", "PYTHONPROFILE", "NO_COLOR", "FORCE_COLOR")


def compile_everything() -> None:
    """Compile opsctl and its libraries, so that no run has to."""
    for place in (str(SOURCE), *site.getsitepackages()):
        compileall.compile_dir(place, quiet=2, workers=0)


@dataclass(frozen=True, slots=True)
class Opsctl:
    """How opsctl is called: with a cache folder of the bench, and without what is set outside."""

    work: Path
    has_cache: bool

    def call(
        self, place: Path, *words: str, cache: str = "warm", on_one_core: bool = False
    ) -> Call:
        """Give a call of opsctl on a workspace, on the day of the bench."""
        command = (*_program(), "-C", str(place), "--as-of", str(AS_OF), *words)
        return self.plain(*command, place=place, cache=cache, on_one_core=on_one_core)

    def bare(self, *words: str) -> Call:
        """Give a call of opsctl that needs no workspace."""
        return self.plain(*_program(), *words, place=self.work)

    def plain(
        self, *command: str, place: Path, cache: str = "warm", on_one_core: bool = False
    ) -> Call:
        """Give a call of any program; what finds something ends with 1."""
        variables = {
            key: value for key, value in os.environ.items() if not key.startswith(_OURS)
        } | {
            "PYTHONPATH": str(SOURCE),
            "OPSCTL_CACHE_DIR": str(self.cache(cache)),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        return Call(command, place, variables, on_one_core, frozenset({0, 1}))

    def cache(self, name: str) -> Path:
        return self.work / "caches" / name

    def forget(self, name: str) -> None:
        """Leave an empty cache folder."""
        shutil.rmtree(self.cache(name), ignore_errors=True)
        self.cache(name).mkdir(parents=True)

    @property
    def without_cache(self) -> tuple[str, ...]:
        """Give the option that leaves the cache alone, where there is one."""
        return ("--no-cache",) if self.has_cache else ()


def opsctl(work: Path) -> Opsctl:
    """Find out how opsctl is called."""
    helped = subprocess.run(
        [*_program(), "check", "--help"],
        env=os.environ | {"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    return Opsctl(work, "--no-cache" in helped.stdout)


def _program() -> tuple[str, ...]:
    """Give the installed program beside this Python, else the module."""
    program = Path(sys.executable).parent / "opsctl"
    return (str(program),) if program.exists() else (sys.executable, "-m", "opsctl")
