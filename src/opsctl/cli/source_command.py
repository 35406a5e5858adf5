"""Run the command of a source: bounded in time and in what it writes, with no shell."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import IO

from opsctl.rendering.figures import counted
from opsctl.text.errors import SurroundingsRefuse

LARGEST_OUTPUT = 1024 * 1024
_TAIL = 4096
_LINES_OF_THE_TAIL = 8
_PIECE = 65536


class CommandFailed(SurroundingsRefuse):
    """A command did not give what it should; `tail` are the last lines that it complained in."""

    def __init__(self, message: str, hint: str | None = None, tail: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.tail = tuple(tail)


def shown_command(command: Sequence[str]) -> str:
    """Write a command as one could type it; control characters are for `visible` to show."""
    return shlex.join(command)


def output_of(command: Sequence[str], folder: Path, seconds: int) -> bytes:
    """Run a command in a folder, and give all that it writes to its standard output.

    It gets the environment and no standard input. When its time is over, it and all that it
    started are killed.

    Raises:
        CommandFailed: it cannot be started, takes too long, writes more than 1 MB, or fails.
    """
    shown = shown_command(command)
    try:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise CommandFailed(f"there is no program `{command[0]}`", f"to run: {shown}") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise CommandFailed(f"cannot run {shown}: {why}") from None
    try:
        return _finished(process, shown, seconds)
    finally:
        _end(process)


def _finished(process: subprocess.Popen[bytes], shown: str, seconds: int) -> bytes:
    assert process.stdout is not None
    assert process.stderr is not None
    out = _Pipe(process.stdout, LARGEST_OUTPUT, keep_tail=False)
    err = _Pipe(process.stderr, _TAIL, keep_tail=True)
    ends = time.monotonic() + seconds
    for pipe in (out, err):
        if not pipe.is_read_by(ends):
            raise _too_slow(shown, seconds, err)
        if out.is_over:
            raise CommandFailed(f"{shown} writes more than 1 MB", "let it give fewer periods")
    try:
        code = process.wait(max(ends - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        raise _too_slow(shown, seconds, err) from None
    if code != 0:
        how = f"ended with exit code {code}" if code > 0 else f"was ended by signal {-code}"
        raise CommandFailed(f"{shown} {how}", "run it by itself to see why", err.lines())
    return bytes(out.content)


def _too_slow(shown: str, seconds: int, err: _Pipe) -> CommandFailed:
    hint = "`timeout: 120` in its source gives it more time"
    return CommandFailed(
        f"{shown} was stopped after {counted(seconds, 'second')}", hint, err.lines()
    )


class _Pipe:
    """What comes out of a pipe, read beside all else: its start up to a limit, or its tail."""

    def __init__(self, stream: IO[bytes], limit: int, *, keep_tail: bool) -> None:
        self.content = bytearray()
        self.is_over = False
        self._stream, self._limit, self._keep_tail = stream, limit, keep_tail
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def is_read_by(self, ends: float) -> bool:
        """Wait until nothing more comes, or until a time on the monotonic clock."""
        self._thread.join(max(ends - time.monotonic(), 0))
        return not self._thread.is_alive()

    def lines(self) -> list[str]:
        """Give the last lines."""
        text = bytes(self.content).decode("utf-8", "replace")
        return [line for line in text.splitlines() if line.strip()][-_LINES_OF_THE_TAIL:]

    def _read(self) -> None:
        with self._stream:
            while piece := os.read(self._stream.fileno(), _PIECE):
                self.content += piece
                if len(self.content) <= self._limit:
                    continue
                if not self._keep_tail:
                    self.is_over = True
                    return
                del self.content[: -self._limit]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill what still runs, with all that it started; what has ended well is left alone."""
    if process.returncode is not None:
        return
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
