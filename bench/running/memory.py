"""The memory of a process and of all that it starts, together."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from bench.running.process import Call, start

_PROC = Path("/proc")
_EVERY = 0.02  # seconds


def peak_together(call: Call, limit: float) -> int | None:
    """Give the most bytes that all processes had at once, shared pages counted once.

    None where the system does not tell (it has no `/proc`), or where it takes more than `limit`
    seconds. Looking slows the processes down: such a run is not timed.
    """
    if not (_PROC / "self" / "smaps_rollup").exists():
        return None
    process = start(call)
    end, peak = time.monotonic() + limit, 0
    while process.poll() is None:
        peak = max(peak, sum(map(_bytes, _family(process.pid))))
        if time.monotonic() > end:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return None
        time.sleep(_EVERY)
    return peak


def _family(pid: int) -> Iterator[int]:
    """Give a process and those below it, as long as they are there."""
    yield pid
    try:
        threads = list((_PROC / str(pid) / "task").iterdir())
        children = " ".join((thread / "children").read_text() for thread in threads)
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _bytes(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
