"""Reading pages: those that were looked at before are known, all others are looked at now."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Protocol

from opsctl.loading.sops import ReadPage, page_of, unread_page
from opsctl.loading.source import read_content
from opsctl.model.markdown import Body
from opsctl.model.settings import SopSettings
from opsctl.pages.kept import KeptPage, read_again
from opsctl.pages.looking import Later, Looking, unpacked
from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.tree import Entry, Tree


class Store(Protocol):
    """Where what is kept of pages stays between runs."""

    def get(self, key: bytes) -> bytes | None:
        """Give what is kept under a key."""
        ...

    def put(self, key: bytes, data: bytes) -> None:
        """Keep something."""
        ...

    def save(self) -> None:
        """Keep all of it for the next run."""
        ...


class NoStore:
    """Keeps nothing."""

    def get(self, _key: bytes) -> bytes | None:
        """Give nothing."""
        return None

    def put(self, _key: bytes, _data: bytes) -> None:
        """Keep nothing."""

    def save(self) -> None:
        """Keep nothing."""


class KnownPages:
    """Reads the pages of a workspace, and knows those that it has looked at by the same settings.

    A page is known by its path and every byte of it. `store_of` gives the store for settings,
    `below` is where a body is read from that somebody asks for after all.
    """

    def __init__(
        self, store_of: Callable[[SopSettings], Store], below: Tree, processes: int
    ) -> None:
        self._store_of, self._below, self._processes = store_of, below, processes

    def __call__(
        self, tree: Tree, entries: Iterable[Entry], settings: SopSettings
    ) -> Iterator[ReadPage]:
        """Read pages, and give them in their order."""
        store = self._store_of(settings)
        with closing(Looking(settings, self._processes)) as looking:
            reading = _Reading(tree, self._below, settings, store, looking)
            waiting: deque[Callable[[], ReadPage]] = deque()
            for entry in entries:
                waiting.append(reading.begin(entry))
                while len(waiting) >= looking.ahead:
                    yield waiting.popleft()()
            while waiting:
                yield waiting.popleft()()
        store.save()


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of the pages of a workspace."""

    tree: Tree
    below: Tree
    settings: SopSettings
    store: Store
    looking: Looking

    def begin(self, entry: Entry) -> Callable[[], ReadPage]:
        """Begin to read a page; it is there when what this gives is called."""
        content, findings = read_content(self.tree, entry)
        if content is None:
            return partial(unread_page, entry, findings)
        path, key = entry.path, _key(entry.path, content)
        known = unpacked(self.store.get(key) or b"")
        if known is not None:
            return partial(self._again, path, key, known)
        return partial(self._looked_at, path, content, key, self.looking.begin(path, content))

    def _looked_at(self, path: str, content: bytes, key: bytes, later: Later) -> ReadPage:
        data = later()
        kept = unpacked(data)
        if kept is None:
            return page_of(path, content)
        self.store.put(key, data)
        return self._again(path, key, kept)

    def _again(self, path: str, key: bytes, kept: KeptPage) -> ReadPage:
        return read_again(path, kept, self.settings, BodyLater(self.below, path, key))


class BodyLater:
    """The body of a page, read when it is asked for, once."""

    __slots__ = ("_below", "_body", "_key", "_path")

    def __init__(self, below: Tree, path: str, key: bytes) -> None:
        self._below, self._path, self._key = below, path, key
        self._body: Body | None = None

    def __call__(self) -> Body:
        """Give the body.

        Raises:
            SurroundingsRefuse: the file is not what it was when it was looked at.
        """
        if self._body is None:
            content = self._below.read(self._path)
            if _key(self._path, content) != self._key:
                raise SurroundingsRefuse(f"{self._path} changed while it was read")
            page = page_of(self._path, content).sop.page
            self._body = Body(page.blocks, page.marks)
        return self._body


def _key(path: str, content: bytes) -> bytes:
    return blake2b(content, digest_size=16, key=_short(path)).digest()


def _short(path: str) -> bytes:
    return blake2b(path.encode("utf-8", "surrogateescape"), digest_size=16).digest()
