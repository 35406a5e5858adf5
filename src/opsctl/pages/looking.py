"""Looking at many pages: the first ones here, and all others in several processes at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from opsctl.model.settings import SopSettings
from opsctl.pages.kept import KeptPage, kept_of
from opsctl.text.flat import flat, made

if TYPE_CHECKING:
    from opsctl.pages.helper import Helper

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
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def looked_at(settings: SopSettings, pages: Sequence[tuple[str, bytes]]) -> list[bytes]:
    """Give what is kept of each page, packed."""
    return [packed(kept_of(path, content, settings)) for path, content in pages]


class Looking:
    """Looks at pages by the settings of one workspace, in at most so many `processes`.

    Where no other process can be had, or one ends, its part is done here. It has to be closed.
    """

    def __init__(self, settings: SopSettings, processes: int) -> None:
        self._look = partial(looked_at, settings)
        self._left = processes if processes > 1 else 0
        self._count = 0
        self._hands: list[_Hand] = []
        self._turn = 0
        self._batch = _Batch(self._look)

    @property
    def ahead(self) -> int:
        """How many pages are handed over before the first of them is asked for."""
        return (len(self._hands) + 1) * _AT_ONCE if self._hands else 1

    def begin(self, path: str, content: bytes) -> Later:
        """Have a page looked at; what is kept of it is there when it is asked for."""
        self._count += 1
        if self._count > _FEW and self._left:
            self._begin_one()
        if not self._hands:
            (looked,) = self._look([(path, content)])
            return lambda: looked
        later = self._batch.add(path, content)
        if self._batch.is_full:
            self._hands[self._turn % len(self._hands)].take(self._batch)
            self._turn += 1
            self._batch = _Batch(self._look)
        return later

    def close(self) -> None:
        """End the other processes."""
        for each in self._hands:
            each.end()

    def _begin_one(self) -> None:
        from opsctl.pages.helper import Gone, Helper  # where there are many pages

        self._left -= 1
        try:
            helper = Helper(self._look, [each.helper for each in self._hands])
        except Gone:
            self._left = 0
        else:
            self._hands.append(_Hand(helper))


class _Hand:
    """A helper, and the batch that it is looking at, if any."""

    def __init__(self, helper: Helper) -> None:
        self.helper = helper
        self._batch: _Batch | None = None
        self._is_there = True

    def take(self, batch: _Batch) -> None:
        """Hand a batch over; what came of the one before is fetched first."""
        from opsctl.pages.helper import Gone  # there with the helper

        if self._batch is not None:
            self._batch.finish()
        if not self._is_there:
            return
        try:
            self.helper.send(batch.pages)
        except Gone:
            self._is_there = False
            return
        self._batch, batch.hand = batch, self

    def fetch(self) -> list[bytes] | None:
        """Wait for what came of the batch; none where it will never come."""
        from opsctl.pages.helper import Gone  # there with the helper

        self._batch = None
        try:
            return self.helper.receive()
        except Gone:
            self._is_there = False
            return None

    def end(self) -> None:
        self.helper.end()


class _Batch:
    """Pages that are looked at together: by the `hand` that took them, else here."""

    def __init__(self, look: Callable[[Sequence[tuple[str, bytes]]], list[bytes]]) -> None:
        self._look = look
        self.pages: list[tuple[str, bytes]] = []
        self.hand: _Hand | None = None
        self._looked: list[bytes] | None = None

    @property
    def is_full(self) -> bool:
        return len(self.pages) >= _AT_ONCE

    def add(self, path: str, content: bytes) -> Later:
        at = len(self.pages)
        self.pages.append((path, content))
        return lambda: self.finish()[at]

    def finish(self) -> list[bytes]:
        """Give what came of each page; a batch that nobody has taken grows no more."""
        if self._looked is None or len(self._looked) < len(self.pages):
            hand, self.hand = self.hand, None
            self._looked = hand.fetch() if hand else None
            if self._looked is None:
                self._looked = self._look(self.pages)
        return self._looked
