"""Who git takes the person at the keyboard for."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SECONDS_AT_MOST = 5


def git_setting(folder: Path, key: str) -> str | None:
    """Give a setting of git as it holds in a folder; none without git, or where it is not set.

    One call of git itself: reading one value is not worth the import of a library. A folder that
    is gone by now counts as the nearest one above it.
    """
    standing = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    command = ["git", "-C", str(standing), "config", "--get", key]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS_AT_MOST,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace").strip() or None
