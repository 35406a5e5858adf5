"""The one place that changes files.

A file is replaced whole and at once: killed at any point, the old one or the new one is there.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import filelock

from opsctl.text.errors import SurroundingsRefuse

_SECONDS_TO_WAIT = 10


@dataclass(frozen=True, slots=True)
class Write:
    """A file's new content, and what it must still hold; none where it must not exist yet."""

    path: str
    before: bytes | None
    after: bytes


def write_files(root: Path, writes: Sequence[Write], lock: Path) -> None:
    """Carry out writes below a folder under a lock: all are checked before the first is done.

    Raises:
        SurroundingsRefuse: a file changed meanwhile, a path leads out of the folder, another
            writer holds the lock, or the file system refuses.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(lock, timeout=_SECONDS_TO_WAIT):
            places = [_checked(root, write) for write in writes]
            for place, write in zip(places, writes, strict=True):
                _replace_or_say(place, write)
    except filelock.Timeout:
        raise SurroundingsRefuse(
            "another opsctl is writing to this workspace", "try again when it has finished"
        ) from None
    except OSError as error:
        raise SurroundingsRefuse(f"cannot lock the workspace: {error.strerror}") from error


def _checked(root: Path, write: Write) -> Path:
    """Give the real place of a file, after making sure that nobody changed it."""
    place = Path(os.path.realpath(root / write.path))
    if not place.is_relative_to(os.path.realpath(root)):
        raise SurroundingsRefuse(f"{write.path} leads out of the workspace")
    try:
        now = place.read_bytes()
    except FileNotFoundError:
        now = None
    except OSError as error:
        raise SurroundingsRefuse(f"cannot read {write.path}: {error.strerror}") from error
    if now is not None and not os.access(place, os.W_OK):
        raise SurroundingsRefuse(f"{write.path} is read-only", "nothing was written")
    if now == write.before:
        return place
    if write.before is None:
        raise SurroundingsRefuse(f"{write.path} exists already", "nothing was written")
    raise SurroundingsRefuse(
        f"{write.path} changed while opsctl was at work", "nothing was written; try again"
    )


def _replace_or_say(place: Path, write: Write) -> None:
    try:
        _replace(place, write)
    except OSError as error:
        raise SurroundingsRefuse(
            f"cannot write {write.path}: {error.strerror}", "the file is as it was"
        ) from error


def _replace(place: Path, write: Write) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".{place.name}.{secrets.token_hex(6)}.tmp")
    mode = stat.S_IMODE(place.stat().st_mode) if write.before is not None else None
    try:
        with open(temporary, "xb") as file:
            file.write(write.after)
            file.flush()
            if mode is not None:
                os.chmod(temporary, mode)
            os.fsync(file.fileno())
        os.replace(temporary, place)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
