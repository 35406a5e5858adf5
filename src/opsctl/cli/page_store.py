"""What is known of the pages of a workspace, between runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from opsctl.cli.answers import programs
from opsctl.cli.kept_files import MOST_BYTES, PAGES, cache_folder, keep, read_kept
from opsctl.model.settings import SopSettings

_OLDEST = 20
"""So many times may new pages be kept before one goes that nobody asked for in between."""


class PageStore:
    """What is kept of each page under a key, as one file for a workspace and its settings."""

    def __init__(self, folder: str, name: str) -> None:
        self._folder, self._name = folder, name
        self._ages: dict[bytes, int] = {}
        self._pages: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._has_new = False
        self._take(read_kept(folder, name, PAGES))

    def get(self, key: bytes) -> bytes | None:
        """Give what is kept under a key."""
        self._used.add(key)
        return self._pages.get(key)

    def put(self, key: bytes, data: bytes) -> None:
        """Keep something."""
        self._used.add(key)
        self._pages[key] = data
        self._has_new = True

    def save(self) -> None:
        """Write the file, if there is anything new; what was asked for last goes last."""
        if not self._has_new:
            return
        self._has_new = False
        ages = {key: 0 if key in self._used else self._ages.get(key, 0) + 1 for key in self._pages}
        fields: list[bytes] = []
        size = 0
        for key in sorted(self._pages, key=ages.__getitem__):
            size += len(self._pages[key]) + len(key) + 16
            if ages[key] > _OLDEST or size > MOST_BYTES:
                break
            fields += [key, b"%d" % ages[key], self._pages[key]]
        keep(self._folder, self._name, fields, PAGES)

    def _take(self, fields: Sequence[bytes]) -> None:
        for key, age, data in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
            if age.isdigit():
                self._ages[key], self._pages[key] = int(age), data


def store_for(root: Path, settings: SopSettings) -> PageStore:
    """Open what is kept of the pages of a workspace, by these settings and by these programs."""
    place = os.fsencode(os.path.realpath(root))
    said = repr(settings).encode("utf-8", "backslashreplace")
    digest = blake2b(digest_size=20)
    for part in (place, said, programs()):
        digest.update(b"%d:" % len(part) + part)
    return PageStore(cache_folder(os.environ), digest.hexdigest())


def processes() -> int:
    """Tell how many processes can run at once, so far as they help."""
    known = getattr(os, "sched_getaffinity", None)
    return min(len(known(0)) if known else os.cpu_count() or 1, 8)
