"""A word about how far reading is, once it takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from opsctl.rendering.figures import counted
from opsctl.text.tree import Entry, Tree

_QUIET_SECONDS = 1.0
_EVERY = 100
_ERASE_LINE = "\r\x1b[K"


@dataclass(frozen=True, slots=True)
class WatchedTree:
    """A tree that tells of each file that is read from it."""

    below: Tree
    tell: Callable[[], None]

    def entry(self, path: str) -> Entry | None:
        """Look one path up."""
        return self.below.entry(path)

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what lies below a folder."""
        return self.below.walk(folder)

    def read(self, path: str) -> bytes:
        """Read a file, and tell of it."""
        self.tell()
        return self.below.read(path)


@contextmanager
def watched(tree: Tree) -> Iterator[Tree]:
    """Show on a terminal's error stream how many files were read; gone when it is done."""
    if not sys.stderr.isatty():
        yield tree
        return
    start, count, shown = time.monotonic(), 0, False

    def tell() -> None:
        nonlocal count, shown
        count += 1
        if count % _EVERY == 0 and time.monotonic() - start > _QUIET_SECONDS:
            sys.stderr.write(f"{_ERASE_LINE}reading: {counted(count, 'file')} so far")
            sys.stderr.flush()
            shown = True

    try:
        yield WatchedTree(tree, tell)
    finally:
        if shown:
            sys.stderr.write(_ERASE_LINE)
            sys.stderr.flush()
