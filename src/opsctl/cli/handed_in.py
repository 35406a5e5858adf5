"""What is handed in as a file or on the input: read up to a bound, whatever it is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from opsctl.text.errors import SurroundingsRefuse, UsageProblem

_MEGABYTE = 1024 * 1024
INPUT = Path("-")
"""The name that stands for the input."""


def handed_in(path: Path, megabytes: int = 1) -> bytes:
    """Read a file of a size at most; a device is read no further, a pipe nobody writes is empty.

    Raises:
        UsageProblem: it has more than that.
        SurroundingsRefuse: it cannot be read.
    """
    largest = megabytes * _MEGABYTE
    try:
        content = _from_input(largest) if path == INPUT else _from_file(path, largest)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be one"
        raise SurroundingsRefuse(f"cannot read {path}: {why}") from error
    if len(content) > largest:
        name = "stdin" if path == INPUT else path.as_posix()
        said = f"{name} has more than {largest:,} bytes ({megabytes} MB)"
        raise UsageProblem(said, "give it in parts")
    return content


def _from_input(largest: int) -> bytes:
    return sys.stdin.buffer.read(largest + 1)


def _from_file(path: Path, largest: int) -> bytes:
    """Read a file; to open a named pipe must not wait for somebody who writes to it."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        return file.read(largest + 1)
