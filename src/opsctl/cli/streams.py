"""The streams of the process: made safe to write on, written on, and gone.

Nothing is imported here that an answer which is at hand would have to wait for.
"""

from __future__ import annotations

import errno
import os
import sys

from opsctl.cli.exits import CANNOT_PROCEED, FINE

TYPE_CHECKING = False  # the library that names it costs more than the rest of this module
if TYPE_CHECKING:
    from typing import TextIO

_OUTPUT_IS_FULL = frozenset([errno.ENOSPC, errno.EIO, errno.EDQUOT])


def prepare_streams() -> None:
    """Make sure that no character of a file can stop a line from being written."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def keep_line_ends() -> None:
    """Send what is printed from now on as UTF-8 and with the line ends that it has."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")


class ReaderGone(Exception):
    """Nobody reads our output any more."""


def emit(stream: TextIO, text: str) -> None:
    """Write a text.

    Raises:
        ReaderGone: the other end of a pipe was closed, as `head` does.
    """
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def could_not_write(error: Exception) -> int | None:
    """End in silence when nobody reads our output any more, as behind `head`, or it has no room.

    Gives the exit code; none for an error of another kind.
    """
    if isinstance(error, ReaderGone | BrokenPipeError):
        return _closed_pipe(FINE)
    if isinstance(error, OSError) and error.errno in _OUTPUT_IS_FULL:
        sys.stderr.write(f"error: cannot print: {error.strerror}\n")
        return _closed_pipe(CANNOT_PROCEED)
    return None


def _closed_pipe(code: int) -> int:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code
