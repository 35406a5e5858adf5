"""Outputs in the documentation: what a terminal shows of the commands, run on the examples."""

from __future__ import annotations

import contextlib
import io
import math
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import copytree
from unittest import mock

from opsctl.cli import progress
from opsctl.cli.run import run

WIDTH = 100
AS_OF = "2026-11-20"
_ENVIRONMENT = {"COLUMNS": str(WIDTH), "LINES": "50", "NO_COLOR": "1", "TERM": "xterm"}
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class _Terminal(io.StringIO):
    """A terminal that keeps what is written on it."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Say that this is a terminal."""
        return True


def with_outputs(text: str, examples: Path) -> str:
    """Give a page with every `$ opsctl …` in its console blocks followed by the real output.

    The blocks of a page are one visit: they run in order, in a copy of the examples, and where
    they name no workspace in `examples/northwind`.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(os.path.realpath(scratch))
        copytree(examples, root / "examples")
        return _BLOCK.sub(lambda match: f"```console\n{_answered(match[1], root)}```", text)


def _answered(block: str, root: Path) -> str:
    """Give the lines of a block, with the outputs as they are now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{each}\n{_output(each[2:], root)}" for each in commands)


def _output(command: str, root: Path) -> str:
    program, *arguments = shlex.split(command)
    if program != "opsctl":
        raise ValueError(f"only opsctl is run for the documentation, not: {command}")
    here = root if "-C" in arguments else root / "examples" / "northwind"
    day = [] if "--as-of" in arguments else ["--as-of", AS_OF]
    screen = _Terminal()
    with _standing_in(here, screen), mock.patch.object(sys, "argv", ["opsctl", *day, *arguments]):
        run()
    return screen.getvalue()


@contextlib.contextmanager
def _standing_in(folder: Path, screen: _Terminal) -> Iterator[None]:
    """Stand in a folder, before a terminal of a known size, with nobody at the keyboard.

    Nothing is said of progress, however slow the machine.
    """
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(screen),
        contextlib.redirect_stderr(screen),
        mock.patch.object(sys, "stdin", io.StringIO()),
        mock.patch.object(progress, "_QUIET_SECONDS", math.inf),
        mock.patch.dict(os.environ, _environment(os.environ), clear=True),
    ):
        yield


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    return {name: given[name] for name in _KEPT if name in given} | _ENVIRONMENT
