"""Looking at many pages: the first ones here, and all others in several processes at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from opsctl.model.settings import SopSettings
from opsctl.pages.kept import KeptPage, kept_of
from opsctl.text.flat import flat, made

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Later = Callable[[], bytes]
_FEW = 150
"""So many pages are read before other processes could have been started."""
_AT_ONCE = 64


def packed(kept: KeptPage | None) -> bytes:
    """Give what is kept of a page as bytes; none where nothing is."""
    return b"" if kept is None else json.dumps(flat(kept), separators=(",", ":")).encode("ascii")


def unpacked(data: bytes) -> KeptPage | None:
    """Give what was kept of a page; none where the bytes are not those of one."""
    try:
        return made(KeptPage, json.loads(data)) if data else None
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


class Looking:
    """Looks at pages by the settings of one workspace, in at most so many `processes`.

    It has to be closed.
    """

    def __init__(self, settings: SopSettings, processes: int) -> None:
        self._settings, self._processes = settings, processes
        self._count = 0
        self._pool: ProcessPoolExecutor | None = None
        self._batch = _Batch(settings)

    @property
    def ahead(self) -> int:
        """How many pages are handed over before the first of them is asked for."""
        return 1 if self._pool is None else 3 * self._processes * _AT_ONCE

    def begin(self, path: str, content: bytes) -> Later:
        """Have a page looked at; what is kept of it is there when it is asked for."""
        self._count += 1
        if self._processes < 2 or self._count <= _FEW:
            looked = packed(kept_of(path, content, self._settings))
            return lambda: looked
        if self._pool is None:
            self._pool = _pool(self._processes)
        later = self._batch.add(path, content, self._pool)
        if self._batch.is_full:
            self._batch.send()
            self._batch = _Batch(self._settings)
        return later

    def close(self) -> None:
        """End the other processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


class _Batch:
    """Pages that are sent to another process together."""

    def __init__(self, settings: SopSettings) -> None:
        self._settings = settings
        self._pages: list[tuple[str, bytes]] = []
        self._pool: ProcessPoolExecutor | None = None
        self._sent: Future[list[bytes]] | None = None
        self._looked: list[bytes] | None = None

    @property
    def is_full(self) -> bool:
        return len(self._pages) >= _AT_ONCE

    def add(self, path: str, content: bytes, pool: ProcessPoolExecutor) -> Later:
        at, self._pool = len(self._pages), pool
        self._pages.append((path, content))
        return lambda: self._result()[at]

    def send(self) -> None:
        if self._pool is not None and self._sent is None:
            try:
                self._sent = self._pool.submit(_look_at, self._pages, self._settings)
            except RuntimeError:  # the other processes are gone, and it is done here
                self._looked = looked_at(self._pages, self._settings)

    def _result(self) -> list[bytes]:
        if self._looked is None:
            self.send()
        if self._looked is None and self._sent is not None:
            from concurrent.futures.process import BrokenProcessPool  # there with the pool

            try:
                self._looked = self._sent.result()
            except BrokenProcessPool:
                self._looked = looked_at(self._pages, self._settings)
            self._pages = []
        return self._looked or []


def _pool(processes: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # where there are many pages
    from multiprocessing import get_context

    context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(processes, context, _begin)


def _begin() -> None:
    """Prepare another process: whoever interrupts the command means the one that waits."""
    import signal  # where another process begins

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _look_at(pages: Sequence[tuple[str, bytes]], settings: SopSettings) -> list[bytes]:
    """Do what another process is asked for."""
    return looked_at(pages, settings)


def looked_at(pages: Sequence[tuple[str, bytes]], settings: SopSettings) -> list[bytes]:
    """Give what is kept of each page, packed."""
    return [packed(kept_of(path, content, settings)) for path, content in pages]
