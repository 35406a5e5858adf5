"""A terminal for tests: a pseudo-terminal of a given width, with answers typed into it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

_SECONDS_AT_MOST = 30
_LINES = 50


def run_in_terminal(
    arguments: Sequence[str],
    cwd: Path,
    columns: int = 100,
    answers: Sequence[tuple[str, str]] = (),
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    """Run opsctl in a terminal; give its exit code and all that it wrote.

    `answers` are pairs: what to wait for on the screen, and the line to type then.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, columns, 0, 0))
    inherited = ("PATH", "PYTHONPATH", "HOME", "OPSCTL_CACHE_DIR")
    kept = {name: os.environ[name] for name in inherited if name in os.environ}
    settings = {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **(environment or {})}
    settings |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    process = subprocess.Popen(
        [sys.executable, "-m", "opsctl", *arguments],
        cwd=cwd,
        env={**kept, **settings},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    try:
        screen = _converse(ours, list(answers))
        return process.wait(_SECONDS_AT_MOST), screen
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _converse(terminal: int, answers: list[tuple[str, str]]) -> str:
    """Read all output; type each answer when its question has appeared since the last answer."""
    seen, since = b"", 0
    ends = time.monotonic() + _SECONDS_AT_MOST
    while time.monotonic() < ends:
        if not select.select([terminal], [], [], 0.2)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # what Linux answers once the other end is closed
            piece = b""
        if not piece:
            break
        seen += piece
        if answers and answers[0][0].encode() in seen[since:]:
            since = len(seen)
            os.write(terminal, f"{answers.pop(0)[1]}\n".encode())
    return seen.decode("utf-8", "replace").replace("\r\n", "\n")
