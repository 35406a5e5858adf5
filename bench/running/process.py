"""One process from start to end: how long it took, and how much memory it had."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process took; `peak` is the memory in bytes of its largest process at its largest."""

    seconds: float
    peak: int
    was_cut: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A program with its arguments, where it runs, and the exit codes that are no failure."""

    command: tuple[str, ...]
    place: Path
    variables: Mapping[str, str]
    on_one_core: bool = False
    accepted: frozenset[int] = frozenset({0})


class Failed(Exception):
    """Say which process ended as it should not have."""


def run(call: Call, limit: float) -> Outcome:
    """Run a program to its end, or for `limit` seconds at most; its output goes nowhere.

    Raises Failed where it ends with a code that is not accepted.
    """
    with tempfile.TemporaryFile() as complaints, _cores(call.on_one_core):
        started = time.perf_counter()
        process = start(call, complaints.fileno())
        ender = Timer(limit, os.killpg, (process.pid, signal.SIGKILL))
        ender.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        ender.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        text = complaints.read().decode(errors="replace")
    was_cut = seconds >= limit
    if not was_cut and process.returncode not in call.accepted:
        raise Failed(f"{' '.join(call.command)[:200]} ended with {process.returncode}:\n{text}")
    return Outcome(seconds, usage.ru_maxrss * _MAXRSS_IN, was_cut)


_MAXRSS_IN = 1 if sys.platform == "darwin" else 1024


def start(call: Call, complaints: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own."""
    return subprocess.Popen(
        call.command,
        cwd=call.place,
        env=call.variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        start_new_session=True,
    )


@contextmanager
def _cores(only_one: bool) -> Iterator[None]:
    """Let what is started meanwhile run on the first core only, where the system can do that."""
    if not only_one or sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
