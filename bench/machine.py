"""The machine that the figures come from, and nothing that tells whose it is."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path


def machine() -> str:
    """Give a sentence with the processor, its cores, the memory, the system and the versions."""
    cores = f"{_cores()} {'core' if _cores() == 1 else 'cores'}"
    return (
        f"{_processor()}, {cores}, {_memory()}{platform.system()} "
        f"{'.'.join(platform.release().split('.')[:2])}, Python {platform.python_version()}, "
        f"{_git()}; at the start {os.getloadavg()[0]:.1f} processes wanted to run"
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processor() -> str:
    place = Path("/proc/cpuinfo")
    lines = place.read_text().splitlines() if place.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return ""
    return f"{size / 2**30:.0f} GB of memory, "


def _git() -> str:
    words = ("git", "--version")
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return " ".join(told.split()[:1] + told.split()[2:3])
