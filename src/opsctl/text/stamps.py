"""What a file system says of files without reading them: enough to see that none has changed.

Nothing is imported here that an answer which is at hand would have to wait for.
"""

from __future__ import annotations

import os
import stat
from array import array
from hashlib import blake2b

TYPE_CHECKING = False  # the library that names it costs more than the rest of this module
if TYPE_CHECKING:
    from collections.abc import Iterable

_TICK = 2_000_000_000
"""Nanoseconds within which a file may change twice and keep its times, on coarse file systems."""


def folder_stamp(root: str, folder: str, since: int, ending: str = "") -> tuple[bytes, list[str]]:
    """Give a digest of all that lies below a folder, and what of it must be read to be sure.

    The digest is over path, kind, size, times and inode of each entry; `.git` is passed over, and
    so are files whose name has another `ending`. What was changed shortly before `since`, in
    nanoseconds of the epoch, or later, may change once more without a trace: its paths are given.

    Raises:
        OSError: a folder cannot be listed.
    """
    names: list[str] = []
    figures = array("q")
    fresh: list[str] = []
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        prefix = f"{current}/" if current else ""
        with os.scandir(os.path.join(root, current)) as listing:
            entries = sorted(listing, key=_name)
        for entry in entries:
            path = prefix + entry.name
            if not entry.name.endswith(ending) and entry.is_file(follow_symlinks=False):
                continue
            status = entry.stat(follow_symlinks=False)
            mode = status.st_mode
            names.append(path)
            if stat.S_ISDIR(mode):
                if entry.name != ".git":
                    waiting.append(path)
                continue
            figures.extend(_figures(status))
            if stat.S_ISLNK(mode):
                names.append(_behind(os.path.join(root, path)))
                fresh.append(path)
            elif max(status.st_mtime_ns, status.st_ctime_ns) > since - _TICK:
                fresh.append(path)
    said = "\0".join(names).encode("utf-8", "surrogateescape")
    return joined([entry_stamp(root, folder, since)[0], said, figures.tobytes()]), fresh


def entry_stamp(root: str, path: str, since: int) -> tuple[bytes, list[str]]:
    """Give the like of one path, whether something is there or not."""
    known: list[str] = []
    fresh: list[str] = []
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        place = os.path.join(root, *parts[:depth])
        try:
            status = os.lstat(place)
        except (OSError, ValueError):
            known.append("nothing")
            break
        if stat.S_ISDIR(status.st_mode):
            known.append("folder")
            continue
        known.append(",".join(map(str, _figures(status))))
        if stat.S_ISLNK(status.st_mode):
            known.append(_behind(place))
            fresh.append(path)
        elif max(status.st_mtime_ns, status.st_ctime_ns) > since - _TICK:
            fresh.append(path)
    said = "\0".join([path, *known]).encode("utf-8", "surrogateescape")
    return blake2b(said, digest_size=32).digest(), fresh


def stamps_now(root: str, steps: Iterable[str], since: int) -> tuple[bytes, bytes]:
    """Take stamps again: `w` and a folder, or `e` and one path, is a step.

    Gives the digest of all stamps, and that of the contents which they cannot stand for.

    Raises:
        OSError: a folder cannot be listed.
    """
    fresh: set[str] = set()
    stamps = []
    for step in steps:
        take = folder_stamp if step[0] == "w" else entry_stamp
        stamp, doubtful = take(root, step[1:], since)
        stamps.append(stamp)
        fresh.update(doubtful)
    return joined(stamps), joined(digest_now(root, path) for path in sorted(fresh))


def joined(parts: Iterable[bytes]) -> bytes:
    """Give one digest of many parts, none of which can run into the next."""
    digest = blake2b(digest_size=32)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.digest()


def content_digest(content: bytes) -> bytes:
    """Give the digest by which contents are compared."""
    return blake2b(content, digest_size=32).digest()


def digest_now(root: str, path: str) -> bytes:
    """Give the digest of a file's content as it is now; of nothing but an ordinary file inside."""
    top, place = os.path.realpath(root), os.path.realpath(os.path.join(root, path))
    if not place.startswith(os.path.join(top, "")):
        return b""
    try:
        if not stat.S_ISREG(os.stat(place).st_mode):
            return b""
        with open(place, "rb") as file:
            return content_digest(file.read())
    except (OSError, ValueError):
        return b""


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _figures(status: os.stat_result) -> tuple[int, ...]:
    """Give what changes when a file does; an inode may be a number beyond 63 bits."""
    inode = status.st_ino & 0x7FFF_FFFF_FFFF_FFFF
    return status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode


def _behind(link: str) -> str:
    """Tell where a link leads, and what kind of thing is there."""
    target = os.path.realpath(link)
    try:
        return f"{target}\0{os.stat(target).st_mode}"
    except OSError:
        return f"{target}\0nothing"
