"""Where answers and pages are kept between runs: a folder of this user's own, outside of any
workspace.

Each file is a list of byte strings under a name. One that is damaged, foreign or open to others
is as good as none, and so is a folder that cannot be written: nothing here raises for them.
"""

from __future__ import annotations

import os
import stat
from hashlib import blake2b

MOST_BYTES = 32_000_000
"""The largest file that is read or kept."""
_MOST_FILES, _MOST_BYTES_IN_ALL = 512, 256_000_000
_MAGIC = b"opsctl answer 1\n"
_DIGEST_BYTES = 32
ANSWER, PAGES = ".answer", ".pages"
"""How the names of files end: one answer, or what is known of the pages of a workspace."""


def cache_folder(environment: os._Environ[str]) -> str:
    """Give the folder of `OPSCTL_CACHE_DIR`, else that which the system has for such files."""
    named = environment.get("OPSCTL_CACHE_DIR")
    if named:
        return os.path.abspath(named)
    from platformdirs import user_cache_dir  # where nobody has named a folder

    return user_cache_dir("opsctl", appauthor=False)


def read_kept(folder: str, name: str, ending: str = ANSWER) -> list[bytes]:
    """Read a file; nothing if there is none that can be trusted."""
    place = os.path.join(folder, name + ending)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(place, flags | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            if not _is_ours(os.fstat(handle)):
                return []
            return _unpacked(file.read(MOST_BYTES + 1))
    except (OSError, ValueError):
        return []


def keep(folder: str, name: str, fields: list[bytes], ending: str = ANSWER) -> None:
    """Write a file, whole or not at all; make room by taking the oldest away."""
    content = _packed(fields)
    if len(content) > MOST_BYTES:
        return
    unfinished = os.path.join(folder, f"{name}.{os.getpid()}.tmp")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(content)
        os.replace(unfinished, os.path.join(folder, name + ending))
    except OSError:
        _removed(unfinished)
    _make_room(folder)


def kept_files(folder: str) -> list[tuple[str, os.stat_result]]:
    """List the files, unfinished ones too, the oldest first."""
    found = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                if entry.name.endswith((ANSWER, PAGES, ".tmp")):
                    found.append((entry.path, entry.stat(follow_symlinks=False)))
    except OSError:
        pass
    return sorted(found, key=lambda each: (each[1].st_mtime_ns, each[0]))


def forget(folder: str) -> int:
    """Take all files away; give how many there were."""
    return sum(_removed(place) for place, _ in kept_files(folder))


def _make_room(folder: str) -> None:
    kept = kept_files(folder)
    size = sum(status.st_size for _, status in kept)
    while kept and (len(kept) > _MOST_FILES or size > _MOST_BYTES_IN_ALL):
        place, status = kept.pop(0)
        size -= status.st_size
        _removed(place)


def _removed(place: str) -> bool:
    try:
        os.unlink(place)
    except OSError:
        return False
    return True


def _is_ours(status: os.stat_result) -> bool:
    """Tell whether a file is an ordinary one that nobody else can have written."""
    if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
        return False
    if not hasattr(os, "geteuid"):
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _packed(fields: list[bytes]) -> bytes:
    body = b"".join(b"%d:%s" % (len(field), field) for field in fields)
    return _MAGIC + blake2b(body, digest_size=_DIGEST_BYTES).digest() + body


def _unpacked(content: bytes) -> list[bytes]:
    start = len(_MAGIC) + _DIGEST_BYTES
    body = content[start:]
    if content[:start] != _MAGIC + blake2b(body, digest_size=_DIGEST_BYTES).digest():
        return []
    fields: list[bytes] = []
    at = 0
    while at < len(body):
        colon = body.index(b":", at)
        if not body[at:colon].isdigit():
            return []
        end = colon + 1 + int(body[at:colon])
        fields.append(body[colon + 1 : end])
        at = end
    return fields
