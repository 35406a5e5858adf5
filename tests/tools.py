"""Programs that some tests need beside Python and git."""

from __future__ import annotations

import os
import shutil

import pytest

_NEEDED = "OPSCTL_TESTS_NEED_TOOLS"


def need_tool(name: str) -> str:
    """Give the path of a program; skip the test without it, or fail it where all must run."""
    path = shutil.which(name)
    if path is None and os.environ.get(_NEEDED) == "1":
        pytest.fail(f"{name} is not installed, and {_NEEDED} is 1")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
