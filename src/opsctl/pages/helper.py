"""Another process, which looks at pages for this one."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from typing import Any

Pages = Sequence[tuple[str, bytes]]
Look = Callable[[Pages], list[bytes]]
FORKS = sys.platform == "linux"
"""Whether another process begins as a copy of this one; elsewhere that is not safe, or not had."""


class Gone(Exception):
    """The other process cannot be begun, or has ended."""


class Helper:
    """A process that looks at one batch of pages at a time, and ends when this one does.

    `others` are the helpers that were begun before.
    """

    def __init__(self, look: Look, others: Sequence[Helper]) -> None:
        context: Any = get_context("fork" if FORKS else "spawn")
        try:
            self._ours, its = context.Pipe()
        except OSError as error:
            raise Gone from error
        inherited = [self._ours, *(each._ours for each in others)] if FORKS else []
        self._process = context.Process(target=_work, args=(its, look, inherited), daemon=True)
        try:
            with _uninterrupted():
                self._process.start()
        except OSError as error:
            self._ours.close()
            raise Gone from error
        finally:
            its.close()

    def send(self, pages: Pages) -> None:
        """Hand a batch over.

        Raises:
            Gone: nobody is there to take it.
        """
        try:
            self._ours.send(pages)
        except OSError as error:
            raise Gone from error

    def receive(self) -> list[bytes]:
        """Wait for what came of the batch.

        Raises:
            Gone: it will never come.
        """
        try:
            looked: list[bytes] = self._ours.recv()
        except (OSError, EOFError) as error:
            raise Gone from error
        return looked

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._ours.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep an interruption back until the process has begun; the process itself gets none."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(its: Any, look: Look, inherited: Sequence[Any]) -> None:
    """Look at what comes, until nobody is there any more.

    Whoever interrupts the command means the process that waits. The other ends are closed, since
    the end of that process is seen only when nobody holds them.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for each in inherited:
        each.close()
    with suppress(OSError, EOFError):
        while True:
            its.send(look(its.recv()))
