"""What all tests share: the example company, the command line, golden files."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("opsctl", deadline=None)  # no test is timed
settings.load_profile("opsctl")

os.environ["OPSCTL_CACHE_DIR"] = tempfile.mkdtemp(prefix="opsctl-cache-")
atexit.register(shutil.rmtree, os.environ["OPSCTL_CACHE_DIR"], ignore_errors=True)

ROOT = Path(__file__).parent.parent
NORTHWIND = ROOT / "examples" / "northwind"
DAY = "2026-11-20"


@dataclass(frozen=True)
class Result:
    """How a run of the command line ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]
Golden = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write golden files instead of comparing"
    )


def run_opsctl(
    *arguments: str | Path,
    cwd: Path = ROOT,
    environment: Mapping[str, str] | None = None,
    stdin: bytes = b"",
) -> Result:
    """Run opsctl as a process of its own, with nothing of this machine's settings."""
    inherited = ("PATH", "PYTHONPATH", "SYSTEMROOT", "TMPDIR", "HOME", "OPSCTL_CACHE_DIR")
    kept = {name: os.environ[name] for name in inherited if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "opsctl", *map(str, arguments)],
        cwd=cwd,
        env={
            **kept,
            "PYTHONIOENCODING": "utf-8",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_CEILING_DIRECTORIES": str(ROOT / "examples"),  # our own history is no story
            **(environment or {}),
        },
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Result(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture
def run() -> Run:
    """Run opsctl; see `run_opsctl`."""
    return run_opsctl


@pytest.fixture
def northwind(tmp_path: Path) -> Path:
    """Give a copy of the example company that may be changed."""
    return Path(shutil.copytree(NORTHWIND, tmp_path / "northwind"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a whole output with the file of that name, or write it with --update-golden."""

    def compare(name: str, actual: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode("utf-8"))
        assert actual == path.read_bytes().decode("utf-8")

    return compare
