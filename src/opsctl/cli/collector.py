"""Python's collector of garbage, which has nothing to find while records are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector away: what is made here is much, and it stays as long as we run.

    Afterwards it passes over all of that, too: half the time of reading would go into it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
