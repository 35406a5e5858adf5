"""What was looked at in a folder: to be looked at again, and found the same or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from opsctl.text.errors import SurroundingsRefuse
from opsctl.text.stamps import content_digest, digest_now, entry_stamp, folder_stamp, joined
from opsctl.text.tree import Entry, FolderTree, Kind


class TracedTree:
    """The files of a folder on disk, which notes all that is asked of it.

    A stamp is taken before what it stands for is read: a file that changes in between has another
    stamp the next time, and its old one is never taken for the new content.
    """

    def __init__(self, root: str, since: int) -> None:
        self.root, self.since = root, since
        self._below = FolderTree(Path(root))
        self._steps: dict[str, tuple[bytes, bytes]] = {}
        self._fresh: set[str] = set()
        self._reads: dict[str, bytes] = {}
        self.is_sound = True

    def entry(self, path: str) -> Entry | None:
        """Look one path up, and note it."""
        step = f"e{path}"
        if self._is_noted(step, path):
            return self._below.entry(path)
        stamp = self._stamped(entry_stamp(self.root, path, self.since))
        found = self._below.entry(path)
        self._steps[step] = stamp, repr(found).encode("utf-8", "surrogateescape")
        return found

    def walk(self, folder: str) -> Iterator[Entry]:
        """List what lies below a folder, and note it."""
        step = f"w{folder}"
        if step in self._steps or not self._is_folder(folder):
            self.entry(folder)
            return self._below.walk(folder)
        stamp = self._stamped(folder_stamp(self.root, folder, self.since))
        found = list(self._below.walk(folder))
        listing = "\0".join(f"{each.path}\0{each.kind.name}\0{each.size}" for each in found)
        self._steps[step] = stamp, listing.encode("utf-8", "surrogateescape")
        return iter(found)

    def read(self, path: str) -> bytes:
        """Read a file, and note its content."""
        if not self._is_noted(f"e{path}", path):
            self.entry(path)
        content = self._below.read(path)
        digest = content_digest(content)
        if self._reads.setdefault(path, digest) != digest:
            self.is_sound = False
        return content

    @property
    def steps(self) -> Sequence[str]:
        """What was asked, in order: `w` and a folder that was walked, `e` and one path."""
        return tuple(self._steps)

    @property
    def reads(self) -> Sequence[str]:
        """The paths that were read."""
        return tuple(self._reads)

    def stamp(self) -> bytes:
        """Give the digest of all stamps, in the order of `steps`."""
        return joined(stamp for stamp, _ in self._steps.values())

    def fresh(self) -> bytes:
        """Give the digest of the contents that stamps cannot stand for."""
        return joined(
            self._reads.get(path) or digest_now(self.root, path) for path in sorted(self._fresh)
        )

    def content(self) -> bytes:
        """Give the digest of all that was seen and read."""
        seen = (found for _, found in self._steps.values())
        read = (part for path in self._reads for part in (_bytes(path), self._reads[path]))
        return joined([*seen, *read])

    def _stamped(self, said: tuple[bytes, Iterable[str]]) -> bytes:
        self._fresh.update(said[1])
        return said[0]

    def _is_noted(self, step: str, path: str) -> bool:
        return step in self._steps or self._is_walked(path)

    def _is_walked(self, path: str) -> bool:
        """Tell whether a walk has noted all that can be said of a path."""
        parts = path.split("/")
        if any(part.startswith(".") for part in parts):
            return False
        folders = ("/".join(parts[:depth]) for depth in range(1, len(parts)))
        return any(f"w{folder}" in self._steps for folder in folders)

    def _is_folder(self, path: str) -> bool:
        found = self._below.entry(path) if path else None
        return not path or (found is not None and found.kind is Kind.FOLDER)


def traced_again(root: str, steps: Iterable[str], reads: Iterable[str], since: int) -> TracedTree:
    """Look at the same things once more, and read the same files.

    Raises:
        SurroundingsRefuse: something cannot be listed or opened any more, or is no file.
    """
    tree = TracedTree(root, since)
    for step in steps:
        tree.entry(step[1:]) if step[0] == "e" else tree.walk(step[1:])
    for path in reads:
        entry = tree.entry(path)
        if entry is None or entry.kind is not Kind.FILE:
            raise SurroundingsRefuse(f"{path} is no file any more")
        tree.read(path)
    return tree


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")
