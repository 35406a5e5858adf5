"""Files at the top of a repository: the few, known by name, that lie outside of a workspace."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from opsctl.text.errors import SurroundingsRefuse


def top_of_repository(folder: Path, prefix: str) -> Path:
    """Give the real top of the repository in which a folder has the place `prefix`."""
    root = Path(os.path.realpath(folder))
    return root.parents[len(Path(prefix).parts) - 1] if prefix else root


def content_at(root: Path, path: str, refuse_large: Callable[[int], None]) -> bytes | None:
    """Read an ordinary file below a real folder; none where nothing is there.

    `refuse_large` is given its size in bytes, before it is read.

    Raises:
        SurroundingsRefuse: it is a link or lies behind one, is no file, or cannot be read.
    """
    place = root / path
    if os.path.realpath(place) != str(place):
        raise SurroundingsRefuse(
            f"{path} is a link, or lies in a folder that is one",
            "opsctl writes through no link; use a file",
        )
    for folder in map(str, PurePosixPath(path).parents):
        if os.path.lexists(root / folder) and not (root / folder).is_dir():
            raise SurroundingsRefuse(f"{folder} is no folder, so that {path} has no place")
    if not os.path.lexists(place):
        return None
    if not place.is_file():
        raise SurroundingsRefuse(f"{path} is no ordinary file")
    try:
        refuse_large(place.stat().st_size)
        return place.read_bytes()
    except OSError as error:
        raise SurroundingsRefuse(f"cannot read {path}: {error.strerror}") from error
