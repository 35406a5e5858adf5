"""Programs that only some tests need, and that need not be on every machine."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

NEED = "OPSCTL_TESTS_NEED_TOOLS"
"""Set to 1 where every such program must be there: a test that lacks one fails then."""


def need_tool(name: str) -> str:
    """Give the path of a program, from beside this Python, from its folder of node, or from PATH.

    Where there is none, the test is skipped; it fails if `OPSCTL_TESTS_NEED_TOOLS` is 1.
    """
    beside = Path(sys.executable).parent
    node = beside.parent / "node" / "node_modules" / ".bin"
    places = [str(beside), str(node), os.environ.get("PATH", "")]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        missing(f"the program {name} is not installed")
    return found


def need_module(name: str) -> Any:
    """Import a module that only some tests need; where there is none, as `need_tool` has it."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        missing(f"the module {name} is not installed")


def missing(what: str) -> NoReturn:
    """Skip a test that lacks something; fail it if `OPSCTL_TESTS_NEED_TOOLS` is 1."""
    if os.environ.get(NEED) == "1":
        pytest.fail(f"{what}, and {NEED} says that it must be", pytrace=False)
    pytest.skip(what)
